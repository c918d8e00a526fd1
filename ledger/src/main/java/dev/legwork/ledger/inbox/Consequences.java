package dev.legwork.ledger.inbox;

import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent.ComboTraded;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderEvent.StatusReported;
import dev.legwork.order.OrderRef;
import dev.legwork.saga.Alert;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What new events mean for other rows, in the same transaction. */
final class Consequences {
  private final Database db;
  private final AlertStore alerts;
  private final ManualFills manual;

  Consequences(Database db) {
    this.db = db;
    this.manual = new ManualFills(db);
    this.alerts = new AlertStore(db);
  }

  void of(String account, List<BrokerEvent> stored) {
    List<BrokerEvent> spoken =
        stored.stream()
            .filter(
                e ->
                    e.event() instanceof StatusReported
                        || e.event() instanceof Filled
                        || e.event() instanceof ComboTraded)
            .toList();
    if (!spoken.isEmpty()) {
      proveWritten(account, spoken);
      reopenWhatWorksTwice(spoken);
    }
    List<BrokerEvent> fills = spoken.stream().filter(e -> e.event() instanceof Filled).toList();
    if (!fills.isEmpty()) {
      Set<OrderRef> vouchedFor = manual.replacedBy(account, fills);
      markFilled(fills);
      alertWhereEnded(
          account,
          fills.stream().filter(fill -> !vouchedFor.contains(fill.event().ref())).toList());
    }
  }

  /**
   * The venue speaks of an order under a second permId: it works more than once there, and a proof
   * that knew of one proves nothing about the other. Its row may stand beside its successor's, as
   * that of an order that turned up does.
   */
  private void reopenWhatWorksTwice(List<BrokerEvent> spoken) {
    db.sql(
            """
            update order_intent as intent
            set verdict = null, verdict_at = null,
              turned_up_at = coalesce(intent.turned_up_at, said.at)
            from (select order_ref, perm_id, min(received_at) as at from order_event
                  where sequence in (:sequences) and perm_id > 0
                  group by order_ref, perm_id) as said
            where intent.order_ref = said.order_ref
              and not exists (select 1 from order_event as same
                              where same.order_ref = said.order_ref
                                and same.perm_id = said.perm_id
                                and same.sequence < :first)
              and exists (select 1 from order_event as other
                          where other.order_ref = said.order_ref
                            and other.perm_id > 0 and other.perm_id <> said.perm_id)
            """)
        .param("sequences", spoken.stream().map(BrokerEvent::sequence).toList())
        .param("first", spoken.stream().mapToLong(BrokerEvent::sequence).min().orElseThrow())
        .update();
  }

  /**
   * The venue speaks of orders with our reference: they were written, whatever we thought. One that
   * was proven absent is open again, until its end is proven.
   */
  private void proveWritten(String account, List<BrokerEvent> spoken) {
    List<String> absent =
        db.sql(
                """
                update order_intent as intent set written = 'WRITTEN',
                  written_at = coalesce(intent.written_at, said.at),
                  perm_id = case when said.perm_id > 0 then said.perm_id else intent.perm_id end,
                  turned_up_at = case when intent.verdict = 'PROVEN_ABSENT'
                    then said.at else intent.turned_up_at end,
                  verdict = nullif(intent.verdict, 'PROVEN_ABSENT'),
                  verdict_at = case when intent.verdict = 'PROVEN_ABSENT'
                    then null else intent.verdict_at end
                from (select order_ref, max(perm_id) as perm_id, min(received_at) as at
                      from order_event where sequence in (:sequences) group by order_ref) as said
                where intent.order_ref = said.order_ref
                  and (intent.written <> 'WRITTEN' or intent.verdict = 'PROVEN_ABSENT'
                    or (said.perm_id > 0 and intent.perm_id <> said.perm_id))
                returning case when turned_up_at = said.at then intent.order_ref end
                """)
            .param("sequences", spoken.stream().map(BrokerEvent::sequence).toList())
            .query(String.class)
            .list();
    spoken.stream()
        .filter(event -> absent.contains(event.event().ref().toString()))
        .forEach(event -> alertProofContradicted(account, event));
  }

  /**
   * Executions that add up to all that an order may execute, in each of its legs, prove alone that
   * it is over.
   */
  private void markFilled(List<BrokerEvent> fills) {
    db.sql(
            """
            update order_intent as intent set verdict = 'PROVEN_TERMINAL', verdict_at = now()
            where order_ref in (:refs) and verdict is null
              and not exists (select 1 from traded_contract as part
                where part.order_ref = intent.order_ref
                  and part.quantity * greatest(1, (select count(distinct said.perm_id)
                        from order_event as said
                        where said.order_ref = intent.order_ref and said.perm_id > 0))
                    > coalesce((select sum(effective.quantity) from effective_fill as effective
                        where effective.order_ref = intent.order_ref
                          and (not part.is_part or effective.con_id = part.con_id)), 0))
            """)
        .param("refs", fills.stream().map(e -> e.event().ref().toString()).distinct().toList())
        .update();
  }

  /**
   * The shared lock makes this and the storing of an ending see each other, whichever comes first.
   */
  private void alertWhereEnded(String account, List<BrokerEvent> fills) {
    if (fills.isEmpty()) {
      return;
    }
    Map<String, String> ended = new HashMap<>();
    db.sql("select id, state, finished_at from execution where id in (:ids) order by id for share")
        .param("ids", fills.stream().map(e -> e.event().ref().executionId()).distinct().toList())
        .query(
            row -> {
              if (row.getObject("finished_at") != null) {
                ended.put(row.getString("id"), row.getString("state"));
              }
            });
    for (BrokerEvent event : fills) {
      String state = ended.get(event.event().ref().executionId());
      if (state != null
          && event.event() instanceof Filled filled
          && changesPosition(filled)
          && !isOfRecovery(filled)) {
        alertLate(account, filled, state, event.receivedAt());
      }
    }
  }

  /**
   * Whether the order was decided after the trade had ended, its recovery's own or its stop's; but
   * nothing is to be heard of a stop that is over.
   */
  private boolean isOfRecovery(Filled filled) {
    return db.sql(
                """
                select count(*) from order_intent as intent join execution on execution.id = execution_id
                where order_ref = :ref and purpose in ('UNWIND', 'STOP', 'HEDGE') and stored_at > finished_at
                  and not exists (select 1 from protective_stop as stop
                    where stop.execution_id = execution.id and stop.ended_at is not null)
                """)
            .param("ref", filled.ref().toString())
            .query(Long.class)
            .single()
        > 0;
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

  private void alertLate(String account, Filled filled, String ending, Instant receivedAt) {
    Fill fill = filled.fill();
    alert(
        account,
        filled.ref(),
        receivedAt,
        "LATE_EXECUTION",
        "%s executed %s %s at %s (%s) after the trade had ended %s: "
                .formatted(
                    filled.ref(),
                    fill.side(),
                    fill.quantity().toPlainString(),
                    fill.price().toPlainString(),
                    fill.execId(),
                    ending)
            + "the account's position is not what that ending says");
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
            + ": it is in the market, or was. It is counted, withdrawn, and what it executed too"
            + " much is unwound");
  }

  private void alert(String account, OrderRef ref, Instant at, String code, String text) {
    alerts.open(
        account, ref.executionId(), new Alert(Alert.Severity.CRITICAL, code, text, List.of()), at);
  }
}
