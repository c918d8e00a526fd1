package dev.legwork.ledger.inbox;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's events, stored before they are handled. Batches of an account are stored one after
 * another, so that sequences grow in the order of receipt.
 */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Database db;
  private final EventWriter writer;
  private final Consequences consequences;

  public Inbox(Database db) {
    this.db = db;
    this.writer = new EventWriter(db);
    this.consequences = new Consequences(db);
  }

  /**
   * Stores what is new in this batch, in one transaction, with its fills and commissions. A fill
   * that is known by its id, and a word that only repeats the latest of its kind about the order,
   * is left out.
   *
   * @return the new events about our orders, by sequence
   * @throws dev.legwork.ledger.sql.CommitUnknownException if nobody can tell whether they are
   *     stored; appending them again is safe, and {@link #unrelayed} holds those that were
   */
  public List<BrokerEvent> append(String account, List<Received> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    return db.write(account + ": " + batch.size() + " events", () -> store(account, batch));
  }

  /** The events about our orders that no workflow took yet, oldest first. */
  public List<BrokerEvent> unrelayed(String account, int limit) {
    return unrelayed(account, Set.of(), limit);
  }

  /** The same without those of some executions. */
  public List<BrokerEvent> unrelayed(String account, Collection<String> without, int limit) {
    return db.ask(
        "unrelayed events of " + account,
        () ->
            db.sql(
                    """
                    select sequence, received_at, payload from order_event
                    where account = :account and relayed_at is null and order_ref is not null
                      and execution_id <> all(:without)
                    order by sequence limit :limit
                    """)
                .param("account", account)
                .param("without", without.toArray(String[]::new))
                .param("limit", limit)
                .query(Inbox::event)
                .list());
  }

  /** The same of one execution. */
  public List<BrokerEvent> unrelayedOf(String executionId, int limit) {
    return db.ask(
        "unrelayed events of " + executionId,
        () ->
            db.sql(
                    """
                    select sequence, received_at, payload from order_event
                    where execution_id = :id and relayed_at is null
                    order by sequence limit :limit
                    """)
                .param("id", executionId)
                .param("limit", limit)
                .query(Inbox::event)
                .list());
  }

  /** Their workflows took these events; they are not offered again. */
  public void markRelayed(Collection<Long> sequences) {
    if (!sequences.isEmpty()) {
      db.write(
          "relayed events",
          () ->
              db.sql(
                      """
                      update order_event set relayed_at = now()
                      where sequence in (:sequences) and relayed_at is null
                      """)
                  .param("sequences", sequences)
                  .update());
    }
  }

  /** All events of these orders, by sequence. */
  public List<BrokerEvent> eventsOf(Collection<OrderRef> refs) {
    if (refs.isEmpty()) {
      return List.of();
    }
    return db.ask(
        "events of orders",
        () ->
            db.sql(
                    """
                    select sequence, received_at, payload from order_event
                    where order_ref in (:refs) order by sequence
                    """)
                .param("refs", refs.stream().map(OrderRef::toString).toList())
                .query(Inbox::event)
                .list());
  }

  /** Whose fills these are, by the venue's execution id; those not stored are left out. */
  public Map<String, OrderRef> ordersOf(Collection<String> execIds) {
    Map<String, OrderRef> orders = new HashMap<>();
    if (!execIds.isEmpty()) {
      db.ask(
              "orders of fills",
              () ->
                  db.sql("select exec_id, order_ref from fill where exec_id in (:ids)")
                      .param("ids", execIds)
                      .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                      .list())
          .forEach(
              fill ->
                  OrderRef.parse(fill.getValue()).ifPresent(ref -> orders.put(fill.getKey(), ref)));
    }
    return orders;
  }

  /** All events of an execution's orders, by sequence. */
  public List<BrokerEvent> eventsOf(String executionId) {
    return db.ask(
        "events of " + executionId,
        () ->
            db.sql(
                    """
                    select sequence, received_at, payload from order_event
                    where execution_id = :id order by sequence
                    """)
                .param("id", executionId)
                .query(Inbox::event)
                .list());
  }

  /** The fills of an execution that count, by sequence. */
  public List<StoredFill> fillsOf(String executionId) {
    return db.ask(
        "fills of " + executionId,
        () ->
            db.sql("select * from effective_fill where execution_id = :id order by sequence")
                .param("id", executionId)
                .query(FillRows::fill)
                .list());
  }

  /** The commissions of an execution, each as last said. */
  public List<StoredCommission> commissionsOf(String executionId) {
    return db.ask(
        "commissions of " + executionId,
        () ->
            db.sql("select * from commission where execution_id = :id order by sequence")
                .param("id", executionId)
                .query(FillRows::commission)
                .list());
  }

  /** Until the end of the transaction nothing else is stored for this account. */
  public void lock(String account) {
    db.sql("select pg_advisory_xact_lock(hashtext('legwork inbox'), hashtext(:account))")
        .param("account", account)
        .query((row, number) -> number)
        .list();
  }

  private List<BrokerEvent> store(String account, List<Received> batch) {
    lock(account);
    Seen seen = Seen.of(db, account, batch);
    List<Received> fresh = batch.stream().filter(seen::add).toList();
    if (fresh.isEmpty()) {
      return List.of();
    }
    List<BrokerEvent> stored = writer.insert(account, fresh);
    LOG.debug("{}: {} of {} events are new", account, fresh.size(), batch.size());
    consequences.of(account, stored);
    return stored;
  }

  private static BrokerEvent event(ResultSet row, int number) throws SQLException {
    return new BrokerEvent(
        row.getLong("sequence"),
        Columns.time(row, "received_at"),
        Columns.json(row, "payload", OrderEvent.class));
  }
}
