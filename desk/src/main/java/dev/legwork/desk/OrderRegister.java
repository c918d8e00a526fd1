package dev.legwork.desk;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Children;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders that the desk keeps in memory, found by reference, by our order id and by the venue's
 * permId. Orders that are over are forgotten, oldest first, once there are many; the ledger still
 * has them. Children of one order are here all together, or none of them.
 */
final class OrderRegister {
  private static final Logger LOG = LoggerFactory.getLogger(OrderRegister.class);

  private final DeskSettings settings;
  private final Map<OrderRef, TrackedOrder> byRef = new LinkedHashMap<>();
  private final Map<Integer, TrackedOrder> byOrderId = new HashMap<>();
  private final Map<Long, TrackedOrder> byPermId = new HashMap<>();
  private final Map<String, TrackedOrder> byExecId = new HashMap<>();
  private int highestOrderId;

  OrderRegister(DeskSettings settings) {
    this.settings = settings;
  }

  /** Keeps an order with what the ledger has of it; one that is here already stays. */
  TrackedOrder track(DeskLedger.StoredOrder stored, Collection<BrokerEvent> events, long now) {
    TrackedOrder known = byRef.get(stored.ref());
    if (known != null) {
      return known;
    }
    TrackedOrder order = new TrackedOrder(stored, now);
    events.stream()
        .filter(event -> event.event().ref().equals(stored.ref()))
        .forEach(event -> order.restore(event, now));
    add(order);
    return order;
  }

  private void add(TrackedOrder order) {
    highestOrderId = Math.max(highestOrderId, order.placed.orderId());
    byRef.put(order.ref(), order);
    if (order.stored.clientId() == settings.clientId()) {
      byOrderId.put(order.placed.orderId(), order);
    }
    index(order);
  }

  /** Takes up permId and executions that were learned. */
  void index(TrackedOrder order) {
    for (long permId : order.permIds()) {
      TrackedOrder other = byPermId.put(permId, order);
      if (other != null && other != order) {
        LOG.error("permId {} was told for {} and {}", permId, other.ref(), order.ref());
      }
    }
    order.events().stream()
        .map(BrokerEvent::event)
        .forEach(
            event -> {
              if (event instanceof OrderEvent.Filled filled) {
                byExecId.put(filled.fill().execId(), order);
              } else if (event instanceof OrderEvent.ComboTraded traded) {
                byExecId.put(traded.execId(), order);
              }
            });
  }

  void learnExecution(String execId, TrackedOrder order) {
    byExecId.put(execId, order);
  }

  /** Makes room for orders that are to be tracked now; what is tracked together stays together. */
  void forgetOldest() {
    if (byRef.size() <= settings.rememberedOrders()) {
      return;
    }
    List<TrackedOrder> over =
        byRef.values().stream()
            .filter(this::isDone)
            .filter(order -> family(order).allMatch(this::isDone))
            .limit(Math.max(1, byRef.size() - settings.rememberedOrders() * 3L / 4))
            .toList();
    over.stream()
        .flatMap(order -> family(order).toList().stream())
        .distinct()
        .forEach(this::forget);
  }

  private boolean isDone(TrackedOrder order) {
    return order.isOver() && !order.hasUncommitted();
  }

  /** The order and its siblings. */
  private Stream<TrackedOrder> family(TrackedOrder order) {
    return order.placed.intent().child() == null
        ? Stream.of(order)
        : siblings(order).map(byRef::get);
  }

  private void forget(TrackedOrder order) {
    byRef.remove(order.ref());
    byOrderId.remove(order.placed.orderId(), order);
    byPermId.values().removeIf(other -> other == order);
    byExecId.values().removeIf(other -> other == order);
  }

  Optional<TrackedOrder> byRef(OrderRef ref) {
    return Optional.ofNullable(byRef.get(ref));
  }

  /** By an order id of our own client. */
  Optional<TrackedOrder> byOrderId(int orderId) {
    return Optional.ofNullable(byOrderId.get(orderId));
  }

  Optional<TrackedOrder> byPermId(long permId) {
    return permId == 0 ? Optional.empty() : Optional.ofNullable(byPermId.get(permId));
  }

  Optional<TrackedOrder> byExecId(String execId) {
    return Optional.ofNullable(byExecId.get(execId));
  }

  void highWater(int told) {
    highestOrderId = Math.max(highestOrderId, told);
  }

  /** The highest order id given to an intent. */
  int highestOrderId() {
    return highestOrderId;
  }

  boolean has(OrderRef ref) {
    return byRef.containsKey(ref);
  }

  /** These orders as far as they are here, and the siblings of those that are children. */
  List<OrderRef> withSiblings(Collection<OrderRef> refs) {
    Set<OrderRef> all = new LinkedHashSet<>(refs);
    for (OrderRef ref : refs) {
      TrackedOrder order = byRef.get(ref);
      if (order != null && order.placed.intent().child() != null) {
        siblings(order).forEach(all::add);
      }
    }
    return List.copyOf(all);
  }

  /** Children have consecutive attempts from the first one on. */
  private Stream<OrderRef> siblings(TrackedOrder order) {
    OrderIntent child = order.placed.intent();
    return Stream.iterate(firstOf(child), OrderRef::next)
        .limit(Math.max(Children.MOST_OPENING, Children.MOST_REDUCING))
        .filter(ref -> has(ref) && byRef.get(ref).placed.intent().isSiblingOf(child));
  }

  private static OrderRef firstOf(OrderIntent child) {
    OrderRef ref = child.ref();
    return new OrderRef(ref.executionId(), ref.leg(), ref.purpose(), child.firstAttempt());
  }

  Stream<TrackedOrder> all() {
    return byRef.values().stream();
  }

  /** Orders that are not proven over. */
  List<TrackedOrder> open() {
    return new ArrayList<>(all().filter(order -> !order.isOver()).toList());
  }
}
