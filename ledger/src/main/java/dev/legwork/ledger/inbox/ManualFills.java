package dev.legwork.ledger.inbox;

import dev.legwork.ledger.sql.Database;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people vouched for gives way to the venue's own executions, should they come after all: it
 * counts only as far as those do not add up to it.
 */
final class ManualFills {
  private static final Logger LOG = LoggerFactory.getLogger(ManualFills.class);

  private final Database db;
  private final EventWriter writer;

  ManualFills(Database db) {
    this.db = db;
    this.writer = new EventWriter(db);
  }

  /**
   * Corrects what was vouched for by the executions that were just stored.
   *
   * @return orders whose positions are what they were before: the executions were vouched for
   */
  Set<OrderRef> replacedBy(String account, List<BrokerEvent> fills) {
    Set<OrderRef> unchanged = new TreeSet<>();
    Set<OrderRef> told = new TreeSet<>();
    fills.stream()
        .filter(event -> event.event() instanceof Filled filled && !filled.fill().isManual())
        .forEach(event -> told.add(event.event().ref()));
    for (StoredFill manual : manual(told)) {
      BigDecimal venues = venues(manual.ref());
      BigDecimal declared = declared(manual.ref());
      BigDecimal left =
          declared.subtract(venues).max(BigDecimal.ZERO).min(manual.fill().quantity());
      if (left.compareTo(manual.fill().quantity()) != 0) {
        correct(account, manual, left, fills.getLast().receivedAt());
      }
      if (venues.add(left).compareTo(declared) == 0) {
        unchanged.add(manual.ref());
      }
    }
    return unchanged;
  }

  private List<StoredFill> manual(Set<OrderRef> refs) {
    if (refs.isEmpty()) {
      return List.of();
    }
    return db
        .sql(
            """
            select effective_fill.* from effective_fill join settlement using (order_ref)
            where order_ref in (:refs) order by sequence
            """)
        .param("refs", refs.stream().map(OrderRef::toString).toList())
        .query(FillRows::fill)
        .list()
        .stream()
        .filter(stored -> stored.fill().isManual() && Decimals.isPositive(stored.fill().quantity()))
        .toList();
  }

  private BigDecimal venues(OrderRef ref) {
    return db
        .sql("select * from effective_fill where order_ref = :ref")
        .param("ref", ref.toString())
        .query(FillRows::fill)
        .list()
        .stream()
        .map(StoredFill::fill)
        .filter(fill -> !fill.isManual())
        .map(Fill::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal declared(OrderRef ref) {
    return db.sql("select executed from settlement where order_ref = :ref")
        .param("ref", ref.toString())
        .query(BigDecimal.class)
        .single();
  }

  private void correct(String account, StoredFill manual, BigDecimal left, Instant at) {
    LOG.warn(
        "{}: the broker tells of executions that were vouched for by hand; {} of {} remain so",
        manual.ref(),
        left.toPlainString(),
        manual.fill().quantity().toPlainString());
    Filled correction = new Filled(manual.ref(), manual.fill().revised(left), BigDecimal.ZERO, 0);
    writer.insert(account, List.of(new Received.Ours(at, correction)));
  }
}
