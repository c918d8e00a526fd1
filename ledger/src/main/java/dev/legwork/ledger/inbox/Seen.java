package dev.legwork.ledger.inbox;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.ComboTraded;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderEvent.Filled;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the inbox already holds about the orders of a batch, so that a repetition is recognised: a
 * fill by its id for ever, anything else when it repeats the latest word of its kind.
 */
final class Seen {
  private final Set<String> fills = new HashSet<>();
  private final Map<List<String>, OrderEvent> latest = new HashMap<>();
  private final Map<List<Object>, String> latestForeign = new HashMap<>();

  private Seen() {}

  static Seen of(Database db, String account, List<Received> batch) {
    Seen seen = new Seen();
    List<OrderEvent> ours = events(batch);
    if (!ours.isEmpty()) {
      seen.loadFills(db, ours);
      seen.loadLatest(db, ours);
    }
    if (batch.stream().anyMatch(Received.Foreign.class::isInstance)) {
      seen.loadForeign(db, account, batch);
    }
    return seen;
  }

  /** Whether this is new; it is not the next time. */
  boolean add(Received received) {
    return switch (received) {
      case Received.Ours(var at, Filled filled) -> fills.add(filled.fill().execId());
      case Received.Ours(var at, OrderEvent event) -> !event.equals(latest.put(key(event), event));
      case Received.Foreign foreign ->
          !foreign.text().equals(latestForeign.put(key(foreign), foreign.text()));
    };
  }

  private void loadFills(Database db, List<OrderEvent> ours) {
    List<String> ids =
        ours.stream()
            .filter(Filled.class::isInstance)
            .map(event -> ((Filled) event).fill().execId())
            .toList();
    if (!ids.isEmpty()) {
      db.sql("select exec_id from fill where exec_id in (:ids)")
          .param("ids", ids)
          .query(String.class)
          .list()
          .forEach(fills::add);
    }
  }

  private void loadLatest(Database db, List<OrderEvent> ours) {
    db.sql(
            """
            select distinct on (order_ref, kind, payload ->> 'execId') payload
            from order_event where order_ref in (:refs) and kind <> 'Filled'
            order by order_ref, kind, payload ->> 'execId', sequence desc
            """)
        .param("refs", ours.stream().map(event -> event.ref().toString()).distinct().toList())
        .query((row, number) -> Columns.json(row, "payload", OrderEvent.class))
        .list()
        .forEach(event -> latest.put(key(event), event));
  }

  private void loadForeign(Database db, String account, Collection<Received> batch) {
    for (Received received : batch) {
      if (received instanceof Received.Foreign foreign) {
        db.sql(
                """
                select payload ->> 'text' from order_event
                where account = :account and perm_id = :perm and order_id = :order
                  and order_ref is null
                order by sequence desc limit 1
                """)
            .param("account", account)
            .param("perm", foreign.permId())
            .param("order", foreign.orderId())
            .query(String.class)
            .optional()
            .ifPresent(text -> latestForeign.put(key(foreign), text));
      }
    }
  }

  private static List<OrderEvent> events(List<Received> batch) {
    return batch.stream()
        .filter(Received.Ours.class::isInstance)
        .map(received -> ((Received.Ours) received).event())
        .toList();
  }

  private static List<String> key(OrderEvent event) {
    String execId =
        switch (event) {
          case CommissionReported commission -> commission.execId();
          case ComboTraded traded -> traded.execId();
          default -> "";
        };
    return List.of(event.ref().toString(), event.getClass().getSimpleName(), execId);
  }

  private static List<Object> key(Received.Foreign foreign) {
    return List.of(foreign.permId(), foreign.orderId());
  }
}
