package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeskCallbackProperties {

  /** A partial fill and its correction, another one, a cancel, a fee, statuses, a duplicate. */
  private static final List<ServerMessage> CALLBACKS =
      List.of(
          Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101),
          Rows.execution(1, DeskRig.STOCK, "x1.02", "35", "35", 101),
          Rows.execution(1, DeskRig.STOCK, "x2.01", "30", "65", 101),
          Rows.execution(1, DeskRig.STOCK, "x2.01", "30", "65", 101),
          Rows.status(1, "Cancelled", "65", 101),
          Rows.fee("x2.01", "1.00"),
          Rows.status(1, "Submitted", "40", 101),
          Rows.open(1, DeskRig.STOCK, "PendingCancel", 101),
          new ServerMessage.ErrorMessage(1, 202, "Order cancelled"));

  @Provide
  Arbitrary<List<ServerMessage>> orders() {
    return Arbitraries.shuffle(CALLBACKS);
  }

  @Provide
  Arbitrary<List<Boolean>> pauses() {
    return Arbitraries.of(true, false).list().ofSize(CALLBACKS.size());
  }

  @Property(tries = 80)
  void endsAtTheSameQuantityInWhateverOrderCallbacksCome(
      @ForAll("orders") List<ServerMessage> callbacks, @ForAll("pauses") List<Boolean> pauses) {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    for (int i = 0; i < callbacks.size(); i++) {
      rig.say(callbacks.get(i));
      if (pauses.get(i)) {
        rig.snapshot(DeskRig.STOCK);
        rig.pass(Duration.ofMillis(300));
      }
    }
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.02", "35", "35", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x2.01", "30", "65", 101));
    rig.pass(Duration.ofSeconds(5));

    CompletableFuture<OrderSnapshot> snapshot = rig.snapshot(DeskRig.STOCK);
    rig.pass(Duration.ofSeconds(4));

    assertThat(DeskRig.now(snapshot).verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
    ExecutionFold fold = new ExecutionFold(null);
    fills(DeskRig.now(snapshot).events()).forEach(fold::add);
    assertThat(fold.executed()).isEqualByComparingTo("65");
    assertThat(fills(rig.store.allEvents())).hasSize(3);
  }

  private static List<OrderEvent.Filled> fills(List<BrokerEvent> events) {
    return events.stream()
        .map(BrokerEvent::event)
        .filter(OrderEvent.Filled.class::isInstance)
        .map(OrderEvent.Filled.class::cast)
        .toList();
  }
}
