package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.saga.Alert;
import dev.legwork.tws.session.SessionSettings;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An Error ends the process: a desk without its thread would hold lease and session, and be deaf.
 * fault Y15.
 */
class DeskFailStopTest {
  private final CompletableFuture<Integer> halted = new CompletableFuture<>();
  private final InMemoryDeskLedger store = new InMemoryDeskLedger(DeskRig.CLIENT, Instant::now);
  private final FlakyLedger ledger = new FlakyLedger(store);
  private final Desk desk =
      new Desk(
          DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT),
          SessionSettings.of("127.0.0.1", 1, DeskRig.CLIENT),
          ledger,
          deaf(),
          DeskLease.unshared());

  DeskFailStopTest() {
    FailStop.instead(halted::complete);
  }

  @AfterEach
  void end() {
    desk.close();
    FailStop.instead(null);
  }

  @Test
  void endsTheProcessByAnErrorOnTheDesksThread() throws Exception {
    desk.start();

    desk.cancel(
        new AbstractList<>() {
          @Override
          public OrderRef get(int index) {
            throw new NoClassDefFoundError("a class");
          }

          @Override
          public int size() {
            return 1;
          }
        },
        "test");

    assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(FailStop.STATUS);
  }

  @Test
  void endsTheProcessByAnErrorWhileTheLedgerIsAsked() throws Exception {
    ledger.defect = new NoClassDefFoundError("a class");

    desk.start();

    assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(FailStop.STATUS);
  }

  @Test
  void goesOnAfterADefectInOneStep() throws Exception {
    desk.start();
    desk.cancel(null, "test");

    assertThat(desk.health().get(30, TimeUnit.SECONDS).session())
        .isEqualTo(DeskHealth.Session.AWAY);
    assertThat(halted).isNotDone();
  }

  private static DeskListener deaf() {
    return new DeskListener() {
      @Override
      public void committed(List<BrokerEvent> events) {}

      @Override
      public void sessionLost(String why) {}

      @Override
      public void sessionRestored() {}

      @Override
      public void supervising(String why) {}

      @Override
      public void raised(String executionId, Alert alert) {}

      @Override
      public void settled(String executionId, String code) {}
    };
  }
}
