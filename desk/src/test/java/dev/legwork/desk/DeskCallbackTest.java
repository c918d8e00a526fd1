package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Verdict;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskCallbackTest {

  @Test
  void storesCallbacksBeforeItTellsOfThem() {
    DeskRig rig = DeskRig.working();
    rig.holdLedger();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    assertThat(rig.heard).isEmpty();

    rig.ledgerAnswers();

    assertThat(rig.heard).isEqualTo(List.of("stockE1 FILL x1.01 100"));
    assertThat(rig.stored()).endsWith("stockE1 FILL x1.01 100");
  }

  /** fault Y10. */
  @Test
  void keepsTheOrderOfReceiptWhileTheLedgerFails() {
    DeskRig rig = DeskRig.working();
    rig.ledger.events = FlakyLedger.Failure.BEFORE_COMMIT;
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101));
    rig.say(Rows.execution(2, DeskRig.PUT, "x2.01", "1", "1", 102));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x3.01", "60", "100", 101));
    assertThat(rig.heard).isEmpty();
    rig.ledger.events = FlakyLedger.Failure.NONE;

    rig.pass(Duration.ofSeconds(3));

    assertThat(rig.heard)
        .isEqualTo(List.of("stockE1 FILL x1.01 40", "putE1 FILL x2.01 1", "stockE1 FILL x3.01 60"));
  }

  /** fault Y11, fault O12. */
  @Test
  void countsExecutionsOnceThoughTheCommitWasLostOnTheWayBack() {
    DeskRig rig = DeskRig.working();
    rig.ledger.events = FlakyLedger.Failure.AFTER_COMMIT;
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.ledger.events = FlakyLedger.Failure.NONE;
    rig.pass(Duration.ofSeconds(3));

    assertThat(rig.heard).containsOnlyOnce("stockE1 FILL x1.01 100");
    assertThat(DeskRig.now(rig.snapshot(DeskRig.STOCK)).events())
        .extracting(event -> event.event().getClass().getSimpleName())
        .containsExactly("StatusReported", "Filled");
  }

  /** fault O3, fault O4, fault O12. */
  @Test
  void takesExecutionsBeforeStatusesAndDropsDuplicates() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.heard.clear();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.say(Rows.status(1, "Filled", "100", 101));
    rig.say(Rows.status(1, "Filled", "100", 101));
    rig.say(Rows.fee("x1.01", "1.00"));

    assertThat(rig.heard)
        .isEqualTo(List.of("stockE1 FILL x1.01 100", "stockE1 FILLED 100", "stockE1 FEE 1"));
  }

  /** fault O13. */
  @Test
  void joinsAFeeThatCameBeforeItsExecution() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.fee("x1.01", "-0.35"));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));

    assertThat(rig.heard).isEqualTo(List.of("stockE1 FILL x1.01 100", "stockE1 FEE -0.35"));
  }

  @Test
  void findsAnExecutionWithoutReferenceByItsPermId() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.heard.clear();
    rig.say(Rows.execution(0, 0, DeskRig.ACCOUNT, "", "x1.01", "100", "100", 101, Rows.stock()));
    assertThat(rig.heard).isEmpty();

    rig.say(Rows.open(1, DeskRig.STOCK, "Submitted", 101));

    assertThat(rig.heard).isEqualTo(List.of("stockE1 WORKING 0", "stockE1 FILL x1.01 100"));
  }

  /** fault O11. */
  @Test
  void replacesACorrectedExecution() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.02", "90", "90", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.02", "90", "90", 101));
    rig.say(Rows.status(1, "Cancelled", "90", 101));

    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.heard).startsWith("stockE1 FILL x1.01 100", "stockE1 FILL x1.02 90");
  }

  /** fault O19. */
  @Test
  void ignoresTheSummaryRowOfACombo() {
    DeskRig rig = DeskRig.working();
    rig.say(
        Rows.execution(
            1, DeskRig.CLIENT, DeskRig.ACCOUNT, DeskRig.STOCK, "b1.01", "1", "1", 101, Rows.bag()));

    assertThat(rig.heard).isEmpty();
  }

  /** fault O27. */
  @Test
  void leavesForeignOrdersAndExecutionsAlone() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.open(0, 0, "", "Submitted", 900));
    rig.say(Rows.open(44, 3, "robot-17", "Submitted", 901));
    rig.say(Rows.open(45, 3, "lw1|other|stock|E1", "Submitted", 902));
    rig.say(
        Rows.execution(1, 3, DeskRig.ACCOUNT, "robot-17", "f1.01", "5", "5", 901, Rows.stock()));
    rig.say(
        Rows.execution(
            1, DeskRig.CLIENT, "DU999", DeskRig.STOCK, "f2.01", "5", "5", 903, Rows.stock()));

    assertThat(rig.heard).isEmpty();
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault O15. */
  @Test
  void tellsRejectsFromNotices() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.heard.clear();
    rig.say(new ServerMessage.ErrorMessage(1, 399, "held until the next session"));
    rig.say(new ServerMessage.ErrorMessage(2, 103, "Duplicate order id"));
    rig.say(new ServerMessage.ErrorMessage(3, 201, "Order rejected - reason: margin"));
    rig.say(Rows.status(1, "Submitted", "0", 101));
    rig.say(new ServerMessage.ErrorMessage(1, 110, "price off the increment"));
    rig.say(new ServerMessage.ErrorMessage(1, 201, "cannot cancel the filled order"));

    assertThat(rig.heard)
        .isEqualTo(
            List.of(
                "stockE1 NOTICED 399",
                "putE1 NOTICED 103",
                "callE1 REJECTED 201",
                "stockE1 WORKING 0",
                "stockE1 NOTICED 110",
                "stockE1 FILLED 100",
                "stockE1 NOTICED 201"));
  }

  /** fault O8. */
  @Test
  void readsTheStateThatARefusedCancelNames() {
    DeskRig rig = DeskRig.working();
    rig.say(
        new ServerMessage.ErrorMessage(
            1, 10148, "OrderId 1 that needs to be cancelled cannot be, state: Cancelled."));
    rig.say(
        new ServerMessage.ErrorMessage(
            2, 10148, "OrderId 2 that needs to be cancelled cannot be, state: PendingCancel."));

    assertThat(rig.heard)
        .isEqualTo(List.of("stockE1 CANCELLED 0", "stockE1 NOTICED 10148", "putE1 NOTICED 10148"));
  }

  /** fault S12. */
  @Test
  void neverSendsMoreThanThePaceAndCancelsFirst() {
    DeskRig rig = DeskRig.working();
    rig.pass(Duration.ofSeconds(1));
    rig.venue.writes.clear();
    rig.core.place(List.of(DeskRig.unwind("a", 1, 1), DeskRig.unwind("b", 1, 1)));
    for (int i = 0; i < 20; i++) {
      rig.core.positions();
      rig.core.snapshot(DeskRig.ALL);
    }
    rig.settle();
    int burst = rig.venue.writes.stream().mapToInt(List::size).sum();
    rig.cancel(DeskRig.STOCK);

    assertThat(burst).isLessThanOrEqualTo(10);
    assertThat(rig.venue.writes.getLast()).isEqualTo(List.of(new ClientMessage.CancelOrder(1)));
    assertThat(rig.venue.orderWrites())
        .isEqualTo(
            List.of(
                List.of("SELL 1 TWX @ 69.5 lw1|t1|a|U1 DAY", "SELL 1 TWX @ 69.5 lw1|t1|b|U1 DAY"),
                List.of("CANCEL 1")));
  }
}
