package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.tws.message.ClientMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One account and two processes: what each may do, and when. fault Y13, fault S7. */
class DeskStandbyTest {
  private static final int OBSERVER = DeskRig.CLIENT + DeskSettings.OBSERVER;

  /** A desk that took over from a paused process, whose connection keeps the client id. */
  private static DeskRig supervising() {
    DeskRig rig = DeskRig.working();
    for (int i = 1; i <= 3; i++) {
      rig.venue.openOrders.add(
          Rows.open(i, DeskRig.ALL.get(i - 1).toString(), "Submitted", 100 + i));
    }
    rig.venue.clientIdsInUse.add(DeskRig.CLIENT);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(5));
    return rig;
  }

  @Test
  void watchesWithAnotherClientIdAndSaysSo() {
    DeskRig rig = supervising();

    assertThat(rig.heard).isEqualTo(List.of("LOST", "SUPERVISING"));
    assertThat(rig.alerts).isEqualTo(List.of("DESK_PAUSED"));
    assertThat(DeskRig.now(rig.core.health()).session()).isEqualTo(DeskHealth.Session.SUPERVISING);
    assertThat(rig.venue.clientIds).contains(OBSERVER);
  }

  @Test
  void storesTheFillsThatItSeesWhileItOnlyWatches() {
    DeskRig rig = supervising();
    rig.heard.clear();
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));

    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.heard).isEqualTo(List.of("stockE1 FILL x1.01 100"));
    OrderSnapshot snapshot = DeskRig.now(rig.snapshot(DeskRig.STOCK, DeskRig.PUT));
    assertThat(snapshot.verdicts())
        .containsEntry(Rows.ref(DeskRig.STOCK), Verdict.PROVEN_TERMINAL)
        .containsEntry(Rows.ref(DeskRig.PUT), Verdict.LIVE);
  }

  @Test
  void provesTheEndOfAnOrderThatTheVenueEndedByItself() {
    DeskRig rig = supervising();
    rig.venue.openOrders.remove(1);
    rig.venue.completedOrders.add(Rows.completed(DeskRig.PUT, "Cancelled", "0", 102));
    rig.pass(Duration.ofSeconds(6));

    assertThat(rig.verdict(DeskRig.PUT)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault S14: its execution is not told, so that nothing but another look can prove the end. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void comesToRestWhileTheExecutionOfAnEndedOrderIsMissing() {
    DeskRig rig = supervising();
    rig.venue.openOrders.remove(1);
    rig.venue.completedOrders.add(Rows.completed(DeskRig.PUT, "Cancelled", "1", 102));
    rig.pass(Duration.ofSeconds(6));

    CompletableFuture<OrderSnapshot> snapshot = rig.core.snapshot(List.of(Rows.ref(DeskRig.PUT)));
    rig.pass(Duration.ofSeconds(6));

    assertThat(DeskRig.now(snapshot).verdicts()).containsEntry(Rows.ref(DeskRig.PUT), Verdict.LIVE);
  }

  @Test
  void placesAndCancelsNothingWhileItOnlyWatches() {
    DeskRig rig = supervising();
    long epoch = rig.store.nextSessionEpoch();

    CompletableFuture<EntryAnswer> entry = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    CompletableFuture<PlaceAnswer> unwind =
        rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    CompletableFuture<Void> cancel = rig.core.cancel(List.of(Rows.ref(DeskRig.STOCK)), "test");
    rig.pass(Duration.ofSeconds(5));

    assertThat(DeskRig.now(entry)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(unwind).isCompletedExceptionally();
    assertThat(cancel).isCompletedExceptionally();
    assertThat(rig.venue.orderWrites()).as("nothing but the first wave").hasSize(1);
    assertThat(rig.store.nextSessionEpoch())
        .as("a session that watches ends nobody's session")
        .isEqualTo(epoch + 1);
  }

  @Test
  void takesOverAsSoonAsTheClientIdIsFree() {
    DeskRig rig = supervising();
    rig.venue.clientIdsInUse.clear();
    rig.pass(Duration.ofSeconds(5));

    assertThat(rig.heard).endsWith("RESTORED");
    assertThat(rig.alerts).isEmpty();
    rig.cancel(DeskRig.STOCK);
    assertThat(rig.venue.orderWrites()).endsWith(List.of("CANCEL 1"));
    CompletableFuture<PlaceAnswer> unwind = rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.settle();
    assertThat(DeskRig.now(unwind)).isInstanceOf(PlaceAnswer.Placed.class);
  }

  @Test
  void saysThatTheSessionIsLostWhenTheGatewayGoesAwayWhileItOnlyWatches() {
    DeskRig rig = supervising();
    rig.heard.clear();
    rig.venue.refuseConnections = true;
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.settle();
    rig.core.closed(rig.venue.connection, "connection refused");
    rig.settle();

    assertThat(rig.heard).isEqualTo(List.of("LOST"));
    assertThat(DeskRig.now(rig.core.health()).session()).isEqualTo(DeskHealth.Session.AWAY);
  }

  /** The one that wakes up: its lease was confirmed long ago, by a clock that went on. */
  @Test
  void writesNoOpeningFrameWhenItsLeaseIsNotFresh() {
    DeskRig rig = DeskRig.serving();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    assertThat(rig.store.allIntents()).as("stored, and waiting for the pacer").hasSize(3);
    rig.lease.fresh = false;
    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(entry))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.NOT_WRITTEN));
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** Reducing risk needs no lease, as long as the session stands. */
  @Test
  void cancelsAndUnwindsWithoutAFreshLease() {
    DeskRig rig = DeskRig.working();
    rig.lease.fresh = false;

    rig.cancel(DeskRig.STOCK);
    rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.settle();

    assertThat(rig.venue.orderWrites()).hasSize(3);
  }

  @Test
  void storesNoOpeningOrderOnceAnotherProcessHoldsTheLease() {
    DeskRig rig = DeskRig.serving();
    rig.store.takeLease();

    assertNobodyHere(rig.enter());
    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  private static void assertNobodyHere(CompletableFuture<?> answer) {
    assertThat(answer).isCompletedExceptionally();
    assertThat(answer.exceptionNow()).isInstanceOf(NoDeskHere.class);
  }

  /** Another process may have the desk by now: it is asked, and nothing here stands in its way. */
  @Test
  void sendsAnEntryOnWhenItsLeaseIsNotConfirmed() {
    DeskRig rig = DeskRig.serving();
    rig.lease.fresh = false;

    assertNobodyHere(rig.enter());

    assertThat(rig.store.allIntents()).isEmpty();
    rig.lease.fresh = true;
    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
  }

  /** The lease got old while quotes were asked for. */
  @Test
  void storesNoEntryWhenTheLeaseIsLostWhileItIsPrepared() {
    DeskRig rig = DeskRig.serving();
    rig.holdLedger();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.lease.fresh = false;
    rig.ledgerAnswers();
    rig.pass(Duration.ofSeconds(2));

    assertNobodyHere(entry);
    assertThat(rig.store.allIntents()).isEmpty();
  }

  /** What is stored is the answer, whoever holds the lease. */
  @Test
  void answersAnEntryWithItsStoredOrdersAlthoughItsLeaseIsNotConfirmed() {
    DeskRig rig = DeskRig.working();
    rig.lease.fresh = false;

    assertThat(DeskRig.now(rig.enter()))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class, entered -> assertThat(entered.orders()).hasSize(3));
    assertThat(rig.venue.orderWrites()).as("nothing but the first wave").hasSize(1);
  }

  @Test
  void sendsAnEntryOnWhenTheDeskIsClosedBeforeAnythingIsStored() {
    DeskRig rig = DeskRig.serving();
    rig.holdLedger();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);

    rig.core.stop();

    assertNobodyHere(entry);
    rig.ledgerAnswers();
    rig.pass(Duration.ofSeconds(2));
    assertThat(rig.store.allIntents()).isEmpty();
  }

  /** Nobody else may be asked to enter it: its orders are stored. */
  @Test
  void doesNotSendAnEntryOnWhenTheDeskIsClosedAfterItsOrdersAreStored() {
    DeskRig rig = DeskRig.serving();
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("71.00"), 5);
    assertThat(rig.store.allIntents()).hasSize(3);

    rig.core.stop();

    assertThat(entry.isDone()).isFalse();
  }

  /** Two desks must not both unwind: a later session under the client id ends the earlier one. */
  @Test
  void storesNoUnwindingOnceALaterSessionHasTheClientId() {
    DeskRig rig = DeskRig.working();
    rig.store.nextSessionEpoch();

    CompletableFuture<PlaceAnswer> unwind =
        rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();

    assertNobodyHere(unwind);
    assertThat(rig.store.allIntents()).hasSize(3);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /**
   * fault Y10: the numbers of two sessions were on their way at once, and the ledger holds the
   * later.
   */
  @Test
  void unwindsThoughTheSessionWasLostWhileTheLedgerHadNotGivenItANumber() {
    DeskRig rig = DeskRig.working();
    rig.holdLedger();
    for (int i = 0; i < 3; i++) {
      rig.core.closed(rig.venue.connection, "reset by peer");
      rig.pass(Duration.ofSeconds(3));
    }
    rig.ledgerAnswers();
    rig.pass(Duration.ofSeconds(3));

    CompletableFuture<PlaceAnswer> unwind = rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.settle();

    assertThat(DeskRig.now(unwind)).isInstanceOf(PlaceAnswer.Placed.class);
  }

  /** fault Y11: its number was committed, and nobody heard of it. */
  @Test
  void setsUpAnotherSessionWhenALaterNumberThanItsOwnWasGiven() {
    DeskRig rig = DeskRig.working();
    rig.store.nextSessionEpoch();
    rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.pass(Duration.ofSeconds(5));

    CompletableFuture<PlaceAnswer> again = rig.core.place(List.of(DeskRig.unwind("put", 2, 1)));
    rig.settle();

    assertThat(DeskRig.now(again)).isInstanceOf(PlaceAnswer.Placed.class);
  }

  /** What the process before stored until the last moment is known before anything is placed. */
  @Test
  void knowsTheOrdersThatWereStoredAfterItStarted() {
    DeskRig rig = DeskRig.working();
    rig.venue.clientIdsInUse.add(DeskRig.CLIENT);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(5));
    int known = DeskRig.now(rig.core.health()).openOrders();
    storeAnUnwindingOfTheOtherProcess(rig);

    rig.venue.clientIdsInUse.clear();
    rig.pass(Duration.ofSeconds(4));

    assertThat(DeskRig.now(rig.core.health()).openOrders()).isEqualTo(known + 1);
    assertThat(rig.venue.count(ClientMessage.PlaceOrder.class)).isEqualTo(3);
  }

  private static void storeAnUnwindingOfTheOtherProcess(DeskRig rig) {
    rig.store.storeWave(
        new DeskLedger.Wave(
            "t1",
            List.of(DeskRig.unwind("stock", 1, 100)),
            OptionalLong.empty(),
            0,
            1,
            0,
            LocalDate.of(2026, 11, 20),
            Map.of()));
  }
}
