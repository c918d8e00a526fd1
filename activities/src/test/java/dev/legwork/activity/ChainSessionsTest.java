package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.activity.session.ChainSessions;
import dev.legwork.activity.session.LedgerSessions;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.OptionSeries;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.desk.NoDeskHere;
import dev.legwork.desk.chain.ChainCoverage;
import dev.legwork.desk.chain.ChainDesk;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.ledger.session.StoredSession;
import dev.legwork.num.Decimals;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.session.SessionPlan;
import dev.legwork.session.SessionState;
import dev.legwork.session.StopAfter;
import dev.legwork.session.Tally;
import dev.legwork.strategy.Strategies;
import dev.legwork.workflow.session.SecondLook;
import dev.legwork.workflow.session.SessionOpening;
import dev.legwork.workflow.session.Sighting;
import io.temporal.failure.ApplicationFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Sessions over a desk that answers what a test puts there, and a real ledger. */
class ChainSessionsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  /** One for all readings, also over midnight. */
  private static final LocalDate EXPIRY = LocalDate.now(ChainSnapshot.ZONE).plusDays(30);

  private final Trial trial = new Trial();
  private final Shown desk = new Shown();
  private final List<String> heartbeats = new ArrayList<>();
  private final ChainSessions sessions =
      new ChainSessions(
          trial.account,
          desk,
          Strategies.load(ChainSessionsTest.class.getClassLoader()),
          Trial.LEDGER,
          Clock.systemUTC(),
          () -> heartbeats.add("alive"));

  private static final class Shown implements ChainDesk {
    ChainReading reading = reading("2.25");
    Map<String, ChainWish> wishes = Map.of();
    String ended;
    boolean isHere = true;

    @Override
    public CompletableFuture<Map<String, ChainReading>> chains(
        String watcher, Map<String, ChainWish> asked) {
      wishes = asked;
      return isHere
          ? CompletableFuture.completedFuture(Map.of("TWX", reading))
          : CompletableFuture.failedFuture(new NoDeskHere("standby"));
    }

    @Override
    public CompletableFuture<Void> endChains(String watcher) {
      ended = watcher;
      return CompletableFuture.completedFuture(null);
    }
  }

  private static ChainReading reading(String callBid, ChainTrouble... troubles) {
    Instant now = Instant.now();
    ContractSpec call = ContractSpec.option("TWX", EXPIRY, Decimals.of("100"), OptionRight.CALL);
    ContractSpec put = ContractSpec.option("TWX", EXPIRY, Decimals.of("100"), OptionRight.PUT);
    ExpiryChain chain =
        new ExpiryChain(
            OptionSeries.of(List.of(call, put)),
            new Ticker[] {quote(callBid, "2.30", now)},
            new Ticker[] {quote("2.00", "2.05", now)});
    return new ChainReading(
        "TWX",
        Optional.of(
            ChainSnapshot.of(
                now, ContractSpec.stock("TWX"), quote("99.98", "100.00", now), List.of(chain))),
        ChainCoverage.NONE,
        List.of(troubles));
  }

  private static Ticker quote(String bid, String ask, Instant at) {
    return Ticker.SILENT
        .withBid(Prices.of(bid), 10_000, at.toEpochMilli())
        .withAsk(Prices.of(ask), 10_000, at.toEpochMilli());
  }

  private SessionPlan plan(String... settings) {
    Map<String, String> sfr = new HashMap<>();
    sfr.put("equal-strikes", "true");
    sfr.put("min-width", "0");
    for (int i = 0; i < settings.length; i += 2) {
      sfr.put(settings[i], settings[i + 1]);
    }
    return new SessionPlan(
        "s-" + trial.account,
        trial.account,
        List.of("TWX"),
        Map.of("SFR", sfr),
        1,
        Placing.PARALLEL,
        Pricing.LIMIT,
        6,
        StopAfter.DEFAULT,
        Duration.ofMillis(200),
        false);
  }

  private Sighting look(Set<String> without) {
    return sessions.watch(plan(), without, MOMENT);
  }

  @Test
  void findsTheBestOfWhatTheDeskShows() {
    Sighting seen = look(Set.of());

    assertThat(seen.found()).isEqualTo(1);
    assertThat(seen.best().strategy()).isEqualTo("SFR");
    assertThat(seen.best().figures().netDebit()).isEqualTo("99.8");
    assertThat(heartbeats).isNotEmpty();
  }

  @Test
  void asksTheDeskForWhatItsStrategiesLookAt() {
    sessions.watch(plan("strike-range", "15", "max-dte", "40"), Set.of(), MOMENT);

    ChainWish wish = desk.wishes.get("TWX");
    assertThat(wish.minDays()).isEqualTo(15);
    assertThat(wish.maxDays()).isEqualTo(40);
    assertThat(wish.below()).isEqualByComparingTo(BigDecimal.valueOf(15));
  }

  @Test
  void passesOverWhatItIsToldToAndWhatIsClaimed() {
    String id = look(Set.of()).best().id();

    assertThat(look(Set.of(id))).isEqualTo(Sighting.NOTHING);
    Trial.LEDGER.claims().claim(trial.account, "another", id);
    assertThat(look(Set.of())).isEqualTo(Sighting.NOTHING);
  }

  @Test
  void takesNothingUpWhileTheAccountIsStopped() {
    Trial.LEDGER.sessions().begin("run", SessionState.fresh(plan(), Trial.NOON));
    Trial.LEDGER
        .switches()
        .set(Kind.KILL_SWITCH, List.of(trial.account), "", "ann", "wrong prices");

    assertThat(look(Set.of())).isEqualTo(Sighting.NOTHING);
    assertThat(stored().lastPass().troubles()).anyMatch(line -> line.startsWith("KILL_SWITCH"));
  }

  @Test
  void takesNothingUpOfAnUnderlyingThatAPersonHasPaused() {
    Trial.LEDGER.sessions().begin("run", SessionState.fresh(plan(), Trial.NOON));
    Trial.LEDGER.switches().set(Kind.PAUSED, List.of(trial.account), "GOOG", "ann", "earnings");
    assertThat(look(Set.of()).found()).isEqualTo(1);

    Trial.LEDGER.switches().set(Kind.PAUSED, List.of(trial.account), "TWX", "ann", "earnings");

    assertThat(look(Set.of())).isEqualTo(Sighting.NOTHING);
    assertThat(stored().lastPass().troubles())
        .anyMatch(line -> line.startsWith("UNDERLYING_PAUSED"));
  }

  @Test
  void tradesOnNothingThatAClosedMarketShows() {
    desk.reading =
        reading("2.25", new ChainTrouble(ChainTrouble.Code.MARKET_CLOSED, "until Monday"));

    assertThat(look(Set.of())).isEqualTo(Sighting.NOTHING);
  }

  @Test
  void tellsPeopleWhatAPassBrought() {
    Trial.LEDGER.sessions().begin("run", SessionState.fresh(plan(), Trial.NOON));
    desk.reading = reading("2.00", new ChainTrouble(ChainTrouble.Code.NO_ANSWER, "asked again"));

    sessions.watch(plan(), Set.of(), Duration.ofSeconds(4));

    StoredSession stored = stored();
    assertThat(stored.passes()).isBetween(2L, 25L);
    assertThat(stored.lastPass().troubles()).containsExactly("TWX NO_ANSWER: asked again");
    assertThat(stored.lastPass().tallies())
        .singleElement()
        .satisfies(tally -> assertThat(tally.refused()).isNotEmpty())
        .extracting(Tally::opportunities)
        .isEqualTo(0L);
  }

  private StoredSession stored() {
    return Trial.LEDGER.sessions().find(plan().name()).orElseThrow();
  }

  @Test
  void looksAgainAtNewerQuotes() {
    Sighting seen = look(Set.of());
    desk.reading = reading("2.26");

    assertThat(sessions.lookAgain(plan(), seen.best()))
        .isInstanceOfSatisfying(
            SecondLook.Stands.class,
            stands -> assertThat(stands.opportunity().figures().netDebit()).isEqualTo("99.79"));
    desk.reading = reading("2.00");
    assertThat(sessions.lookAgain(plan(), seen.best())).isInstanceOf(SecondLook.Fallen.class);
  }

  @Test
  void saysWhereThereIsNoDeskAndWhereThePlanIsNoGood() {
    assertThatThrownBy(() -> sessions.watch(plan("max-dte", "1"), Set.of(), MOMENT))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(ChainSessions.INVALID_PLAN));
    desk.isHere = false;
    assertThatThrownBy(() -> look(Set.of()))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("NotHere"));
  }

  @Test
  void watchesNoMoreWhenItLeaves() {
    sessions.leave("morning");

    assertThat(desk.ended).isEqualTo("session/morning");
  }

  @Test
  void readsAPlanByTheRulesOfTheHouse() {
    LedgerSessions ledger =
        new LedgerSessions(
            Trial.LEDGER,
            () -> trial.rules,
            Strategies.load(ChainSessionsTest.class.getClassLoader()),
            null);
    String name = "begun-" + trial.account;
    String plan = "{\"symbols\": [\"TWX\"], \"strategies\": {\"SFR\": {\"min-profit\": \"%s\"}}}";

    SessionOpening wrong =
        ledger.begin(
            "session/" + name,
            "run",
            plan.formatted("much").getBytes(StandardCharsets.UTF_8),
            Trial.NOON);
    SessionOpening right =
        ledger.begin(
            "session/" + name,
            "run",
            plan.formatted("0.05").getBytes(StandardCharsets.UTF_8),
            Trial.NOON);

    assertThat(wrong)
        .isInstanceOfSatisfying(
            SessionOpening.Invalid.class,
            invalid ->
                assertThat(invalid.errors())
                    .extracting("field")
                    .containsExactly("strategies.SFR.min-profit"));
    assertThat(right).isInstanceOf(SessionOpening.Accepted.class);
    assertThat(Trial.LEDGER.sessions().running(trial.account)).containsExactly(name);
  }
}
