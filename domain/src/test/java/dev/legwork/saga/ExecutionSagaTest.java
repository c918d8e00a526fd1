package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionSagaTest {
  /** After the cancel: the look at the venue at the deadline (5.1 s) takes a second first. */
  private static final long WHILE_CANCELLING = 6_300;

  private static final ExecutionRequest ONE_UNIT = Conversion.unwinding(1, "69.72");
  private static final ExecutionRequest FIVE_UNITS = Conversion.unwinding(5, "69.72");
  private final ScriptedWorld world = new ScriptedWorld();

  @Test
  void commitsWhenAllLegsFillAndOnlyThenGivesTheLockBack() {
    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(ending.fencingToken()).isEqualTo(7);
    assertThat(world.commands).containsExactly("lock", "enter", "finish COMMITTED", "release 7");
  }

  @Test
  void endsUnfilledAfterItsTimeWithEveryCancelProven() {
    world.reactions = intent -> List.of();

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.TIMEOUT);
    assertThat(ending.finishedAt()).isAfterOrEqualTo(ScriptedWorld.START.plusSeconds(15));
    assertThat(world.commands)
        .containsExactly(
            "lock",
            "enter",
            "cancel call E1",
            "cancel put E1",
            "cancel stock E1",
            "finish NOT_FILLED",
            "release 7");
  }

  @Test
  void unwindsFiveSecondsAfterTheFirstFillWhenOneLegNeverFills() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(100, 100)), "put", List.of(fills(1, 100))));

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(8));
    assertThat(world.commands)
        .containsSubsequence(
            "cancel call E1",
            "UNWIND SELL 100 TWX @ 69.24",
            "UNWIND SELL 1 TWX 20140620 70P @ 1.10");
    assertFlat();
  }

  @Test
  void reversesExactlyWhatPartialFillsExecutedShortsFirst() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(217, 100)), "call", List.of(fills(3, 200))));

    Ending ending = run(FIVE_UNITS);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(unwinding())
        .containsExactly("UNWIND BUY 3 TWX 20140620 70C @ 1.30", "UNWIND SELL 217 TWX @ 69.24");
    assertFlat();
  }

  @Test
  void countsAFillThatCameBetweenTheCancelAndItsAnswer() {
    world.cancelTakes = Duration.ofMillis(500);
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("put", List.of(fills(1, 100)), "stock", List.of(fills(100, WHILE_CANCELLING))));

    run(ONE_UNIT);

    assertThat(unwinding())
        .containsExactlyInAnyOrder(
            "UNWIND SELL 100 TWX @ 69.24", "UNWIND SELL 1 TWX 20140620 70P @ 1.10");
    assertFlat();
  }

  @Test
  void commitsWhenTheLastLegFillsWhileItIsBeingCancelled() {
    world.cancelTakes = Duration.ofMillis(500);
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of(
                "put", List.of(fills(1, 100)),
                "call", List.of(fills(1, 100)),
                "stock", List.of(fills(100, WHILE_CANCELLING))));

    assertThat(run(ONE_UNIT).state()).isEqualTo(TradeState.COMMITTED);
  }

  @Test
  void withdrawsTheOthersAtOnceWhenOneLegIsRejected() {
    world.reactions = intent -> List.of();
    world.reject(entry("call"), Duration.ofMillis(30));

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(3));
  }

  @Test
  void aRefusedEntryIsRejectedWithNothingToClean() {
    world.entryAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "no ask for put"));

    assertThat(run(ONE_UNIT).state()).isEqualTo(TradeState.REJECTED);
    assertThat(world.commands).containsExactly("lock", "enter", "finish REJECTED", "release 7");
  }

  @Test
  void anUnansweredEntryOfWhichNothingWasStoredIsRejected() {
    world.entryAnswer = new EntryAnswer.Unanswered("timed out");

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.REJECTED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
  }

  @Test
  void doesNotEndWhileNobodyKnowsWhetherAnUnansweredEntryExists() {
    world.entryAnswer = new EntryAnswer.Unanswered("timed out");
    world.undecidedSnapshots = 30;

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.REJECTED);
    assertThat(world.undecidedSnapshots).isZero();
    assertThat(world.alerts).extracting(Alert::code).containsExactly("ORDER_UNPROVEN");
  }

  @Test
  void sendsNoSuccessorWhileNobodyKnowsWhetherAnUnansweredUnwindingExists() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("put", List.of(fills(1, 100))));
    world.unwrittenWaves = 1;
    world.cancelTakes = Duration.ZERO;
    world.undecidedSnapshots = 5;

    run(ONE_UNIT);

    assertThat(world.undecidedSnapshots).isZero();
    assertFlat();
  }

  /** fault O11: an order that was over by its executions lives again */
  @Test
  void goesOnUnwindingWhenAnExecutionIsTakenBackBetweenTwoWaves() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("put", List.of(fills(1, 100)), "stock", List.of(fills(100, 100))));
    world.unwrittenWaves = 1;
    world.whenUnwritten = () -> world.busts(Conversion.entries(ONE_UNIT).getFirst().intent());

    assertThat(run(ONE_UNIT).state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  @Test
  void asksRarelyEnoughForADayWithoutProofToFitIntoAHistory() {
    world.reactions = intent -> List.of();
    world.cancelTakes = Duration.ofDays(1);

    assertThat(run(ONE_UNIT).state()).isEqualTo(TradeState.NOT_FILLED);

    assertThat(world.commands.stream().filter("cancel stock E1"::equals).count())
        .isBetween(50L, 400L);
  }

  @Test
  void aCancelWhileWorkingWithdrawsAtOnce() {
    world.reactions = intent -> List.of();
    world.cancelAt = ScriptedWorld.START.plusSeconds(2);

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason()).isEqualTo(new Reason(ReasonCode.CANCELLED, "the trader said so"));
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(5));
  }

  @Test
  void aCancelWhileUnwindingLetsTheUnwindingFinish() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("stock", List.of(fills(100, 100))));
    world.cancelAt = ScriptedWorld.START.plusMillis(5_200);

    assertThat(run(ONE_UNIT).state()).isEqualTo(TradeState.UNWOUND);
    assertFlat();
  }

  @Test
  void aCancelWhileQueuedPlacesNothing() {
    world.lockAnswer = new LockAnswer.Cancelled("changed my mind");

    Ending ending = run(ONE_UNIT);

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(world.commands).containsExactly("lock", "finish NOT_FILLED");
  }

  @Test
  void whatNobodyBuysBackIsResidualWithItsCoverKept() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("stock", List.of(fills(500, 100)), "call", List.of(fills(5, 100))));
    world.quotes.put("call", Quote.none());

    Ending ending = run(FIVE_UNITS);

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.residual())
        .containsExactly(
            new Residual(Conversion.STOCK, d("500")), new Residual(Conversion.CALL, d("-5")));
    assertThat(unwinding()).isEmpty();
  }

  /** fault S2: after a reconnect the first tick takes longer than the desk waits for it. */
  @Test
  void asksAgainForQuotesThatWereNotToldInsteadOfLeavingAShortNaked() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("call", List.of(fills(1, 100))));
    world.quotedFrom = ScriptedWorld.START.plusSeconds(30);

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(36));
    assertThat(world.alerts).extracting(Alert::code).containsExactly("UNWIND_BLOCKED");
    assertThat(world.alerts.getFirst().residual())
        .containsExactly(new Residual(Conversion.CALL, d("-1")));
    assertThat(unwinding()).containsExactly("UNWIND BUY 1 TWX 20140620 70C @ 1.30");
    assertFlat();
  }

  /** fault O28: nobody sells for a moment. */
  @Test
  void asksFiveTimesMoreWhereNobodySellsBeforeItGivesUp() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("call", List.of(fills(1, 100))));
    world.quotedBefore = Quote.none();
    world.quotedFrom = ScriptedWorld.START.plusSeconds(14);

    assertThat(run(ONE_UNIT).state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.alerts).isEmpty();
    assertFlat();
  }

  @Test
  void waitsForItsMarketWithinAMinuteAndAHalfWhereQuotesAreNeverTold() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("call", List.of(fills(1, 100))));
    world.quotedFrom = Instant.MAX;

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NO_OPPOSITE_QUOTE);
    assertThat(ending.reason().detail()).contains("call: its ask was not told yet");
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("WAITING_MARKET"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.at())
                    .isBetween(
                        ScriptedWorld.START.plusSeconds(30), ScriptedWorld.START.plusSeconds(90)));
  }

  @Test
  void closesWhatIsLeftOnceTheQuoteIsThere() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.UNWIND
                ? ScriptedWorld.fillsAtOnce(intent)
                : intent.ref().leg().equals("call") ? List.of(fills(3, 100)) : List.of();
    world.quotedFrom = ScriptedWorld.START.plusSeconds(12);
    world.executes(Conversion.entries(FIVE_UNITS).getLast().intent(), 1, Duration.ofSeconds(9));

    assertThat(run(FIVE_UNITS).state()).isEqualTo(TradeState.UNWOUND);
    assertThat(unwinding()).containsExactly("UNWIND BUY 4 TWX 20140620 70C @ 1.30");
    assertFlat();
  }

  @Test
  void givesUpInsideTheCollarAfterFiveAttempts() {
    world.reactions =
        intent ->
            intent.ref().purpose() == Purpose.ENTRY && intent.ref().leg().equals("put")
                ? List.of(fills(1, 100))
                : List.of();

    Ending ending = run(ONE_UNIT);

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.UNWIND_EXHAUSTED);
    assertThat(unwinding())
        .containsExactly(
            "UNWIND SELL 1 TWX 20140620 70P @ 1.10",
            "UNWIND SELL 1 TWX 20140620 70P @ 1.05",
            "UNWIND SELL 1 TWX 20140620 70P @ 1.05",
            "UNWIND SELL 1 TWX 20140620 70P @ 1.05",
            "UNWIND SELL 1 TWX 20140620 70P @ 1.05");
  }

  @Test
  void wavesThatNeverReachedTheMarketCostNoAttemptAndNoReferenceTwice() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("put", List.of(fills(1, 100))));
    world.unwrittenWaves = 7;

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.commands)
        .contains("unanswered lw1|twx-0001|put|U1", "unanswered lw1|twx-0001|put|U7")
        .doesNotHaveDuplicates();
    assertThat(world.alerts).extracting(Alert::code).containsExactly("UNWIND_BLOCKED");
    assertFlat();
  }

  /** fault Y11: the intents are stored, the answer is lost, and the desk buries them. */
  @Test
  void wavesThatWereStoredAndNeverWrittenCostNoAttempt() {
    world.reactions = ScriptedWorld.entriesFill(Map.of("put", List.of(fills(1, 100))));
    world.buriedWaves = 6;

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.commands)
        .contains("buried lw1|twx-0001|put|U6", "UNWIND SELL 1 TWX 20140620 70P @ 1.10")
        .doesNotHaveDuplicates();
    assertThat(world.alerts).extracting(Alert::code).containsExactly("UNWIND_BLOCKED");
    assertFlat();
  }

  /** fault O1: what is proven absent later costs no attempt either, beside a leg that was sent. */
  @Test
  void aLegWhoseOrderNeverArrivedKeepsItsAttempts() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of("put", List.of(fills(1, 100)), "stock", List.of(fills(100, 100))));
    for (int attempt = 1; attempt <= 5; attempt++) {
      world.lost.add(new OrderRef("twx-0001", "put", Purpose.UNWIND, attempt));
    }

    Ending ending = run(ONE_UNIT);

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(unwinding()).endsWith("UNWIND SELL 1 TWX 20140620 70P @ 1.10");
    assertFlat();
  }

  @Test
  void moreExecutedThanOrderedIsResidualWithTheExcess() {
    world.reactions =
        ScriptedWorld.entriesFill(
            Map.of(
                "stock", List.of(fills(100, 10)),
                "put", List.of(fills(2, 10)),
                "call", List.of(fills(1, 10))));

    Ending ending = run(ONE_UNIT);

    assertThat(ending.reason().code()).isEqualTo(ReasonCode.OVER_FILLED);
    assertThat(ending.residual()).containsExactly(new Residual(Conversion.PUT, d("1")));
  }

  private Ending run(ExecutionRequest request) {
    Ending ending = new ExecutionSaga(request, world, Policy.DEFAULT).run();
    assertThat(world.endings).containsExactly(ending);
    return ending;
  }

  private List<String> unwinding() {
    return world.commands.stream().filter(command -> command.startsWith("UNWIND")).toList();
  }

  private void assertFlat() {
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }

  private static Reaction fills(int quantity, long afterMillis) {
    return new Reaction(Duration.ofMillis(afterMillis), quantity);
  }
}
