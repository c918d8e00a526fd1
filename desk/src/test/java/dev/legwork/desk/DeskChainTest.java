package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.desk.chain.ChainCoverage;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainSettings;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainTrouble.Code;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Option chains through the desk: contracts, lines, quotes and what keeps them away. */
class DeskChainTest {
  private static final Duration A_WHILE = Duration.ofSeconds(12);

  @Test
  void tellsAtFirstThatNothingIsKnownAndLaterTheWholeWish() {
    ChainRig chains = ChainRig.serving();

    ChainReading first = chains.read();
    assertThat(first.snapshot()).isEmpty();
    assertThat(first.troubles()).isEmpty();
    assertThat(first.isSettled()).isFalse();

    ChainReading later = chains.readFor(A_WHILE);
    assertThat(later.troubles()).isEmpty();
    assertThat(later.coverage())
        .usingRecursiveComparison()
        .ignoringFields("stale")
        .isEqualTo(new ChainCoverage(2, 0, 80, 80, 80, 0, 0));
    assertThat(later.snapshot().orElseThrow().complete()).isTrue();
    assertThat(later.isSettled()).isTrue();
  }

  @Test
  void tellsEachSideWithItsPriceSizeAndMoment() {
    ChainRig chains = ChainRig.serving();

    ChainSnapshot snapshot = chains.readFor(A_WHILE).snapshot().orElseThrow();

    assertThat(snapshot.tradingDate()).isEqualTo("2026-11-20");
    assertThat(snapshot.stock().conId()).isEqualTo(1);
    assertThat(snapshot.stockTicker().ask()).isEqualTo(Prices.of("69.60"));
    assertThat(snapshot.stockTicker().askSize()).isEqualTo(900);
    assertThat(snapshot.expiries())
        .extracting(ExpiryChain::expiry)
        .isEqualTo(List.of(ChainRig.DECEMBER, ChainRig.JANUARY));
    ExpiryChain december = snapshot.expiries().getFirst();
    assertThat(december.series().tradingClass()).as("not the adjusted one").isEqualTo("TWX");
    int at = december.series().indexOf(Prices.of("70"));
    assertThat(december.call(at).bid()).isEqualTo(Prices.of("1.20"));
    assertThat(december.put(at).askIsFresh(snapshot.millis(), 5_000)).isTrue();
    assertThat(december.series().call(at).conId()).isNotNull();
  }

  /** A strategy's refusals of stale sides need the truth. */
  @Test
  void agesEachSideByItself() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);
    chains.rig.venue.mute.add(ClientMessage.ReqMktData.class);
    chains.rig.pass(Duration.ofSeconds(6));
    int reqId = chains.rig.venue.quoteRequest(1);
    chains.rig.say(new TickPrice(reqId, 1, new BigDecimal("69.57"), BigDecimal.TEN, 0));

    ChainSnapshot snapshot = chains.read().snapshot().orElseThrow();
    Ticker stock = snapshot.stockTicker();

    assertThat(stock.bidIsFresh(snapshot.millis(), 5_000)).isTrue();
    assertThat(stock.askIsFresh(snapshot.millis(), 5_000)).isFalse();
  }

  @Test
  void countsWhatWentSilentAsStale() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);
    chains.rig.venue.mute.add(ClientMessage.ReqMktData.class);

    chains.rig.pass(Duration.ofSeconds(10));

    assertThat(chains.read().coverage().stale()).isEqualTo(80);
  }

  /** The venue repeats nothing that has not changed. */
  @Test
  void asksAnewForQuotesThatDidNotChange() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);

    ChainReading later = chains.readFor(Duration.ofSeconds(30));

    assertThat(later.coverage().quoted()).isEqualTo(80);
    assertThat(later.coverage().stale()).isLessThan(40);
    assertThat(chains.lines()).isEqualTo(81);
  }

  @Test
  void subscribesToTheStockFirstAndToTheStrikesNearestTheMoneyNext() {
    ChainRig chains = ChainRig.serving();

    chains.readFor(Duration.ofSeconds(8));

    List<BigDecimal> subscriptions = chains.subscriptions();
    assertThat(subscriptions.getFirst()).isEqualByComparingTo("0");
    assertThat(subscriptions.stream().filter(s -> s.signum() > 0).limit(8))
        .as("calls and puts of two expiries, on either side of 69.59")
        .containsOnly(BigDecimal.valueOf(69), BigDecimal.valueOf(70));
  }

  @Test
  void takesTurnsOnTheOuterStrikesWhereTheLinesDoNotSuffice() {
    ChainRig chains = ChainRig.serving(lines(41));
    int most = 0;
    for (int second = 0; second < 40; second++) {
      chains.read();
      chains.rig.pass(Duration.ofSeconds(1));
      most = Math.max(most, chains.lines());
    }

    ChainReading reading = chains.read();

    assertThat(most).isEqualTo(41);
    assertThat(reading.coverage().quoted()).as("each of them at some time").isEqualTo(80);
    assertThat(reading.coverage().subscribed()).isLessThan(41);
    assertThat(reading.troubles()).isEmpty();
  }

  @Test
  void asksForNoMoreThanTheVenueGivesOnceItSaidSo() {
    ChainRig chains = ChainRig.serving();
    chains.rig.venue.lines = 20;

    ChainReading reading = chains.readFor(Duration.ofSeconds(60));

    assertThat(chains.rig.venue.refusedLines).isEqualTo(1);
    assertThat(chains.lines()).isBetween(15, 20);
    assertThat(reading.coverage().quoted()).isEqualTo(80);
  }

  @Test
  void saysWhichUnderlyingGetsNoLine() {
    ChainRig chains = ChainRig.serving(lines(6));
    for (int i = 0; i < 6; i++) {
      chains.list(chains.listStock("AA" + i), 68, 71, ChainRig.DECEMBER);
    }
    Map<String, ChainWish> wishes =
        Map.of(
            "AA0",
            ChainRig.WISH,
            "AA1",
            ChainRig.WISH,
            "AA2",
            ChainRig.WISH,
            "AA3",
            ChainRig.WISH,
            "AA4",
            ChainRig.WISH,
            "AA5",
            ChainRig.WISH,
            "TWX",
            ChainRig.WISH);
    Map<String, ChainReading> readings = Map.of();
    for (int second = 0; second < 10; second++) {
      readings = DeskRig.now(chains.rig.core.chains("w", wishes));
      chains.rig.pass(Duration.ofSeconds(1));
    }

    assertThat(readings.get("TWX").troubles())
        .extracting(ChainTrouble::code)
        .containsExactly(Code.LINES_EXHAUSTED);
    assertThat(chains.lines()).isEqualTo(6);
  }

  @Test
  void twoWatchersShareContractsAndLines() {
    ChainRig chains = ChainRig.serving();
    chains.read("one", "TWX");
    chains.rig.pass(A_WHILE);
    long asked = chains.asked(ClientMessage.ReqContractDetails.class);

    ChainReading other = chains.read("two", "TWX");
    chains.rig.pass(Duration.ofSeconds(1));

    assertThat(other.coverage().quoted()).isEqualTo(80);
    assertThat(chains.asked(ClientMessage.ReqContractDetails.class)).isEqualTo(asked);
    assertThat(chains.lines()).isEqualTo(81);
    chains.rig.core.endChains("one");
    chains.rig.pass(Duration.ofSeconds(10));
    assertThat(chains.lines()).as("the other still watches").isEqualTo(81);
  }

  @Test
  void givesTheLinesBackWhenTheWatcherEnds() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);

    chains.rig.core.endChains("w");
    chains.rig.pass(Duration.ofSeconds(10));

    assertThat(chains.lines()).isZero();
    assertThat(chains.rig.core.nextDeadline() - chains.rig.clock.nanos())
        .as("nothing more is done for chains")
        .isGreaterThan(Duration.ofMillis(500).toNanos());
  }

  @Test
  void givesTheLinesBackAMinuteAfterTheLastReading() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);

    chains.rig.pass(Duration.ofSeconds(55));
    assertThat(chains.lines()).isEqualTo(81);
    chains.rig.pass(Duration.ofSeconds(15));
    assertThat(chains.lines()).isZero();
  }

  @Test
  void asksNothingTwiceThatItKnows() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);
    long contracts = chains.asked(ClientMessage.ReqContractDetails.class);
    chains.rig.core.endChains("w");
    chains.rig.pass(Duration.ofMinutes(10));

    chains.readFor(A_WHILE);

    assertThat(chains.asked(ClientMessage.ReqContractDetails.class)).isEqualTo(contracts);
    assertThat(chains.asked(ClientMessage.ReqSecDefOptParams.class)).isEqualTo(1);
  }

  @Test
  void asksAnewAfterTheTimeThatIsSetAndKeepsWhatItHeard() {
    ChainRig chains =
        ChainRig.serving(lines(100).with(new ChainSettings(20_000, Duration.ofMinutes(30))));
    chains.readFor(A_WHILE);

    ChainReading reading = chains.readFor(Duration.ofMinutes(31));

    assertThat(chains.asked(ClientMessage.ReqSecDefOptParams.class)).isEqualTo(2);
    assertThat(reading.coverage().quoted()).isEqualTo(80);
  }

  @Test
  void forgetsContractsThatNobodyWatchesBeyondWhatIsKept() {
    ChainRig chains = ChainRig.serving(lines(100).with(new ChainSettings(50, Duration.ofHours(4))));
    chains.list(chains.listStock("AA"), 66, 73, ChainRig.DECEMBER);
    chains.readFor(A_WHILE);
    long contracts = chains.asked(ClientMessage.ReqContractDetails.class);
    assertThat(chains.read().coverage().known()).as("what is watched is kept").isEqualTo(80);

    chains.rig.core.endChains("w");
    chains.read("w", "AA");
    chains.rig.pass(A_WHILE);
    chains.readFor(A_WHILE);

    assertThat(chains.asked(ClientMessage.ReqContractDetails.class) - contracts)
        .as("AA and its expiry, and both expiries of TWX once more")
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void aTradeTakesLinesFromChainsAndIsNotKeptWaiting() {
    ChainRig chains = ChainRig.serving(lines(41));
    chains.rig.venue.lines = 41;
    chains.readFor(Duration.ofSeconds(30));
    assertThat(chains.lines()).isGreaterThan(30);

    long before = chains.rig.clock.nanos();
    CompletableFuture<EntryAnswer> answer = chains.rig.enter();

    assertThat(DeskRig.now(answer)).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(chains.rig.clock.nanos() - before).isLessThan(Duration.ofMillis(300).toNanos());
    ChainReading reading = chains.readFor(Duration.ofSeconds(10));
    assertThat(chains.rig.venue.refusedLines).isZero();
    assertThat(reading.snapshot().orElseThrow().stockTicker().hasBothSides()).isTrue();
    assertThat(reading.troubles()).isEmpty();
  }

  @Test
  void givesUpTheContractsFarthestFromTheMoneyFirst() {
    ChainRig chains = ChainRig.serving(lines(41));
    chains.readFor(Duration.ofSeconds(20));
    List<Instrument> others = IntStream.range(0, 15).mapToObj(DeskChainTest::otherStock).toList();

    chains.rig.core.quotes(others);
    chains.rig.pass(Duration.ofSeconds(1));

    assertThat(chains.lines()).isLessThanOrEqualTo(41);
    assertThat(chains.subscribedStrikes()).contains("69", "70", "68", "71");
  }

  private static Instrument otherStock(int number) {
    return new Instrument(
        5000 + number,
        ContractSpec.stock("OTHER" + number),
        "SMART",
        "USD",
        "OTHER",
        PriceIncrements.uniform(new BigDecimal("0.01")));
  }

  @Test
  void leavesTheSessionsPaceToTheTrades() {
    ChainRig chains = ChainRig.serving();
    chains.read();
    for (int second = 0; second < 5; second++) {
      int before = chains.rig.venue.writes.size();
      chains.rig.pass(Duration.ofSeconds(1));
      assertThat(chains.rig.venue.writes.size() - before).isBetween(1, 30);
    }
  }

  /** fault S1: neither what stood nor what had given its line back is told as a quote. */
  @Test
  void forgetsWhatWasHeardOnLinesThatWereGivenBackToo() {
    ChainRig chains = ChainRig.serving(lines(41));
    assertThat(chains.readFor(Duration.ofSeconds(40)).coverage().quoted()).isEqualTo(80);
    chains.rig.venue.refuseConnections = true;
    chains.rig.core.closed(chains.rig.venue.connection, "gone");
    chains.rig.pass(Duration.ofSeconds(2));

    assertThat(chains.read().coverage().quoted()).isZero();
  }

  /** fault S1, fault S4: nothing from before the loss is told as if it were a quote. */
  @Test
  void forgetsItsQuotesWithTheSessionAndSubscribesAgainAfterIt() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);
    chains.rig.venue.refuseConnections = true;
    chains.rig.core.closed(chains.rig.venue.connection, "gone");
    chains.rig.pass(Duration.ofSeconds(2));

    ChainReading away = chains.read();
    assertThat(away.troubles()).extracting(ChainTrouble::code).containsExactly(Code.GATEWAY_AWAY);
    assertThat(away.coverage().quoted()).isZero();
    assertThat(away.snapshot().orElseThrow().stockTicker().hasBid()).isFalse();

    chains.rig.venue.refuseConnections = false;
    ChainReading back = chains.readFor(Duration.ofSeconds(30));
    assertThat(back.troubles()).isEmpty();
    assertThat(back.coverage().quoted()).isEqualTo(80);
    assertThat(chains.lines()).isEqualTo(81);
  }

  /** fault S2. */
  @Test
  void subscribesAgainWhenTheVenueLostItsData() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);
    chains.rig.say(new ErrorMessage(-1, 1100, "lost"));
    chains.rig.venue.subscribed.clear();
    chains.rig.say(new ErrorMessage(-1, 1101, "restored, data lost"));
    assertThat(chains.read().coverage().quoted()).isZero();

    ChainReading back = chains.readFor(Duration.ofSeconds(20));

    assertThat(back.coverage().quoted()).isEqualTo(80);
    assertThat(chains.lines()).isEqualTo(81);
  }

  @Test
  void namesASymbolThatTheVenueDoesNotKnow() {
    ChainRig chains = ChainRig.serving();
    chains.read("w", "NOPE");
    chains.rig.pass(Duration.ofSeconds(2));

    ChainReading reading = chains.read("w", "NOPE");

    assertThat(reading.snapshot()).isEmpty();
    assertThat(reading.isSettled()).isTrue();
    assertThat(reading.troubles())
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.code()).isEqualTo(Code.UNKNOWN_SYMBOL);
              assertThat(trouble.detail()).contains("NOPE");
            });
  }

  @Test
  void saysThatAStockHasNoOptions() {
    ChainRig chains = ChainRig.serving();
    chains.rig.venue.optionClasses.clear();
    chains.readFor(Duration.ofSeconds(3));

    assertThat(chains.troubles()).containsExactly(Code.NO_OPTIONS);
  }

  @Test
  void saysThatNothingExpiresInTheWishedDays() {
    ChainRig chains = ChainRig.serving();
    ChainWish soon = new ChainWish(1, 5, 12, BigDecimal.TEN, BigDecimal.TEN);
    chains.rig.core.chains("w", Map.of("TWX", soon));
    chains.rig.pass(Duration.ofSeconds(3));

    ChainReading reading = DeskRig.now(chains.rig.core.chains("w", Map.of("TWX", soon))).get("TWX");

    assertThat(reading.troubles())
        .containsExactly(
            new ChainTrouble(Code.NO_EXPIRIES, "no option of TWX expires in 1 to 5 days"));
  }

  @ParameterizedTest
  @ValueSource(ints = {354, 10089, 10168})
  void asksNoMoreOptionsOfAStockWhenTheLoginMayNotSeeThem(int code) {
    ChainRig chains = ChainRig.serving();
    chains.refuseOptions(code);
    ChainReading reading = chains.readFor(A_WHILE);

    assertThat(chains.troubles()).containsExactly(Code.NO_DATA_PERMISSION);
    assertThat(reading.isSettled()).isTrue();
    assertThat(chains.asked(ClientMessage.ReqMktData.class)).isLessThan(20);

    chains.refuseOptions(null);
    assertThat(chains.readFor(Duration.ofSeconds(75)).coverage().quoted()).isEqualTo(80);
  }

  @Test
  void saysThatTheLoginMayNotSeeTheStock() {
    ChainRig chains = ChainRig.serving();
    chains.rig.venue.quoteErrors.put(1, 354);
    chains.readFor(Duration.ofSeconds(5));

    assertThat(chains.read().troubles())
        .containsExactly(
            new ChainTrouble(Code.NO_DATA_PERMISSION, "quotes of TWX: 354 no quotes, by script"));
  }

  /** fault S10. */
  @Test
  void tellsNoQuoteThatComesLate() {
    ChainRig chains = ChainRig.serving();
    chains.readFor(A_WHILE);

    chains.rig.say(new ServerMessage.MarketDataType(chains.rig.venue.quoteRequest(1), 3));

    assertThat(chains.troubles()).containsExactly(Code.DELAYED_DATA);
    assertThat(chains.read().snapshot().orElseThrow().stockTicker()).isEqualTo(Ticker.SILENT);
  }

  @Test
  void saysThatTheVenueIsClosed() {
    ChainRig chains = ChainRig.serving();
    chains.rig.venue.contracts.put(1L, Rows.details(Rows.stock(), "20261120:CLOSED"));

    chains.readFor(Duration.ofSeconds(3));

    assertThat(chains.troubles()).containsExactly(Code.MARKET_CLOSED);
  }

  @Test
  void asksAgainWhatTheVenueDidNotAnswer() {
    ChainRig chains = ChainRig.serving();
    chains.rig.venue.mute.add(ClientMessage.ReqSecDefOptParams.class);
    chains.readFor(Duration.ofSeconds(6));
    assertThat(chains.troubles()).containsExactly(Code.NO_ANSWER);

    chains.rig.venue.mute.clear();
    ChainReading reading = chains.readFor(Duration.ofSeconds(20));

    assertThat(reading.troubles()).isEmpty();
    assertThat(reading.coverage().quoted()).isEqualTo(80);
  }

  private static DeskSettings lines(int most) {
    return DeskSettings.of(
        DeskRig.ACCOUNT, DeskRig.CLIENT, Duration.ofSeconds(5), Duration.ofSeconds(30), most);
  }
}
