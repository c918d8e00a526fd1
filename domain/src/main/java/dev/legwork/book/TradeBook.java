package dev.legwork.book;

import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything known of a trade's orders. Immutable; each method answers the next book.
 *
 * <p>Events of orders that the book has not seen placed are kept until it has: an execution may
 * arrive before the answer of the call that placed its order.
 *
 * @param request as it was asked; of an AUTO trade with the placing that was chosen, once that is
 *     known
 * @param orders by reference, in the order they were placed
 * @param early events of orders not yet known here
 */
public record TradeBook(
    ExecutionRequest request, Map<OrderRef, OrderBookEntry> orders, List<OrderEvent> early) {

  public TradeBook {
    orders = Collections.unmodifiableMap(new LinkedHashMap<>(orders));
    early = List.copyOf(early);
  }

  /** The book of a trade of which nothing was placed. */
  public static TradeBook of(ExecutionRequest request) {
    return new TradeBook(request, Map.of(), List.of());
  }

  /** The book after orders were placed. */
  public TradeBook placed(Collection<PlacedOrder> placed, WriteOutcome outcome) {
    Map<OrderRef, OrderBookEntry> next = new LinkedHashMap<>(orders);
    placed.forEach(order -> next.putIfAbsent(order.ref(), OrderBookEntry.of(order, outcome)));
    TradeBook book = new TradeBook(asChosen(placed), next, List.of());
    for (OrderEvent event : early) {
      book = book.with(event);
    }
    return book;
  }

  /** Once it is known how an AUTO trade is placed, it is as if the request had said so. */
  private ExecutionRequest asChosen(Collection<PlacedOrder> placed) {
    return placed.stream()
        .map(order -> order.intent().chosen())
        .filter(chosen -> chosen != null && request.placing() == Placing.AUTO)
        .findFirst()
        .map(chosen -> request.placedAs(chosen.mode()))
        .orElse(request);
  }

  /** How the trade is placed, where that was left to us and is known. */
  public Optional<ChosenPlacing> chosen() {
    return orders.values().stream()
        .map(order -> order.intent().chosen())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The book after one event. */
  public TradeBook with(OrderEvent event) {
    OrderBookEntry entry = orders.get(event.ref());
    if (entry == null) {
      List<OrderEvent> more = new ArrayList<>(early);
      more.add(event);
      return new TradeBook(request, orders, more);
    }
    OrderBookEntry next = entry.with(event);
    return next == entry ? this : replaced(next);
  }

  /** The book after several events. */
  public TradeBook withAll(Collection<BrokerEvent> events) {
    TradeBook book = this;
    for (BrokerEvent event : events) {
      book = book.with(event.event());
    }
    return book;
  }

  /** The book with what a desk could prove. */
  public TradeBook with(OrderSnapshot snapshot) {
    TradeBook book = this;
    for (PlacedOrder placed : snapshot.placed()) {
      WriteOutcome outcome = snapshot.written().getOrDefault(placed.ref(), WriteOutcome.UNKNOWN);
      book = book.placed(List.of(placed), outcome);
      book = book.replaced(book.orders.get(placed.ref()).with(outcome));
    }
    book = book.withAll(snapshot.events());
    for (var verdict : snapshot.verdicts().entrySet()) {
      OrderBookEntry entry = book.orders.get(verdict.getKey());
      if (entry != null
          && (!entry.isSeveral() || entry.isKnownWhollyBy(permIds(snapshot, entry)))) {
        book = book.replaced(entry.with(verdict.getValue()));
      }
    }
    return book;
  }

  /** Whoever did not know yet that an order is several proved the end of one. */
  private static Set<Long> permIds(OrderSnapshot snapshot, OrderBookEntry entry) {
    Incarnations known = Incarnations.UNNAMED;
    for (BrokerEvent stored : snapshot.events()) {
      if (stored.event().ref().equals(entry.intent().ref())) {
        known =
            switch (stored.event()) {
              case OrderEvent.StatusReported status -> known.with(status.permId(), status.status());
              case OrderEvent.Filled filled -> known.executed(filled.permId());
              case OrderEvent.ComboTraded traded -> known.executed(traded.permId());
              default -> known;
            };
      }
    }
    return known.permIds();
  }

  /** All legs, in the request's order. */
  public List<LegBook> legs() {
    return request.legs().stream().map(leg -> leg(leg.name())).toList();
  }

  public LegBook leg(String name) {
    return new LegBook(
        request.leg(name),
        request.quantity(),
        orders.values().stream().filter(order -> order.intent().trades(name)).toList());
  }

  /** The emergency hedge, which may be none. */
  public HedgeBook hedge() {
    return new HedgeBook(
        orders.values().stream().filter(order -> order.intent().trades(HedgeBook.NAME)).toList());
  }

  /** Orders that may still trade, in a stable order. */
  public Collection<OrderRef> live() {
    TreeSet<OrderRef> refs = new TreeSet<>();
    orders.values().stream()
        .filter(order -> !order.isOver())
        .forEach(order -> refs.add(order.intent().ref()));
    return refs;
  }

  /** The order with this reference, and its siblings if it is a child; empty if it is unknown. */
  public List<OrderBookEntry> withSiblings(OrderRef ref) {
    OrderBookEntry order = orders.get(ref);
    return order == null
        ? List.of()
        : orders.values().stream()
            .filter(other -> other.intent().isSiblingOf(order.intent()))
            .toList();
  }

  /**
   * Orders that may still trade, and those that are held to have never arrived: a proof of absence
   * is the one that the venue contradicts at times.
   */
  public Collection<OrderRef> liveOrAbsent() {
    TreeSet<OrderRef> refs = new TreeSet<>(live());
    orders.values().stream()
        .filter(OrderBookEntry::isAbsent)
        .forEach(order -> refs.add(order.intent().ref()));
    return refs;
  }

  /** Whether any execution is known. */
  public boolean hasExecuted() {
    return orders.values().stream().anyMatch(OrderBookEntry::hasExecuted);
  }

  /** Whether every leg executed all that was asked for. */
  public boolean isFilled() {
    return legs().stream().allMatch(LegBook::isFilled);
  }

  /** The legs of which not all that was asked for is executed, in the request's order. */
  public List<LegBook> unfilled() {
    return legs().stream().filter(leg -> !leg.isFilled()).toList();
  }

  /** What opening orders executed, contracts (shares) by leg name; legs with nothing left out. */
  public Map<String, BigDecimal> executed() {
    Map<String, BigDecimal> executed = new LinkedHashMap<>();
    for (LegBook leg : legs()) {
      if (Decimals.isPositive(leg.executed())) {
        executed.put(leg.leg().name(), leg.executed());
      }
    }
    return executed;
  }

  /** Whole units of the ratio that every leg executed. */
  public int wholeUnits() {
    return legs().stream()
        .map(leg -> leg.executed().divide(Decimals.of(leg.leg().ratio()), 0, RoundingMode.DOWN))
        .mapToInt(BigDecimal::intValueExact)
        .min()
        .orElse(0);
  }

  /** Whether the opening orders of some leg executed more than was asked for between them. */
  public boolean hasDoubledLeg() {
    return legs().stream().anyMatch(LegBook::isDoubled);
  }

  /** Whether neither a leg nor the hedge holds a position. */
  public boolean holdsNothing() {
    return isFlat() && hedge().isFlat();
  }

  /** Whether no leg holds a position. */
  public boolean isFlat() {
    return legs().stream().allMatch(LegBook::isFlat);
  }

  /**
   * What the entry cost so far at most: cash of what executed plus what remains of live entry
   * orders at their limits, USD. Never above {@link ExecutionRequest#cashBound} (price authority).
   */
  public BigDecimal authorisedCash() {
    BigDecimal cash = BigDecimal.ZERO;
    for (LegBook leg : legs()) {
      cash = cash.add(leg.wantedEntryCash());
    }
    for (OrderBookEntry order : orders.values()) {
      if (order.intent().ref().purpose().opens()) {
        cash = cash.add(order.cashToCome());
      }
    }
    return Decimals.normal(cash);
  }

  private TradeBook replaced(OrderBookEntry entry) {
    Map<OrderRef, OrderBookEntry> next = new LinkedHashMap<>(orders);
    next.put(entry.intent().ref(), entry);
    return new TradeBook(request, next, early);
  }
}
