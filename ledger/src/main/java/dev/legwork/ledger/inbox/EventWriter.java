package dev.legwork.ledger.inbox;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderEvent.Filled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes new events, and the rows of their fills and commissions. */
final class EventWriter {
  private final Database db;

  EventWriter(Database db) {
    this.db = db;
  }

  /** Inserts them all, in this order; answers those about our orders. */
  List<BrokerEvent> insert(String account, List<Received> fresh) {
    List<Long> sequences = sequences(fresh.size());
    List<SqlParameterSource> rows = new ArrayList<>();
    List<BrokerEvent> ours = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      long sequence = sequences.get(i);
      switch (fresh.get(i)) {
        case Received.Ours(var at, var event) -> {
          BrokerEvent stored = new BrokerEvent(sequence, Columns.micros(at), event);
          ours.add(stored);
          rows.add(row(account, stored));
        }
        case Received.Foreign foreign -> rows.add(row(account, sequence, foreign));
      }
    }
    insertEvents(rows);
    insertFills(account, ours);
    upsertCommissions(account, ours);
    return ours;
  }

  private List<Long> sequences(int count) {
    return db.sql(
            """
            select nextval(pg_get_serial_sequence('order_event', 'sequence'))
            from generate_series(1, :count)
            """)
        .param("count", count)
        .query(Long.class)
        .list();
  }

  private void insertEvents(List<SqlParameterSource> rows) {
    db.batch(
        """
        insert into order_event (sequence, account, order_ref, execution_id, order_id, perm_id,
          kind, payload, received_at)
        values (:sequence, :account, :ref, :execution, :orderId, :permId,
          :kind, cast(:payload as jsonb), :at)
        """,
        rows.toArray(SqlParameterSource[]::new));
  }

  private void insertFills(String account, List<BrokerEvent> ours) {
    SqlParameterSource[] rows =
        ours.stream()
            .filter(stored -> stored.event() instanceof Filled)
            .map(stored -> fill(account, stored.sequence(), (Filled) stored.event()))
            .toArray(SqlParameterSource[]::new);
    if (rows.length > 0) {
      db.batch(
          """
          insert into fill (exec_id, exec_key, revision, account, order_ref, execution_id,
            sequence, side, quantity, price, at, con_id)
          values (:execId, :key, :revision, :account, :ref, :execution,
            :sequence, :side, :quantity, :price, :at, :contract)
          """,
          rows);
    }
  }

  private void upsertCommissions(String account, List<BrokerEvent> ours) {
    for (BrokerEvent stored : ours) {
      if (stored.event() instanceof CommissionReported commission) {
        db.sql(
                """
                insert into commission (exec_id, account, order_ref, execution_id, sequence,
                  amount, currency, received_at)
                values (:execId, :account, :ref, :execution, :sequence, :amount, :currency, :at)
                on conflict (exec_id) do update set sequence = excluded.sequence,
                  amount = excluded.amount, currency = excluded.currency,
                  received_at = excluded.received_at
                """)
            .params(named(account, stored.sequence(), commission))
            .param("execId", commission.execId())
            .param("amount", commission.amount())
            .param("currency", commission.currency())
            .param("at", Columns.time(stored.receivedAt()))
            .update();
      }
    }
  }

  private static MapSqlParameterSource row(String account, BrokerEvent stored) {
    return new MapSqlParameterSource(named(account, stored.sequence(), stored.event()))
        .addValue("orderId", null)
        .addValue("permId", permId(stored.event()))
        .addValue("kind", stored.event().getClass().getSimpleName())
        .addValue("payload", Columns.json(stored.event()))
        .addValue("at", Columns.time(stored.receivedAt()));
  }

  private static MapSqlParameterSource row(
      String account, long sequence, Received.Foreign foreign) {
    return new MapSqlParameterSource()
        .addValue("sequence", sequence)
        .addValue("account", account)
        .addValue("ref", null)
        .addValue("execution", null)
        .addValue("orderId", foreign.orderId())
        .addValue("permId", foreign.permId())
        .addValue("kind", "Foreign")
        .addValue("payload", Columns.json(Map.of("text", foreign.text())))
        .addValue("at", Columns.time(foreign.receivedAt()));
  }

  private static MapSqlParameterSource fill(String account, long sequence, Filled filled) {
    return new MapSqlParameterSource(named(account, sequence, filled))
        .addValue("execId", filled.fill().execId())
        .addValue("key", filled.fill().key())
        .addValue("revision", filled.fill().revision())
        .addValue("side", filled.fill().side().name())
        .addValue("quantity", filled.fill().quantity())
        .addValue("price", filled.fill().price())
        .addValue("at", Columns.time(filled.fill().at()))
        .addValue("contract", filled.fill().conId());
  }

  private static Map<String, Object> named(String account, long sequence, OrderEvent event) {
    return Map.of(
        "account",
        account,
        "sequence",
        sequence,
        "ref",
        event.ref().toString(),
        "execution",
        event.ref().executionId());
  }

  private static Long permId(OrderEvent event) {
    return switch (event) {
      case OrderEvent.StatusReported status -> status.permId();
      case Filled filled -> filled.permId();
      case OrderEvent.ComboTraded traded -> traded.permId();
      case CommissionReported commission -> null;
      case OrderEvent.Rejected rejected -> null;
      case OrderEvent.Settled settled -> null;
      case OrderEvent.Noticed noticed -> null;
    };
  }
}
