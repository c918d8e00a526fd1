package dev.legwork.reconcile;

import dev.legwork.book.Fills;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.WriteOutcome;
import dev.legwork.reconcile.Divergence.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a complete census with the books. Pure; finds in a stable order. */
public final class Comparison {
  private final BrokerCensus census;
  private final Books books;
  private final Map<OrderRef, BookedOrder> orders = new HashMap<>();
  private final Set<Integer> ourClients = new HashSet<>();
  private final List<Divergence> found = new ArrayList<>();

  private Comparison(BrokerCensus census, Books books) {
    this.census = census;
    this.books = books;
    for (BookedOrder order : books.orders()) {
      orders.put(order.ref(), order);
      ourClients.add(order.clientId());
    }
  }

  /**
   * What differs.
   *
   * @throws IllegalArgumentException if the census is not complete: nothing follows from it
   */
  public static List<Divergence> of(BrokerCensus census, Books books) {
    if (!census.isComplete()) {
      throw new IllegalArgumentException("not told: " + census.missing());
    }
    return new Comparison(census, books).run();
  }

  private List<Divergence> run() {
    executions();
    census.openOrders().rows().forEach(this::openOrder);
    ordersNobodyKnows();
    positions();
    books.orphans().forEach(this::orphan);
    return found;
  }

  private void executions() {
    Map<OrderRef, Fills> ours = new HashMap<>();
    for (LedgerFill row : books.fills()) {
      ours.put(row.ref(), ours.getOrDefault(row.ref(), Fills.NONE).with(row.fill()));
    }
    Map<OrderRef, Fills> theirs = new TreeMap<>();
    for (BrokerFill row : census.executions().rows()) {
      row.ref()
          .ifPresent(ref -> theirs.put(ref, theirs.getOrDefault(ref, Fills.NONE).with(row.fill())));
    }
    theirs.forEach(
        (ref, fills) ->
            fills
                .byKey()
                .forEach(
                    (key, fill) ->
                        execution(ref, fill, ours.getOrDefault(ref, Fills.NONE).byKey().get(key))));
  }

  private void execution(OrderRef ref, Fill theirs, Fill ours) {
    if (ours == null) {
      if (Decimals.isPositive(theirs.quantity())) {
        add(Kind.EXECUTION_MISSING, theirs.key(), ref, "the ledger lacks " + text(ref, theirs));
      }
    } else if (theirs.revision() >= ours.revision() && !isSame(ours, theirs)) {
      add(
          Kind.EXECUTION_DIFFERS,
          theirs.key(),
          ref,
          "the broker has %s, the ledger counts %s at %s"
              .formatted(
                  text(ref, theirs),
                  ours.quantity().toPlainString(),
                  ours.price().toPlainString()));
    }
  }

  private static boolean isSame(Fill ours, Fill theirs) {
    return ours.side() == theirs.side()
        && ours.quantity().equals(theirs.quantity())
        && ours.price().equals(theirs.price());
  }

  private void openOrder(BrokerOrder order) {
    if (!order.isLive()) {
      return;
    }
    OrderRef ref = order.ref().orElse(null);
    BookedOrder booked = ref == null ? null : orders.get(ref);
    if (booked != null) {
      if (booked.verdict().isOver()) {
        add(
            Kind.ORDER_LIVE_AT_BROKER,
            ref.toString(),
            ref,
            "%s works at the broker, and the ledger takes it for %s"
                .formatted(order.text(), booked.verdict()));
      }
    } else if (ref != null || ourClients.contains(order.clientId())) {
      add(
          Kind.ORDER_WITHOUT_INTENT,
          "order " + order.permId(),
          ref,
          "%s works at the broker as '%s', and no intent is stored for it"
              .formatted(order.text(), order.orderRef()));
    } else {
      add(
          Kind.FOREIGN_ORDER,
          "order " + order.permId(),
          null,
          "%s%s, not ours and left alone"
              .formatted(
                  order.text(),
                  order.limit() == null ? "" : " at " + order.limit().toPlainString()));
    }
  }

  private void ordersNobodyKnows() {
    Set<OrderRef> known = new HashSet<>();
    census.openOrders().rows().forEach(order -> order.ref().ifPresent(known::add));
    census.completedOrders().rows().forEach(order -> order.ref().ifPresent(known::add));
    census.executions().rows().forEach(fill -> fill.ref().ifPresent(known::add));
    for (BookedOrder order : books.orders()) {
      boolean expected =
          !order.verdict().isOver()
              && order.settled()
              && order.written() != WriteOutcome.NOT_WRITTEN;
      if (expected && !known.contains(order.ref())) {
        add(
            Kind.ORDER_UNKNOWN_AT_BROKER,
            order.ref().toString(),
            order.ref(),
            "%s (%s, write %s) is not proven over, and the broker does not list it"
                .formatted(order.ref(), order.label(), order.written()));
      }
    }
  }

  private void positions() {
    Map<Long, BrokerPosition> held = new HashMap<>();
    census.positions().rows().forEach(row -> held.put(row.conId(), row));
    Set<Long> contracts = new TreeSet<>(held.keySet());
    contracts.addAll(books.ours().keySet());
    contracts.addAll(books.foreign().keySet());
    for (Long contract : contracts) {
      BrokerPosition row = held.get(contract);
      position(contract, row == null ? BigDecimal.ZERO : row.quantity(), label(contract, row));
    }
  }

  private void position(long contract, BigDecimal theirs, String label) {
    BigDecimal ours = books.ours().getOrDefault(contract, BigDecimal.ZERO);
    BigDecimal foreign = books.foreign().getOrDefault(contract, BigDecimal.ZERO);
    boolean traded = books.ours().containsKey(contract);
    BigDecimal unexplained = Decimals.normal(theirs.subtract(ours).subtract(foreign));
    if (traded && !Decimals.isZero(unexplained) && !books.moving().contains(contract)) {
      add(
          Kind.POSITION_DIFFERS,
          contract,
          unexplained,
          "the broker holds %s %s; our executions make %s and %s is known as foreign"
              .formatted(
                  theirs.toPlainString(), label, ours.toPlainString(), foreign.toPlainString()));
    }
    if (!traded && !Decimals.isZero(theirs) || traded && !Decimals.isZero(foreign)) {
      BigDecimal others = traded ? foreign : theirs;
      Kind kind =
          others.signum() * ours.signum() < 0 ? Kind.POSITION_OFFSET : Kind.FOREIGN_POSITION;
      add(
          kind,
          contract,
          others,
          kind == Kind.FOREIGN_POSITION
              ? "%s %s are not ours and left alone".formatted(others.toPlainString(), label)
              : "%s %s of ours, and somebody else's executions make %s"
                  .formatted(ours.toPlainString(), label, others.toPlainString()));
    }
  }

  private void orphan(Books.Orphan orphan) {
    String id = orphan.executionId();
    found.add(new Divergence(Kind.ORPHANED_EXPOSURE, id, id, 0, null, orphan.why()));
  }

  private String label(long contract, BrokerPosition row) {
    String known = books.labels().get(contract);
    return known != null ? known : row == null ? "of contract " + contract : row.label();
  }

  private void add(Kind kind, String key, OrderRef ref, String detail) {
    BookedOrder booked = ref == null ? null : orders.get(ref);
    found.add(
        new Divergence(
            kind,
            key,
            ref == null ? null : ref.executionId(),
            booked == null ? 0 : booked.conId(),
            null,
            detail));
  }

  /** The quantity is a part of the name: another one is another, and begins its age anew. */
  private void add(Kind kind, long contract, BigDecimal difference, String detail) {
    String key = "contract " + contract + " by " + difference.toPlainString();
    found.add(new Divergence(kind, key, null, contract, difference, detail));
  }

  private static String text(OrderRef ref, Fill fill) {
    return "%s: %s %s at %s (%s)"
        .formatted(
            ref,
            fill.side(),
            fill.quantity().toPlainString(),
            fill.price().toPlainString(),
            fill.execId());
  }
}
