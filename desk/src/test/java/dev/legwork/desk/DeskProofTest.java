package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.session.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeskProofTest {

  @Test
  void answersAtOnceForAnOrderThatWorks() {
    DeskRig rig = DeskRig.working();

    OrderSnapshot snapshot = DeskRig.now(rig.snapshot(DeskRig.STOCK, DeskRig.PUT));

    assertThat(snapshot.verdicts().values()).containsOnly(Verdict.LIVE);
    assertThat(snapshot.placed()).extracting(order -> order.orderId()).containsExactly(2, 1);
  }

  @Test
  void provesACancelByAQueryBegunAfterItAndASecondOfQuiet() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    long asked = rig.venue.count(ClientMessage.ReqExecutions.class);

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    assertThat(rig.venue.count(ClientMessage.ReqExecutions.class)).isEqualTo(asked + 1);
    rig.pass(Duration.ofMillis(999));
    assertThat(answer).isNotDone();
    rig.pass(Duration.ofMillis(2));

    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
    assertThat(rig.store.openIntents()).hasSize(2);
  }

  @Test
  void sharesOneExecutionQueryAmongAllThatAsk() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    rig.say(Rows.status(2, "Cancelled", "0", 102));
    long asked = rig.venue.count(ClientMessage.ReqExecutions.class);

    rig.snapshot(DeskRig.STOCK);
    rig.snapshot(DeskRig.PUT);
    rig.pass(Duration.ofSeconds(2));

    assertThat(rig.venue.count(ClientMessage.ReqExecutions.class)).isEqualTo(asked + 1);
  }

  /** fault S14. */
  @Test
  void readsAnUnansweredQueryAsFailedAndNotAsEmpty() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    rig.venue.mute.add(ClientMessage.ReqExecutions.class);

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(4));
    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.LIVE);
    rig.pass(Duration.ofSeconds(6));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
  }

  /** fault S14. */
  @Test
  void readsAnAnswerWithoutAnExecutionItKnowsAsTruncated() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(2, DeskRig.PUT, "x2.01", "1", "1", 102));
    rig.say(Rows.status(1, "Cancelled", "0", 101));

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(4));
    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.LIVE);

    rig.venue.executions.add(Rows.execution(2, DeskRig.PUT, "x2.01", "1", "1", 102));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void doesNotProveAnOrderWhoseReportedFillsLackExecutions() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "30", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);

    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "30", "30", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.heard).contains("stockE1 FILL x1.01 30");
  }

  /** fault O7. */
  @Test
  void countsAFillThatComesAfterCancelledAndWaitsForQuietAgain() {
    DeskRig rig = DeskRig.working();
    rig.cancel(DeskRig.STOCK);
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofMillis(600));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101));
    rig.pass(Duration.ofMillis(600));
    assertThat(answer).isNotDone();

    rig.pass(Duration.ofMillis(402));

    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
    assertThat(DeskRig.now(answer).events())
        .extracting(event -> event.event().getClass().getSimpleName())
        .contains("Filled");
  }

  /** fault O5. */
  @Test
  void provesAnOrderWhoseExecutionsAddUpWithoutAnythingElse() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "60", "60", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    rig.say(Rows.execution(1, DeskRig.STOCK, "x2.01", "40", "100", 101));

    assertThat(DeskRig.now(rig.snapshot(DeskRig.STOCK)).verdicts())
        .containsValue(Verdict.PROVEN_TERMINAL);
  }

  /** fault O8, fault O16, fault O17. */
  @Test
  void provesNothingByNotFoundOrInactive() {
    DeskRig rig = DeskRig.working();
    rig.say(new ServerMessage.ErrorMessage(1, 10147, "OrderId 1 is not found"));
    rig.say(new ServerMessage.ErrorMessage(1, 161, "not cancellable"));
    rig.say(new ServerMessage.ErrorMessage(1, 135, "Can't find order"));
    rig.say(Rows.status(2, "Inactive", "0", 102));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.LIVE);
  }

  @Test
  void asksTheVenueWhenAnAnswerLeavesDoubt() {
    DeskRig rig = DeskRig.working();
    rig.say(new ServerMessage.ErrorMessage(1, 10147, "OrderId 1 is not found"));
    rig.venue.completedOrders.add(Rows.completed(DeskRig.STOCK, "Cancelled", "0", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault O14. */
  @Test
  void provesARejectedOrder() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.say(new ServerMessage.ErrorMessage(3, 201, "Order rejected - reason: margin"));

    assertThat(rig.verdict(DeskRig.CALL)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void provesAbsenceOnlyByALaterSessionThreeSecondsAfterReady() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.enter();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.venue.sessions).isEqualTo(2);

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofMillis(1900));
    assertThat(answer).isNotDone();
    rig.pass(Duration.ofSeconds(1));

    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.PROVEN_ABSENT);
  }

  @Test
  void storesAnAbsenceAgainThatTheLedgerDidNotTake() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.enter();
    rig.pass(Duration.ofSeconds(1));
    rig.ledger.verdicts = 3;

    rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.store.openIntents()).isEmpty();
  }

  @Test
  void storesAnAbsenceAgainAlthoughRowsOfTheOrderWaitForTheLedgerToo() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.enter();
    rig.pass(Duration.ofSeconds(1));
    rig.ledger.verdicts = Integer.MAX_VALUE;
    rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(5));
    rig.ledger.events = FlakyLedger.Failure.BEFORE_COMMIT;
    rig.say(new ServerMessage.ErrorMessage(1, 10147, "OrderId 1 that needs to be cancelled"));
    rig.pass(Duration.ofMillis(700));
    rig.ledger.verdicts = 0;
    rig.ledger.events = FlakyLedger.Failure.NONE;
    rig.pass(Duration.ofSeconds(3));

    assertThat(rig.store.openIntents()).isEmpty();
  }

  /** fault S5. */
  @Test
  void provesTheAbsenceOfAnOrderThatWasPendingWhenTheGatewayForgotIt() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    for (int i = 1; i <= 3; i++) {
      rig.venue.say(Rows.status(i, i == 1 ? "Submitted" : "PendingSubmit", "0", 0));
    }
    rig.settle();
    rig.venue.openOrders.add(Rows.open(2, DeskRig.PUT, "PendingSubmit", 0));
    rig.core.closed(rig.venue.connection, "the gateway restarts");
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.verdict(DeskRig.CALL)).isEqualTo(Verdict.PROVEN_ABSENT);
    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.LIVE);
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
  }

  /** fault O1. */
  @Test
  void keepsAnOrderUnknownWhileNoCensusIsComplete() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.enter();
    rig.pass(Duration.ofSeconds(1));
    rig.venue.mute.add(ClientMessage.ReqCompletedOrders.class);
    rig.pass(Duration.ofSeconds(4));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void findsAnOrderOfUnknownFateAmongTheOpenOnes() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.enter();
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.PROVEN_ABSENT);
  }

  /** fault O1. */
  @Test
  void startsANewSessionForAnOrderThatGaveNoSign() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.say(Rows.status(1, "Submitted", "0", 101));
    rig.say(Rows.status(2, "Submitted", "0", 102));
    rig.pass(Duration.ofSeconds(6));

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.CALL);
    rig.pass(Duration.ofSeconds(1));
    assertThat(answer).isCompletedExceptionally();
    assertThat(rig.venue.sessions).isEqualTo(2);
    rig.pass(Duration.ofSeconds(3));

    assertThat(rig.verdict(DeskRig.CALL)).isEqualTo(Verdict.PROVEN_ABSENT);
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
  }

  @Test
  void placesAnUnwindOnceHoweverOftenItIsAsked() {
    DeskRig rig = DeskRig.working();
    CompletableFuture<PlaceAnswer> first = rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    CompletableFuture<PlaceAnswer> second =
        rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();
    CompletableFuture<PlaceAnswer> third = rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();

    assertThat(rig.venue.orderWrites().subList(1, rig.venue.orderWrites().size()))
        .isEqualTo(List.of(List.of("SELL 100 TWX @ 69.5 lw1|t1|stock|U1 DAY")));
    assertThat(DeskRig.now(first)).isEqualTo(DeskRig.now(second)).isEqualTo(DeskRig.now(third));
  }

  @Test
  void placesNoSuccessorBeforeItsPredecessorIsProven() {
    DeskRig rig = DeskRig.working();
    rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();

    CompletableFuture<PlaceAnswer> early = rig.core.place(List.of(DeskRig.unwind("stock", 2, 100)));
    rig.settle();
    assertThat(DeskRig.now(early)).isInstanceOf(PlaceAnswer.Unanswered.class);

    rig.say(Rows.status(4, "Cancelled", "0", 104));
    assertThat(rig.verdict("lw1|t1|stock|U1")).isEqualTo(Verdict.PROVEN_TERMINAL);
    rig.core.place(List.of(DeskRig.unwind("stock", 2, 100)));
    rig.settle();
    assertThat(rig.venue.orderWrites()).hasSize(3);
  }

  /** fault Y11: the commit becomes visible after everybody was told that there is none. */
  @Test
  void clearsUpAnOrderWhoseLateCommitStandsInTheWayOfItsSuccessor() {
    DeskRig rig = DeskRig.working();
    rig.ledger.waves = FlakyLedger.Failure.VISIBLE_LATER;
    rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();
    assertThat(rig.verdict("lw1|t1|stock|U1")).isEqualTo(Verdict.NEVER_INTENDED);
    rig.ledger.waves = FlakyLedger.Failure.NONE;
    rig.ledger.becomeVisible();

    rig.core.place(List.of(DeskRig.unwind("stock", 2, 100)));
    rig.settle();
    CompletableFuture<PlaceAnswer> answer =
        rig.core.place(List.of(DeskRig.unwind("stock", 3, 100)));
    rig.settle();

    assertThat(DeskRig.now(answer)).isInstanceOf(PlaceAnswer.Placed.class);
    assertThat(rig.venue.orderWrites()).hasSize(2);
  }

  /** fault S1: after an outage the gateway may show orders as late as after a login. */
  @Test
  void provesNoAbsenceWithinThreeSecondsOfTheBrokersReturn() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;
    rig.enter();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.venue.sessions).isEqualTo(2);
    rig.say(new ServerMessage.ErrorMessage(-1, 1100, "connectivity lost"));
    rig.pass(Duration.ofSeconds(20));
    rig.say(new ServerMessage.ErrorMessage(-1, 1102, "restored"));

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofMillis(2900));
    assertThat(answer).isNotDone();
    rig.pass(Duration.ofSeconds(1));

    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.PROVEN_ABSENT);
  }

  @Test
  void takesBackAWaveThatIsCancelledBeforeItsIntentsAreCommitted() {
    DeskRig rig = DeskRig.working();
    rig.holdLedger();
    rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.core.step(rig.background::runNext); // the ledger knows no such order
    CompletableFuture<Void> cancelled =
        rig.core.cancel(List.of(Rows.ref("lw1|t1|stock|U1")), "test");
    rig.ledgerAnswers();

    assertThat(cancelled).isCompleted();
    assertThat(rig.venue.orderWrites()).hasSize(1);
    assertThat(rig.verdict("lw1|t1|stock|U1")).isEqualTo(Verdict.PROVEN_ABSENT);
  }

  @Test
  void storesTheProofOfAFilledOrderThoughNobodyAsksForIt() {
    DeskRig rig = DeskRig.working();

    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));

    assertThat(rig.store.openIntents())
        .extracting(open -> open.ref().toString())
        .containsExactlyInAnyOrder(DeskRig.PUT, DeskRig.CALL);
  }

  @Test
  void placesASuccessorOfAnOrderWhoseBytesNeverLeft() {
    DeskRig rig = DeskRig.working();
    CompletableFuture<PlaceAnswer> late = rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.core.step(rig.background::runNext);
    rig.holdLedger();
    rig.pass(Duration.ofSeconds(5));
    rig.ledgerAnswers();
    assertThat(DeskRig.now(late))
        .isInstanceOfSatisfying(
            PlaceAnswer.Placed.class,
            placed -> assertThat(placed.outcome()).isEqualTo(WriteOutcome.NOT_WRITTEN));

    CompletableFuture<PlaceAnswer> next = rig.core.place(List.of(DeskRig.unwind("stock", 2, 100)));
    rig.settle();

    assertThat(DeskRig.now(next))
        .isInstanceOfSatisfying(
            PlaceAnswer.Placed.class,
            placed -> assertThat(placed.outcome()).isEqualTo(WriteOutcome.WRITTEN));
  }

  @Test
  void provesAnOrderThatWasRefusedWhileNobodyListened() {
    DeskRig rig = DeskRig.working();
    rig.venue.completedOrders.add(Rows.completed(DeskRig.STOCK, "Inactive", "0", 101));
    rig.cancel(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(2));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault O11: the trade was busted while nobody listened, and its first version is never told. */
  @Test
  void provesAnOrderWhoseFillWasTakenBackWhileNobodyListened() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Filled", "900", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.02", "0", "0", 101));
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  @Test
  void countsWhatWasTakenBackUnheardOfEachIncarnation() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Filled", "900", 101));
    rig.say(Rows.status(1, "Filled", "500", 201));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "500", "500", 201));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x2.02", "0", "0", 101));
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** What a first version still adds up to says nothing once its correction was heard. */
  @Test
  void provesAnOrderWhoseCorrectionOvertookWhatItCorrects() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "35", 101));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.02", "35", "35", 101));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.02", "35", "35", 101));
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }
}
