package dev.legwork.saga;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A trade's account of itself: lines in the order in which it learned of things. */
final class Chronicle {
  private final TradeWorld world;
  private final List<TimelineEntry> lines = new ArrayList<>();
  private final Map<OrderRef, Instant> lastHeard = new HashMap<>();
  private final Map<OrderRef, Instant> decidedAt = new HashMap<>();
  private final Map<OrderRef, Instant> ends = new HashMap<>();
  private final Set<OrderRef> filled = new HashSet<>();
  private Instant notBefore = Instant.MIN;

  Chronicle(TradeWorld world) {
    this.world = world;
  }

  List<TimelineEntry> lines() {
    return List.copyOf(lines);
  }

  /** What an earlier life of the trade told. */
  void continues(List<TimelineEntry> former) {
    lines.addAll(former);
  }

  /** The desk's clock may be behind: no order did anything before the first was written. */
  void written(Instant at) {
    notBefore = at;
  }

  /** No order did anything before it was decided, which is now. */
  void places(Collection<OrderRef> wave) {
    wave.forEach(ref -> decidedAt.put(ref, world.now()));
  }

  /** When the desk heard of orders that their lives have ended. */
  Map<OrderRef, Instant> ends() {
    return ends;
  }

  void entered(TradeState state, Instant since, String detail) {
    TimelineEntry line = TimelineEntry.heard(since, world.now(), state.name(), null, detail);
    lines.add(line);
    world.entered(state, line);
  }

  void note(String event, String leg, String detail) {
    add(new TimelineEntry(world.now(), event, leg, detail));
  }

  void noteAt(Instant at, String event, String leg, String detail) {
    Instant happened = at.isBefore(notBefore) ? notBefore : at;
    add(TimelineEntry.heard(happened, world.now(), event, leg, detail));
  }

  private void add(TimelineEntry line) {
    lines.add(line);
    world.note(line);
  }

  /** A line for what the book did not know yet. */
  void heard(BrokerEvent stored, TradeBook book) {
    OrderEvent event = stored.event();
    OrderBookEntry known = book.orders().get(event.ref());
    if (known == null || known.with(event) != known) {
      Instant at = happened(event.ref(), stored.receivedAt());
      lastHeard.merge(event.ref(), at, (a, b) -> a.isBefore(b) ? b : a);
      if (known == null ? ends(event) : !hasEnded(known) && hasEnded(known.with(event))) {
        ends.put(event.ref(), at);
      }
      describe(at, event, known);
    }
  }

  /** When something happened of an order by the desk's clock, which may be behind. */
  Instant happened(OrderRef ref, Instant byDesk) {
    Instant decided = decidedAt(ref);
    return byDesk.isBefore(decided) ? decided : byDesk;
  }

  /** Of a child whose first sibling alone was decided on by name, when that was. */
  private Instant decidedAt(OrderRef ref) {
    Instant at = decidedAt.get(ref);
    for (int attempt = ref.attempt() - 1; at == null && attempt > 0; attempt--) {
      at = decidedAt.get(new OrderRef(ref.executionId(), ref.leg(), ref.purpose(), attempt));
    }
    return at == null ? Instant.MIN : at;
  }

  private static boolean hasEnded(OrderBookEntry order) {
    return order.isAnsweredTerminal() || order.verdict().isOver();
  }

  private static boolean ends(OrderEvent event) {
    return switch (event) {
      case OrderEvent.StatusReported told -> told.status().isTerminal();
      case OrderEvent.Rejected ignored -> true;
      case OrderEvent.Settled ignored -> true;
      case OrderEvent.Filled ignored -> false;
      case OrderEvent.ComboTraded ignored -> false;
      case OrderEvent.CommissionReported ignored -> false;
      case OrderEvent.Noticed ignored -> false;
    };
  }

  private void describe(Instant at, OrderEvent event, OrderBookEntry known) {
    String leg = event.ref().leg();
    switch (event) {
      case OrderEvent.Filled told ->
          noteAt(at, "FILL", legOf(told, known), fillText(told.fill(), event));
      case OrderEvent.Rejected told ->
          noteAt(at, "ORDER_REJECTED", leg, event.ref() + ": " + told.code() + " " + told.text());
      case OrderEvent.StatusReported told when told.status() == OrderStatus.CANCELLED ->
          noteAt(at, "ORDER_CANCELLED", leg, event.ref().toString());
      case OrderEvent.Settled told -> noteAt(at, "ORDER_SETTLED", leg, settledText(told));
      default -> {
        // other events change the book or nothing, and are in the ledger
      }
    }
  }

  /** Of a combo the leg that executed, once it is known what its legs are. */
  private static String legOf(OrderEvent.Filled told, OrderBookEntry known) {
    return known == null
        ? told.ref().leg()
        : known.intent().legOf(told.fill()).orElse(told.ref().leg());
  }

  /** An order is told as filled once, after the executions that filled it. */
  void noticeFilled(TradeBook book) {
    for (OrderBookEntry order : book.orders().values()) {
      OrderRef ref = order.intent().ref();
      if (isFilled(order) && filled.add(ref)) {
        Instant at = lastHeard.getOrDefault(ref, world.now());
        noteAt(at, "ORDER_FILLED", ref.leg(), ref.toString());
      }
    }
  }

  /** What an earlier life of the trade told is not told again. */
  void knowsFilled(TradeBook book) {
    book.orders().values().stream()
        .filter(Chronicle::isFilled)
        .forEach(order -> filled.add(order.intent().ref()));
  }

  private static boolean isFilled(OrderBookEntry order) {
    return order.status() == OrderStatus.FILLED
        && order.executed().compareTo(order.intent().quantity()) >= 0;
  }

  private static String settledText(OrderEvent.Settled settled) {
    return "%s: %s says that it is over and executed %s: %s"
        .formatted(
            settled.ref(),
            settled.operator(),
            settled.executed().toPlainString(),
            settled.reason());
  }

  private static String fillText(Fill fill, OrderEvent event) {
    return "%s %s @ %s (%s)"
        .formatted(
            fill.side(),
            fill.quantity().toPlainString(),
            Decimals.price(fill.price()),
            event.ref());
  }
}
