package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.activity.session.ChainScans;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.OptionSeries;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.desk.chain.ChainCoverage;
import dev.legwork.desk.chain.ChainDesk;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainTrouble.Code;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.num.Decimals;
import dev.legwork.scan.ScanPlan;
import dev.legwork.session.Tally;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Strategies;
import dev.legwork.workflow.scan.ScanResult;
import dev.legwork.workflow.scan.ScanWorkflow;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scans over a desk that shows one reading after another, the last one for ever. */
@Timeout(60)
class ChainScansTest {
  private static final ChainCoverage NOTHING_YET = new ChainCoverage(1, 1, 0, 0, 0, 0, 0);
  private static final ChainCoverage ONE_OF_TWO = new ChainCoverage(1, 0, 2, 2, 1, 0, 0);
  private static final ChainCoverage ALL = new ChainCoverage(1, 0, 2, 2, 2, 0, 0);
  private static final Map<String, String> CONVERSIONS =
      Map.of("equal-strikes", "true", "min-width", "0");

  private final Deque<List<ChainReading>> shown = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> heartbeats = new ArrayList<>();
  private final ChainScans scans =
      new ChainScans(
          new Shown(),
          Strategies.load(ChainScansTest.class.getClassLoader()),
          Clock.systemUTC(),
          () -> heartbeats.add("alive"));

  private final class Shown implements ChainDesk {
    @Override
    public CompletableFuture<Map<String, ChainReading>> chains(
        String watcher, Map<String, ChainWish> wishes) {
      calls.add("read " + watcher + " " + wishes.get("TWX").maxDays());
      Map<String, ChainReading> readings = new HashMap<>();
      for (ChainReading reading : shown.size() > 1 ? shown.remove() : shown.element()) {
        readings.put(reading.symbol(), reading);
      }
      return CompletableFuture.completedFuture(readings);
    }

    @Override
    public CompletableFuture<Void> endChains(String watcher) {
      calls.add("end " + watcher);
      return CompletableFuture.completedFuture(null);
    }
  }

  private static ChainReading nothing(String symbol, Code... troubles) {
    return new ChainReading(
        symbol,
        Optional.empty(),
        troubles.length == 0 ? NOTHING_YET : ChainCoverage.NONE,
        troubles(troubles));
  }

  private static List<ChainTrouble> troubles(Code... codes) {
    return List.of(codes).stream().map(code -> new ChainTrouble(code, "so it is")).toList();
  }

  /** A conversion at 99.80 for a strike of 100. */
  private static ChainReading conversion(ChainCoverage coverage, Code... troubles) {
    Instant now = Instant.now();
    LocalDate expiry = now.atZone(ChainSnapshot.ZONE).toLocalDate().plusDays(30);
    ContractSpec call = ContractSpec.option("TWX", expiry, Decimals.of("100"), OptionRight.CALL);
    ContractSpec put = ContractSpec.option("TWX", expiry, Decimals.of("100"), OptionRight.PUT);
    ExpiryChain chain =
        new ExpiryChain(
            OptionSeries.of(List.of(call, put)),
            new Ticker[] {quote("2.25", "2.30", now)},
            new Ticker[] {quote("2.00", "2.05", now)});
    return new ChainReading(
        "TWX",
        Optional.of(
            ChainSnapshot.of(
                now, ContractSpec.stock("TWX"), quote("99.98", "100.00", now), List.of(chain))),
        coverage,
        troubles(troubles));
  }

  private static Ticker quote(String bid, String ask, Instant at) {
    return Ticker.SILENT
        .withBid(Prices.of(bid), 10_000, at.toEpochMilli())
        .withAsk(Prices.of(ask), 10_000, at.toEpochMilli());
  }

  private ScanResult look(Duration atMost, Map<String, Map<String, String>> strategies) {
    return scans.look("scan/one", new ScanPlan("DU1", List.of("TWX", "XYZ"), strategies, atMost));
  }

  private ScanResult look(Duration atMost) {
    return look(atMost, Map.of("SFR", CONVERSIONS));
  }

  @Test
  void readsUntilQuotesAreThereAndThenLooks() {
    shown.add(List.of(nothing("TWX"), nothing("XYZ", Code.UNKNOWN_SYMBOL)));
    shown.add(List.of(conversion(ONE_OF_TWO), nothing("XYZ", Code.UNKNOWN_SYMBOL)));
    shown.add(List.of(conversion(ALL), nothing("XYZ", Code.UNKNOWN_SYMBOL)));

    ScanResult seen = look(Duration.ofSeconds(30));

    assertThat(seen.settled()).isTrue();
    assertThat(seen.found()).isEqualTo(1);
    assertThat(seen.opportunities())
        .singleElement()
        .extracting(one -> one.figures().minProfit())
        .isEqualTo(Decimals.of("0.2"));
    assertThat(seen.troubles()).containsExactly("XYZ UNKNOWN_SYMBOL: so it is");
    assertThat(calls)
        .containsExactly(
            "read scan/one 50", "read scan/one 50", "read scan/one 50", "end scan/one");
    assertThat(heartbeats).hasSize(3);
  }

  @Test
  void looksAtWhatThereIsWhenItsTimeIsOver() {
    shown.add(List.of(conversion(ONE_OF_TWO), nothing("XYZ", Code.NO_ANSWER)));

    ScanResult seen = look(Duration.ofMillis(300));

    assertThat(seen.settled()).isFalse();
    assertThat(seen.opportunities()).extracting(Opportunity::symbol).containsExactly("TWX");
    assertThat(seen.troubles())
        .containsExactly(
            "XYZ NO_ANSWER: so it is",
            "TWX INCOMPLETE: quotes of 1 of 2 options were heard in time; 0 of 1 expiries are not"
                + " known yet",
            "XYZ INCOMPLETE: quotes of 0 of 0 options were heard in time; 0 of 0 expiries are not"
                + " known yet");
  }

  @Test
  void findsNothingInWhatAClosedMarketShows() {
    shown.add(
        List.of(conversion(ALL, Code.MARKET_CLOSED), nothing("XYZ", Code.NO_DATA_PERMISSION)));

    ScanResult seen = look(Duration.ofSeconds(30));

    assertThat(seen.opportunities()).isEmpty();
    assertThat(seen.tallies()).extracting(Tally::symbols).containsExactly(0L);
    assertThat(seen.troubles())
        .containsExactly("TWX MARKET_CLOSED: so it is", "XYZ NO_DATA_PERMISSION: so it is");
  }

  @Test
  void saysRiskFreeOnlyWhereTheNetIsAboveNothing() {
    shown.add(List.of(conversion(ALL)));

    Opportunity dear = look(Duration.ofSeconds(30)).opportunities().getFirst();
    Map<String, String> free = new HashMap<>(CONVERSIONS);
    free.put("carry-rate", "0");
    shown.remove();
    shown.add(List.of(conversion(ALL)));
    Opportunity cheap =
        look(Duration.ofSeconds(30), Map.of("SFR", free)).opportunities().getFirst();

    assertThat(dear.figures().minProfitNet()).isNegative();
    assertThat(dear.label()).isEqualTo("no loss before costs");
    assertThat(cheap.figures().minProfitNet()).isPositive();
    assertThat(cheap.label()).isEqualTo("risk-free");
  }

  @Test
  void asksTheDeskForNothingWhereItsStrategiesCannotBeMade() {
    assertThatThrownBy(
            () -> look(Duration.ofSeconds(30), Map.of("SFR", Map.of("min-profit", "much"))))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(ScanWorkflow.INVALID_PLAN));
    assertThat(calls).isEmpty();
  }
}
