package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that leave it open what an order is: the venue is asked, and only its word counts. */
class DeskDoubtTest {

  /** fault O17: the first order with that id may live, and it may be this one. */
  @Test
  void asksWhetherTheOrderOfADuplicateIdLives() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.venue.openOrders.add(Rows.open(2, DeskRig.PUT, "Submitted", 102));
    long asked = rig.venue.count(ClientMessage.ReqIds.class);

    rig.say(new ErrorMessage(1, 103, "Duplicate order id"));
    rig.say(new ErrorMessage(2, 103, "Duplicate order id"));
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.venue.count(ClientMessage.ReqIds.class)).isGreaterThan(asked);
    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK, DeskRig.PUT);
    rig.pass(Duration.ofSeconds(4));
    assertThat(DeskRig.now(answer).verdicts())
        .containsEntry(Rows.ref(DeskRig.PUT), Verdict.LIVE)
        .doesNotContainValue(Verdict.PROVEN_ABSENT)
        .doesNotContainValue(Verdict.PROVEN_TERMINAL);
    assertThat(rig.venue.orderWrites()).as("never numbered anew").hasSize(1);
  }

  /** fault O17: nothing but a later session may say that it never existed. */
  @Test
  void provesTheAbsenceOfADuplicateIdByALaterSession() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.say(Rows.status(2, "Submitted", "0", 102));
    rig.say(Rows.status(3, "Submitted", "0", 103));
    rig.say(new ErrorMessage(1, 103, "Duplicate order id"));
    rig.pass(Duration.ofSeconds(6));

    rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.venue.sessions).isEqualTo(2);
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_ABSENT);
  }

  private static Stream<Arguments> refusedCancels() {
    return Stream.of(
        Arguments.of(10147, "OrderId 1 that needs to be cancelled is not found"),
        Arguments.of(
            10148, "OrderId 1 that needs to be cancelled cannot be cancelled, state: Held"),
        Arguments.of(161, "Cancel attempted when order is not in a cancellable state"),
        Arguments.of(135, "Can't find order with id = 1"),
        Arguments.of(136, "This order cannot be cancelled"),
        Arguments.of(104, "Cannot modify a filled order"),
        Arguments.of(105, "Order being modified does not match original order"));
  }

  /** fault O8, fault O15, fault O17: the cancel was refused, and the order had been filled. */
  @ParameterizedTest
  @MethodSource("refusedCancels")
  void findsTheFillOfAnOrderWhoseCancelWasRefused(int code, String text) {
    DeskRig rig = DeskRig.working();
    rig.cancel(DeskRig.STOCK);
    rig.say(new ErrorMessage(1, code, text));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.stored()).contains("stockE1 FILL x1.01 100");
  }

  /** fault O8: the refused cancel alone ends nothing, and nothing may follow it. */
  @ParameterizedTest
  @MethodSource("refusedCancels")
  void takesNoRefusedCancelForAnEnd(int code, String text) {
    DeskRig rig = DeskRig.working();
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.cancel(DeskRig.STOCK);
    rig.say(new ErrorMessage(1, code, text));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
  }

  /** fault O8: the cancel is never answered, and the order has ended all the same. */
  @Test
  void looksForTheEndOfAnOrderWhoseCancelIsNeverAnswered() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.CancelOrder.class);
    rig.cancel(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(2));
    rig.venue.completedOrders.add(Rows.completed(DeskRig.STOCK, "Cancelled", "0", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault O8. */
  @Test
  void keepsAnOrderAliveWhoseCancelIsNeverAnsweredAndThatStillWorks() {
    DeskRig rig = DeskRig.working();
    rig.cancel(DeskRig.STOCK);
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "PendingCancel", 101));
    rig.pass(Duration.ofSeconds(30));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
  }

  /** fault O16. */
  @Test
  void followsAnInactiveOrderThatRevives() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Inactive", "0", 101));
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Inactive", 101));
    rig.pass(Duration.ofSeconds(10));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);

    rig.say(Rows.status(1, "Submitted", "0", 101));
    rig.cancel(DeskRig.STOCK);
    assertThat(rig.venue.orderWrites()).endsWith(List.of("CANCEL 1"));
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault O2: the acknowledgement comes after the fill. */
  @Test
  void takesALateAcknowledgementForNoNewOrder() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    rig.pass(Duration.ofSeconds(60));

    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.say(Rows.status(1, "PreSubmitted", "0", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault O9, fault O10: one order of ours works twice; a cancel ends one of the two. */
  @Test
  void provesNothingWhileOneOfTwoIncarnationsWorksAndCancelsAgain() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    rig.venue.completedOrders.add(Rows.completed(DeskRig.STOCK, "Cancelled", "0", 101));
    rig.cancel(DeskRig.STOCK);
    rig.say(Rows.status(1, "Cancelled", "0", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    assertThat(rig.alerts).isEqualTo(List.of("TWO_INCARNATIONS"));
    rig.pass(Duration.ofSeconds(2));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    assertThat(cancels(rig)).as("cancels").isGreaterThanOrEqualTo(2);

    rig.venue.openOrders.clear();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x9.01", "30", "30", 201));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x9.01", "30", "30", 201));
    rig.say(Rows.status(1, "Cancelled", "30", 201));
    OrderSnapshot snapshot = await(rig, DeskRig.STOCK);
    assertThat(snapshot.verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
  }

  /** fault O9: nobody has to ask for it, and a cancel that ended one is followed by another. */
  @Test
  void cancelsAnOrderThatWorksTwiceByItselfUntilBothHaveEnded() {
    DeskRig rig = DeskRig.working();
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 201));

    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    assertThat(rig.venue.orderWrites()).endsWith(List.of("CANCEL 1"));
    assertThat(cancels(rig)).isEqualTo(1);

    rig.say(Rows.status(1, "Cancelled", "0", 101));
    rig.pass(Duration.ofMillis(1100));
    assertThat(cancels(rig)).isEqualTo(2);

    rig.say(Rows.status(1, "Cancelled", "0", 201));
    rig.pass(Duration.ofSeconds(10));
    assertThat(cancels(rig)).isEqualTo(2);
  }

  /** fault O9: what the first one filled is nothing that the second one has to show. */
  @Test
  void provesTheEndOfBothWhenTheSecondShowsUpAfterTheFirstWasFilled() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.say(Rows.status(1, "Filled", "100", 101));
    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    rig.say(Rows.status(1, "Cancelled", "0", 201));

    assertThat(await(rig, DeskRig.STOCK).verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
  }

  /** fault O9: the second one is heard of while the proof of the first is being stored. */
  @Test
  void storesAProofAnewThatASecondIncarnationOvertook() {
    DeskRig rig = DeskRig.working();
    rig.background.hold(Background.Lane.RISK);
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.background.hold(Background.Lane.INBOX);
    rig.say(Rows.execution(1, DeskRig.STOCK, "x2.01", "100", "100", 201));
    rig.background.release(Background.Lane.RISK);
    rig.settle();
    rig.background.release(Background.Lane.INBOX);
    rig.settle();

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.store.openIntents())
        .extracting(DeskLedger.StoredOrder::ref)
        .doesNotContain(Rows.ref(DeskRig.STOCK));
  }

  /** fault O9: the proof was stored already; the next process has to know as well. */
  @Test
  void remembersInTheNextProcessThatASecondIncarnationShowedUp() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 201));

    assertThat(rig.store.openIntents())
        .extracting(DeskLedger.StoredOrder::ref)
        .contains(Rows.ref(DeskRig.STOCK));
  }

  /** fault O9: filling one of them whole proves nothing about the other. */
  @Test
  void countsTheFillsOfBothIncarnations() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.say(Rows.status(1, "Filled", "100", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);

    rig.say(Rows.execution(1, DeskRig.STOCK, "x2.01", "100", "100", 201));
    rig.venue.openOrders.clear();

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.stored()).filteredOn(text -> text.contains(" FILL ")).hasSize(2);
  }

  /** fault O9: the second one shows up after the first was proven over. */
  @Test
  void reopensAnOrderWhoseSecondIncarnationShowsUpLate() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);

    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 201));
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 201));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    assertThat(cancels(rig)).isEqualTo(1);
  }

  /** fault O11: a correction takes some of a fill back. */
  @Test
  void wakesAFinishedOrderWhoseExecutionIsCorrected() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    rig.heard.clear();

    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.02", "60", "60", 101));

    assertThat(rig.heard).isEqualTo(List.of("stockE1 FILL x1.02 60"));
  }

  /** fault O11: the venue busts a trade: quantity 0 under the next correction number. */
  @Test
  void countsABustedExecutionAsNothing() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.02", "0", "0", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.02", "0", "0", 101));
    rig.say(Rows.status(1, "Cancelled", "0", 101));

    OrderSnapshot snapshot = await(rig, DeskRig.STOCK);

    assertThat(snapshot.verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
    assertThat(rig.stored()).contains("stockE1 FILL x1.01 40", "stockE1 FILL x1.02 0");
  }

  /** fault O18. */
  @Test
  void recordsWhatTheBrokerExecutedBeyondTheOrder() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(2, DeskRig.PUT, "x1.01", "1", "1", 102));
    rig.say(Rows.execution(2, DeskRig.PUT, "x2.01", "1", "2", 102));

    assertThat(rig.stored()).contains("putE1 FILL x1.01 1", "putE1 FILL x2.01 1");
    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault O13: the sentinels for "not known yet" are no fees; a rebate is one. */
  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1.0", "1.7976931348623157E308"})
  void takesNoSentinelForAFee(String sentinel) {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(2, DeskRig.PUT, "x1.01", "1", "1", 102));
    rig.say(Rows.fee("x1.01", sentinel));
    rig.say(Rows.fee("x1.01", "-0.37"));

    assertThat(rig.stored())
        .filteredOn(text -> text.contains("FEE"))
        .isEqualTo(List.of("putE1 FEE -0.37"));
  }

  /** fault O13: the fee of an order that was finished and forgotten long ago. */
  @Test
  void joinsTheLateFeeOfAnOrderThatIsOnlyInTheLedger() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(2, DeskRig.PUT, "x1.01", "1", "1", 102));
    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.PROVEN_TERMINAL);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    rig.heard.clear();

    rig.say(Rows.fee("x1.01", "0.65"));
    rig.say(Rows.fee("somebody else's", "9.99"));
    rig.pass(Duration.ofSeconds(3));

    assertThat(rig.heard).isEqualTo(List.of("putE1 FEE 0.65"));
  }

  /** fault O32: time text is for people. */
  @Test
  void ordersExecutionsByReceiptWhateverTheirTimesSay() {
    DeskRig rig = DeskRig.working();
    List<String> times =
        List.of("20261120 11:00:00 US/Eastern", "20261120-08:00:00", "20261101  01:30:00", "soon");
    for (int i = 0; i < times.size(); i++) {
      rig.say(
          Rows.at(
              times.get(i),
              Rows.execution(1, DeskRig.STOCK, "x" + i + ".01", "25", "" + 25 * (i + 1), 101)));
    }

    assertThat(rig.stored())
        .filteredOn(text -> text.contains(" FILL "))
        .extracting(text -> text.replaceAll(".*FILL (x\\d).*", "$1"))
        .isEqualTo(List.of("x0", "x1", "x2", "x3"));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault O15: a notice on a living order ends nothing. */
  @ParameterizedTest
  @ValueSource(ints = {399, 404, 110, 2161, 10349})
  void keepsAnOrderAliveThatTheVenueOnlySpeaksAbout(int code) {
    DeskRig rig = DeskRig.working();
    rig.venue.openOrders.add(Rows.open(1, DeskRig.STOCK, "Submitted", 101));
    rig.say(new ErrorMessage(1, code, "Order Message"));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
  }

  /** Nothing else would tell the desk: it can neither cancel them nor hear of them. */
  @Test
  void saysThatOrdersOfAnotherClientIdAreOverOnceAPersonHasVouchedForThem() {
    DeskRig rig = DeskRig.working();
    rig.settings = DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT + 1);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    DeskRig.ALL.forEach(ref -> rig.store.markOver(ref, Verdict.PROVEN_TERMINAL));

    rig.core.settled(DeskRig.ALL);
    rig.settle();

    assertThat(rig.alerts).isEmpty();
  }

  /** The client id was changed while orders worked: nobody may believe that they are cancelled. */
  @Test
  void saysThatItCannotCancelTheOrdersOfAnotherClientId() {
    DeskRig rig = DeskRig.working();
    rig.settings = DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT + 1);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.alerts).isEqualTo(List.of("ORDERS_OF_OTHER_CLIENT"));

    CompletableFuture<Void> cancel = rig.core.cancel(List.of(Rows.ref(DeskRig.STOCK)), "test");
    rig.settle();

    assertThat(cancel).isCompletedExceptionally();
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);
    for (int i = 1; i <= 3; i++) {
      rig.venue.completedOrders.add(
          Rows.completed(DeskRig.ALL.get(i - 1).toString(), "Cancelled", "0", 100 + i));
    }
    rig.pass(Duration.ofSeconds(6));
    rig.core.snapshot(DeskRig.ALL);
    rig.pass(Duration.ofSeconds(2));
    assertThat(DeskRig.ALL)
        .allSatisfy(
            ref -> assertThat(rig.verdict(ref.toString())).isEqualTo(Verdict.PROVEN_TERMINAL));
    assertThat(rig.alerts).isEmpty();
  }

  private static long cancels(DeskRig rig) {
    return rig.venue.count(ClientMessage.CancelOrder.class);
  }

  private static OrderSnapshot await(DeskRig rig, String ref) {
    CompletableFuture<OrderSnapshot> answer = rig.snapshot(ref);
    rig.pass(Duration.ofSeconds(5));
    return DeskRig.now(answer);
  }
}
