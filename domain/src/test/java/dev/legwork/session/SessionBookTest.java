package dev.legwork.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionBookTest {
  private static final Instant NOON = Instant.parse("2014-06-06T16:00:00Z");
  private static final SessionWish ANN = new SessionWish("ann", "lunch");
  private static final StopAfter NEVER = new StopAfter(false, false, null, null);

  private static SessionPlan plan(StopAfter stop) {
    return new SessionPlan(
        "morning",
        "DU1000001",
        List.of("TWX"),
        Map.of("SFR", Map.of()),
        1,
        Placing.PARALLEL,
        Pricing.LIMIT,
        6,
        stop,
        Duration.ofSeconds(1),
        false);
  }

  private static SessionBook book(StopAfter stop) {
    return new SessionBook(SessionState.fresh(plan(stop), NOON));
  }

  private static void trade(SessionBook book, String opportunity, TradeState end, Instant at) {
    book.began(opportunity, "e-" + opportunity, "SFR", "TWX", BigDecimal.TEN, at);
    book.ended(end, at);
  }

  @Test
  void looksWhereNothingElseIsToBeDone() {
    assertThat(book(NEVER).next(NOON)).isEqualTo(new Step.Look(Set.of(), SessionBook.LOOK));
  }

  @Test
  void endsAfterASuccess() {
    SessionBook book = book(StopAfter.DEFAULT);
    trade(book, "a", TradeState.COMMITTED, NOON);

    assertThat(book.next(NOON)).isEqualTo(new Step.End("e-a ended COMMITTED"));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNWOUND", "RESIDUAL"})
  void endsAfterAPartialExecution(TradeState how) {
    SessionBook book = book(StopAfter.DEFAULT);
    trade(book, "a", how, NOON);

    assertThat(book.next(NOON)).isEqualTo(new Step.End("e-a ended " + how));
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "NOT_FILLED"})
  void goesOnAfterARestWhereNothingWasExecuted(TradeState how) {
    SessionBook book = book(StopAfter.DEFAULT);
    trade(book, "a", how, NOON);

    Instant rested = NOON.plus(SessionBook.FIRST_REST);
    assertThat(book.next(NOON)).isEqualTo(new Step.Wait(rested));
    assertThat(book.next(rested)).isEqualTo(new Step.Look(Set.of("a"), SessionBook.LOOK));
  }

  @Test
  void restsLongerAfterEveryFailureInARowAndNeverForLong() {
    SessionBook book = book(NEVER);
    Instant at = NOON;
    for (int failure = 1; failure <= 12; failure++) {
      trade(book, "o" + failure, TradeState.REJECTED, at);
      Instant until = ((Step.Wait) book.next(at)).until();
      Duration expected =
          failure == 1
              ? SessionBook.FIRST_REST
              : failure == 2 ? SessionBook.FIRST_REST.multipliedBy(2) : null;
      if (expected != null) {
        assertThat(until).isEqualTo(at.plus(expected));
      }
      assertThat(until).isBeforeOrEqualTo(at.plus(SessionBook.LONGEST_REST));
      at = until;
    }
    trade(book, "good", TradeState.COMMITTED, at);

    assertThat(book.next(at)).isInstanceOf(Step.Look.class);
  }

  @Test
  void endsAfterSoManyTradesHoweverTheyEnded() {
    SessionBook book = book(new StopAfter(false, false, 2, null));
    trade(book, "a", TradeState.REJECTED, NOON);
    assertThat(book.next(NOON)).isInstanceOf(Step.Wait.class);
    trade(book, "b", TradeState.COMMITTED, NOON);

    assertThat(book.next(NOON)).isEqualTo(new Step.End("2 of 2 trades are done"));
  }

  @Test
  void endsAtItsTimeAndLooksNoLonger() {
    SessionBook book = book(new StopAfter(false, false, null, NOON.plusSeconds(10)));

    assertThat(book.next(NOON)).isEqualTo(new Step.Look(Set.of(), Duration.ofSeconds(10)));
    assertThat(book.next(NOON.plusSeconds(10))).isInstanceOf(Step.End.class);
  }

  @Test
  void decidesNothingWhileItsTradeRuns() {
    SessionBook book = book(NEVER);
    book.began("a", "e-a", "SFR", "TWX", BigDecimal.TEN, NOON);
    book.stop(ANN);

    assertThatThrownBy(() -> book.next(NOON)).isInstanceOf(IllegalStateException.class);
    assertThat(book.state().phase()).isEqualTo(SessionPhase.EXECUTING);
    book.ended(TradeState.NOT_FILLED, NOON);
    assertThat(book.next(NOON)).isEqualTo(new Step.End("stopped by ann: lunch"));
  }

  @Test
  void waitsWhilePausedAndGoesOnWhenResumed() {
    SessionBook book = book(NEVER);
    book.pause(ANN);

    assertThat(book.next(NOON)).isEqualTo(new Step.Wait(null));
    assertThat(book.state().phase()).isEqualTo(SessionPhase.PAUSED);
    book.resume();
    assertThat(book.next(NOON)).isInstanceOf(Step.Look.class);
  }

  @Test
  void endsAtItsTimeAlsoWhilePaused() {
    Instant end = NOON.plusSeconds(10);
    SessionBook book = book(new StopAfter(false, false, null, end));
    book.pause(ANN);

    assertThat(book.next(NOON)).isEqualTo(new Step.Wait(end));
    assertThat(book.next(end)).isInstanceOf(Step.End.class);
  }

  @Test
  void beginsNothingThatWasSeenTooLongAgo() {
    SessionBook book = book(NEVER);

    assertThat(book.isTooLateFor(NOON, NOON.plus(SessionBook.FRESH))).isFalse();
    assertThat(book.isTooLateFor(NOON, NOON.plus(SessionBook.FRESH).plusMillis(1))).isTrue();
  }

  @Test
  void beginsNothingFromItsTimeOn() {
    SessionBook book = book(new StopAfter(false, false, null, NOON.plusSeconds(3)));

    assertThat(book.isTooLateFor(NOON, NOON.plusSeconds(2))).isFalse();
    assertThat(book.isTooLateFor(NOON, NOON.plusSeconds(3))).isTrue();
  }

  @Test
  void pausesAfterATradeThatLeavesSomethingBehindUntilAPersonResumesIt() {
    SessionBook book = book(NEVER);
    trade(book, "a", TradeState.RESIDUAL, NOON);
    Instant rested = NOON.plus(SessionBook.LONGEST_REST);

    assertThat(book.next(rested)).isEqualTo(new Step.Wait(null));
    assertThat(book.state().detail())
        .isEqualTo("paused by legwork: e-a ended RESIDUAL: what is left of it needs a person");
    book.resume();
    assertThat(book.next(rested)).isInstanceOf(Step.Look.class);
  }

  @Test
  void standsStillForAnotherSessionUntilThatVeryExecutionIsOver() {
    SessionBook book = book(NEVER);
    book.standStillFor("noon", "e-x", NOON);

    assertThat(book.next(NOON)).isEqualTo(new Step.StandStill(NOON.plus(SessionBook.ASK_AGAIN)));
    assertThat(book.state().phase()).isEqualTo(SessionPhase.STANDING_STILL);
    assertThat(book.goOnAfter("e-y")).isFalse();
    assertThat(book.next(NOON)).isInstanceOf(Step.StandStill.class);
    assertThat(book.goOnAfter("e-x")).isTrue();
    assertThat(book.next(NOON)).isInstanceOf(Step.Look.class);
  }

  @Test
  void passesOverWhatFellForAMomentAndWhatIsTakenForTheDay() {
    SessionBook book = book(NEVER);
    book.fallen("fell", NOON);
    book.taken("taken", NOON);

    assertThat(book.next(NOON)).isEqualTo(new Step.Look(Set.of("fell", "taken"), SessionBook.LOOK));
    assertThat(book.next(NOON.plus(SessionBook.FALLEN_RESTS)))
        .isEqualTo(new Step.Look(Set.of("taken"), SessionBook.LOOK));
    assertThat(book.state().counts()).isEqualTo(new SessionCounts(0, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void tellsOfADryRunsTradeOnceAndCountsIt() {
    SessionBook book = book(new StopAfter(true, true, 1, null));
    book.wouldTrade("a", "SFR", "TWX", BigDecimal.TEN, NOON);

    assertThat(book.next(NOON)).isEqualTo(new Step.End("1 of 1 trades are done"));
    assertThat(book.state().trades())
        .singleElement()
        .satisfies(trade -> assertThat(trade.outcome()).isEqualTo(SessionTrade.DRY_RUN));
    assertThat(book.state().resting()).containsOnlyKeys("a");
  }

  @Test
  void followsAChangedPlanFromThenOn() {
    SessionBook book = book(NEVER);
    trade(book, "a", TradeState.COMMITTED, NOON);
    book.change(plan(new StopAfter(false, false, 1, null)));

    assertThat(book.next(NOON)).isInstanceOf(Step.End.class);
  }

  @Test
  void remembersEverythingFromRunToRun() {
    SessionBook book = book(NEVER);
    trade(book, "a", TradeState.UNWOUND, NOON);
    book.fallen("b", NOON);
    book.standStillFor("noon", "e-x", NOON);
    book.pause(ANN);
    book.next(NOON);

    SessionState carried = book.state();
    assertThat(new SessionBook(carried).state()).isEqualTo(carried);
    assertThat(carried.counts()).isEqualTo(new SessionCounts(0, 1, 0, 1, 0, 1, 0));
  }

  @Test
  void growsNoLargerTheLongerItRuns() {
    SessionBook book = book(NEVER);
    for (int i = 0; i < 500; i++) {
      trade(book, "o" + i, TradeState.COMMITTED, NOON.plusSeconds(i));
    }

    assertThat(book.state().trades())
        .hasSize(20)
        .last()
        .extracting("opportunity")
        .isEqualTo("o499");
    assertThat(book.state().resting()).hasSize(200).containsKey("o499").doesNotContainKey("o1");
  }
}
