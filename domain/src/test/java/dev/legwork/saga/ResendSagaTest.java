package dev.legwork.saga;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ScriptedWorld.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders that are proven never to have reached the market (order-rules: Proof). */
class ResendSagaTest {
  private static final ExecutionRequest ONE_UNIT = Conversion.unwinding(1, "69.72");
  private static final List<String> LEGS = List.of("stock", "put", "call");
  private final ScriptedWorld world = new ScriptedWorld();

  /** Fault O1: the venue drops the placement and never says a word. */
  @Test
  void sendsEveryLegOnceMoreWhenNoneArrived() {
    loseFirst("stock", "put", "call");

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands)
        .containsExactly(
            "lock", "enter", "enter again [stock, put, call]", "finish COMMITTED", "release 7");
  }

  @Test
  void sendsOnlyTheMissingLegsInsideWhatIsLeftOfBoundAndTime() {
    loseFirst("call");
    world.reactions = intent -> List.of(fills(intent.quantity().intValueExact(), 7_000));
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(2);

    run();

    EntryPlan again = world.plans.getLast();
    assertThat(again.legNames()).containsExactly("call");
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.fencingToken()).isEqualTo(7);
    // 100 × 69.60 for the stock and 100 × 1.20 for the put, both still working
    assertThat(again.committed()).isEqualTo(d("7080"));
    assertThat(again.timeLeft()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(13));
  }

  @Test
  void endsUnfilledWhenAllAreAbsentAndTooLittleTimeIsLeft() {
    loseFirst("stock", "put", "call");
    world.absenceProvenAt = ScriptedWorld.START.plusMillis(10_100);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void unwindsWhatFilledWhenTheMissingLegsHaveNoTimeLeft() {
    loseFirst("put", "call");
    world.absenceProvenAt = ScriptedWorld.START.plusMillis(10_100);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(world.plans).hasSize(1);
    assertFlat();
  }

  @Test
  void unwindsWhatFilledWhenTheMissingLegsAreNoLongerMarketable() {
    loseFirst("call");
    world.resendAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "slack -0.02"));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertFlat();
  }

  /** fault Y1: a desk that has just come back lacks an answer, and the trade has time left. */
  @ParameterizedTest
  @EnumSource(
      value = ReasonCode.class,
      names = {"GATEWAY_UNAVAILABLE", "MARGIN_UNKNOWN"})
  void sendsAgainOnceTheBrokerAnswersWhatItDidNotAMomentBefore(ReasonCode code) {
    loseFirst("stock", "put", "call");
    world.firstResends.add(new EntryAnswer.Refused(new Reason(code, "not yet")));
    world.firstResends.add(new EntryAnswer.Refused(new Reason(code, "not yet")));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans).hasSize(4);
    assertThat(world.plans.getLast().attempt()).isEqualTo(2);
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("RESEND_REFUSED"))
        .hasSize(2);
  }

  @Test
  void givesUpWhenTheBrokerDoesNotAnswerWhileTimeIsLeft() {
    loseFirst("stock", "put", "call");
    world.resendAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.GATEWAY_UNAVAILABLE, "no session"));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(ending.finishedAt()).isBefore(ScriptedWorld.START.plusSeconds(15));
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }

  @Test
  void waitsForNoAnswerOfTheBrokerWithALegInHand() {
    loseFirst("call");
    world.resendAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.MARGIN_UNKNOWN, "no answer in 2 s"));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.MARGIN_UNKNOWN);
    assertThat(world.plans).hasSize(2);
    assertFlat();
  }

  @Test
  void neverSendsALegAThirdTime() {
    for (String leg : LEGS) {
      loseFirst(leg);
      world.lost.add(new OrderRef("twx-0001", leg, Purpose.ENTRY, 2));
    }

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(world.plans).hasSize(2);
  }

  @Test
  void sendsNothingAgainWhenSomebodyCancelled() {
    loseFirst("call");
    world.cancelAt = ScriptedWorld.START.plusMillis(1);

    assertThat(run().reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void sendsNothingAgainWhenAnotherLegWasRejected() {
    loseFirst("call");
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(3);
    world.reactions = intent -> List.of();
    world.reject(entry("put"), Duration.ofMillis(30));

    assertThat(run().reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
    assertThat(world.plans).hasSize(1);
  }

  /** Crash point CP2: the intents are stored, and the worker dies before it writes. */
  @Test
  void sendsAgainWhatAnUnansweredEntryStoredAndNeverWrote() {
    world.entrySilent = true;
    loseFirst("stock", "put", "call");
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(6);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.plans).hasSize(2);
  }

  @Test
  void waitsUntilItIsKnownOfEveryLegWhetherItExists() {
    world.entrySilent = true;
    loseFirst("stock", "put", "call");
    world.provenAt.put(entry("call"), ScriptedWorld.START.plusSeconds(5));
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(2);

    run();

    assertThat(world.plans.getLast().legNames()).containsExactlyElementsOf(LEGS);
  }

  @Test
  void countsTheTotalTimeFromTheWriteAndNotFromTheAnswer() {
    world.reactions = intent -> List.of();
    world.entryTakes = Duration.ofSeconds(4);
    world.writtenAt = ScriptedWorld.START.plusSeconds(1);

    Ending ending = run();

    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("WORKING"))
        .extracting(TimelineEntry::detail)
        .containsExactly("until " + ScriptedWorld.START.plusSeconds(16));
  }

  @Test
  void believesNoClockThatSaysTheWriteWasBeforeItWasAskedFor() {
    world.reactions = intent -> List.of();
    world.writtenAt = ScriptedWorld.START.minusSeconds(600);

    assertThat(run().finishedAt()).isAfterOrEqualTo(ScriptedWorld.START.plusSeconds(15));
  }

  @Test
  void anEntryWhoseFramesNeverLeftIsRejectedAtOnce() {
    world.entryAnswer =
        new EntryAnswer.Entered(
            Conversion.entries(ONE_UNIT),
            WriteOutcome.NOT_WRITTEN,
            ScriptedWorld.START,
            null,
            Map.of(),
            "its time was over");

    assertThat(run().state()).isEqualTo(TradeState.REJECTED);
    assertThat(world.plans).hasSize(1);
  }

  /** Fault Y1, crash point CP2: nobody was there until the trade's time was over. */
  @Test
  void aWaveThatWasNeverWrittenAndIsFoundTooLateIsRejectedForThat() {
    world.entrySilent = true;
    world.deadAfterWrite = Duration.ofSeconds(66);
    LEGS.forEach(leg -> world.buried.add(entry(leg)));

    Ending ending = run();

    assertThat(ending.state()).as("nothing was ever sent").isEqualTo(TradeState.REJECTED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(ending.reason().detail()).contains("was never written").doesNotContain("write:");
    assertThat(world.plans).hasSize(1);
  }

  @Test
  void aWaveThatNobodyCouldTellOfUntilItWasProvenAbsentTimesOutForNoWrite() {
    world.entrySilent = true;
    loseFirst("stock", "put", "call");
    world.absenceProvenAt = ScriptedWorld.START.plusSeconds(30);

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_WRITTEN);
    assertThat(ending.reason().detail()).contains("never reached the market");
    assertThat(ending.timeline())
        .filteredOn(line -> line.event().equals("DECIDED_WITHDRAW"))
        .extracting(TimelineEntry::detail)
        .first()
        .asString()
        .contains("nobody can tell yet whether")
        .doesNotContain("first write");
  }

  @Test
  void aWaveThatWasNeverWrittenAndIsNoLongerMarketableIsRejectedForThat() {
    world.entrySilent = true;
    LEGS.forEach(leg -> world.buried.add(entry(leg)));
    world.resendAnswer =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "slack -0.02"));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.REJECTED);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
  }

  /** The proof was wrong: both orders of the leg fill, and the excess goes back. */
  @Test
  void unwindsOnlyTheExcessWhenAnAbsentOrderTurnsUpBesideItsSuccessor() {
    loseFirst("put");
    world.turnsUp(entry("put"), Duration.ofMillis(3_008));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(world.commands)
        .contains("enter again [put]", "UNWIND SELL 1 TWX 20140620 70P @ 1.10");
    assertThat(world.positions)
        .containsEntry("put", d("1"))
        .containsEntry("stock", d("100"))
        .containsEntry("call", d("-1"));
  }

  @Test
  void withdrawsBothOrdersOfALegThatIsInTheMarketTwice() {
    loseFirst("put");
    world.reactions = ScriptedWorld.entriesFill(Map.of("stock", List.of(fills(100, 4_000))));
    world.turnsUp(entry("put"), Duration.ofMillis(3_500));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(ending.reason().code()).isEqualTo(ReasonCode.PROOF_CONTRADICTED);
    assertThat(world.commands).contains("cancel put E2");
    assertFlat();
  }

  /** The proof was wrong, and no event says so: who withdraws asks for all that he sent. */
  @Test
  void withdrawsAnOrderThatWasHeldAbsentAndWorksUnheard() {
    loseFirst("put");
    world.reactions = intent -> List.of();
    world.worksUnheard(entry("put"), Duration.ofSeconds(8));

    Ending ending = run();

    assertThat(ending.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(world.commands).contains("cancel put E2", "cancel put E1");
  }

  private void loseFirst(String... legs) {
    for (String leg : legs) {
      world.lost.add(entry(leg));
    }
  }

  private Ending run() {
    Ending ending = new ExecutionSaga(ONE_UNIT, world, Policy.DEFAULT).run();
    assertThat(world.endings).containsExactly(ending);
    return ending;
  }

  private void assertFlat() {
    assertThat(world.positions.values()).allMatch(position -> position.signum() == 0);
  }

  private static Reaction fills(int quantity, long afterMillis) {
    return new Reaction(Duration.ofMillis(afterMillis), quantity);
  }
}
