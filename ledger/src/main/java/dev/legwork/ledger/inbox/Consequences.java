package dev.legwork.ledger.inbox;

import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderEvent.StatusReported;
import dev.legwork.order.OrderRef;
import dev.legwork.saga.Alert;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What new events mean for other rows, in the same transaction. */
final class Consequences {
  private final Database db;
  private final AlertStore alerts;

  Consequences(Database db) {
    this.db = db;
    this.alerts = new AlertStore(db);
  }

  void of(String account, List<BrokerEvent> stored) {
    for (BrokerEvent event : stored) {
      switch (event.event()) {
        case StatusReported status -> exists(account, event, status.permId());
        case Filled filled -> {
          exists(account, event, filled.permId());
          executed(account, filled, event.receivedAt());
        }
        case OrderEvent other -> {}
      }
    }
  }

  /** The venue speaks of an order with our reference: it was written, whatever we thought. */
  private void exists(String account, BrokerEvent stored, long permId) {
    OrderRef ref = stored.event().ref();
    db.sql(
            """
            update order_intent set written = 'WRITTEN',
              written_at = coalesce(written_at, :at),
              perm_id = case when :perm > 0 then :perm else perm_id end
            where order_ref = :ref and (written <> 'WRITTEN' or (:perm > 0 and perm_id <> :perm))
            returning coalesce(verdict, '')
            """)
        .param("ref", ref.toString())
        .param("at", Columns.time(stored.receivedAt()))
        .param("perm", permId)
        .query(String.class)
        .optional()
        .filter("PROVEN_ABSENT"::equals)
        .ifPresent(absent -> alertProofContradicted(account, stored));
  }

  private void executed(String account, Filled filled, Instant receivedAt) {
    if (changesPosition(filled)) {
      markFilled(filled.ref());
      alertIfEnded(account, filled, receivedAt);
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

  /** Executions that add up to the order's quantity prove alone that it is over. */
  private void markFilled(OrderRef ref) {
    db.sql(
            """
            update order_intent set verdict = 'PROVEN_TERMINAL', verdict_at = now()
            where order_ref = :ref and verdict is null
              and quantity <= (select sum(quantity) from effective_fill where order_ref = :ref)
            """)
        .param("ref", ref.toString())
        .update();
  }

  /**
   * The shared lock makes this and the storing of an ending see each other, whichever comes first.
   */
  private void alertIfEnded(String account, Filled filled, Instant receivedAt) {
    Optional<String> ending =
        db.sql("select state, finished_at from execution where id = :id for share")
            .param("id", filled.ref().executionId())
            .query((row, number) -> row.getObject("finished_at") == null ? "" : row.getString(1))
            .optional()
            .filter(state -> !state.isEmpty());
    ending.ifPresent(
        state ->
            alert(
                account,
                filled.ref(),
                receivedAt,
                "LATE_EXECUTION",
                "%s executed %s %s at %s (%s) after the trade had ended %s: "
                        .formatted(
                            filled.ref(),
                            filled.fill().side(),
                            filled.fill().quantity().toPlainString(),
                            filled.fill().price().toPlainString(),
                            filled.fill().execId(),
                            state)
                    + "the account's position is not what that ending says"));
  }

  private void alertProofContradicted(String account, BrokerEvent stored) {
    alert(
        account,
        stored.event().ref(),
        stored.receivedAt(),
        "PROOF_CONTRADICTED",
        stored.event().ref()
            + " was taken for proven absent, and the broker reports "
            + stored.event()
            + ": it is in the market, or was");
  }

  private void alert(String account, OrderRef ref, Instant at, String code, String text) {
    alerts.open(
        account, ref.executionId(), new Alert(Alert.Severity.CRITICAL, code, text, List.of()), at);
  }
}
