package dev.legwork.ledger.inbox;

import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderEvent.StatusReported;
import dev.legwork.saga.Alert;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What new events mean for other rows, in the same transaction. */
final class Consequences {
  private final Database db;
  private final AlertStore alerts;

  Consequences(Database db) {
    this.db = db;
    this.alerts = new AlertStore(db);
  }

  void of(String account, List<BrokerEvent> stored) {
    stored.forEach(this::proveWritten);
    markReportsStale(stored);
    for (BrokerEvent event : stored) {
      if (event.event() instanceof Filled filled && changesPosition(filled)) {
        alertIfEnded(account, filled, event.receivedAt());
      }
    }
  }

  /** The venue speaks of an order with our reference: it was written, whatever we thought. */
  private void proveWritten(BrokerEvent stored) {
    long permId =
        switch (stored.event()) {
          case StatusReported status -> status.permId();
          case Filled filled -> filled.permId();
          case OrderEvent other -> 0;
        };
    if (stored.event() instanceof StatusReported || stored.event() instanceof Filled) {
      db.sql(
              """
              update order_intent set written = 'WRITTEN',
                written_at = coalesce(written_at, :at),
                perm_id = case when :perm > 0 then :perm else perm_id end
              where order_ref = :ref
                and (written <> 'WRITTEN' or (:perm > 0 and perm_id <> :perm))
              """)
          .param("ref", stored.event().ref().toString())
          .param("at", Columns.time(stored.receivedAt()))
          .param("perm", permId)
          .update();
    }
  }

  private void markReportsStale(List<BrokerEvent> stored) {
    List<String> executions =
        stored.stream()
            .map(BrokerEvent::event)
            .filter(
                ((Predicate<OrderEvent>) Filled.class::isInstance)
                    .or(CommissionReported.class::isInstance))
            .map(event -> event.ref().executionId())
            .distinct()
            .toList();
    if (!executions.isEmpty()) {
      db.sql("update report set stale = true where execution_id in (:ids) and not stale")
          .param("ids", executions)
          .update();
    }
  }

  private boolean changesPosition(Filled filled) {
    Fill fill = filled.fill();
    List<BigDecimal> counted =
        db.sql(
                """
                select quantity from fill where exec_key = :key and exec_id <> :id
                order by revision desc, sequence desc limit 1
                """)
            .param("key", fill.key())
            .param("id", fill.execId())
            .query(BigDecimal.class)
            .list();
    return counted.isEmpty()
        ? fill.quantity().signum() != 0
        : counted.getFirst().compareTo(fill.quantity()) != 0;
  }

  private void alertIfEnded(String account, Filled filled, Instant receivedAt) {
    Optional<String> ending =
        db.sql("select state from execution where id = :id and finished_at is not null")
            .param("id", filled.ref().executionId())
            .query(String.class)
            .optional();
    ending.ifPresent(
        state ->
            alerts.open(
                account,
                filled.ref().executionId(),
                new Alert(
                    Alert.Severity.CRITICAL,
                    "LATE_EXECUTION",
                    ("%s executed %s %s at %s after the trade had ended %s (%s): "
                            + "its position is not what the ending says")
                        .formatted(
                            filled.ref(),
                            filled.fill().side(),
                            filled.fill().quantity().toPlainString(),
                            filled.fill().price().toPlainString(),
                            state,
                            filled.fill().execId()),
                    List.of()),
                receivedAt));
  }
}
