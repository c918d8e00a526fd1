package dev.legwork.desk;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings orders that are not in memory back from the ledger: those somebody asks for, and those the
 * broker talks about (an execution of this morning, after a restart).
 */
final class OrderLoader {
  private static final Logger LOG = LoggerFactory.getLogger(OrderLoader.class);
  private static final int MOST_AT_ONCE = 1_000;
  private static final Duration RETRY = Duration.ofMillis(500);

  private record Loaded(
      List<DeskLedger.StoredOrder> orders, List<BrokerEvent> events, int highWater) {}

  private final DeskLedger ledger;
  private final Background background;
  private final Timers timers;
  private final OrderRegister register;
  private final Map<OrderRef, List<Runnable>> held = new LinkedHashMap<>();
  private final List<Runnable> idleWaiters = new ArrayList<>();
  private boolean underWay;

  OrderLoader(DeskLedger ledger, Background background, Timers timers, OrderRegister register) {
    this.ledger = ledger;
    this.background = background;
    this.timers = timers;
    this.register = register;
  }

  /** Runs this once the order is in memory, or it is certain that it has no intent. */
  void whenLoaded(OrderRef ref, Runnable then) {
    held.computeIfAbsent(ref, r -> new ArrayList<>()).add(then);
    loadHeld();
  }

  /** Runs this once nothing is being loaded; at once if so now. */
  void whenIdle(Runnable then) {
    if (held.isEmpty()) {
      then.run();
    } else {
      idleWaiters.add(then);
    }
  }

  private void loadHeld() {
    if (underWay || held.isEmpty()) {
      return;
    }
    underWay = true;
    // Fewer than are remembered: each is still there when what waits for it runs.
    Set<OrderRef> refs =
        held.keySet().stream().limit(MOST_AT_ONCE).collect(Collectors.toCollection(TreeSet::new));
    loadUrgently(
        refs,
        failure -> {
          underWay = false;
          if (failure != null) {
            LOG.error("The ledger did not tell of {}; asked again in {}", refs, RETRY, failure);
            timers.after(RETRY, this::loadHeld);
            return;
          }
          refs.forEach(ref -> held.remove(ref).forEach(Runnable::run));
          loadHeld();
          releaseIfIdle();
        });
  }

  private void releaseIfIdle() {
    if (held.isEmpty()) {
      List<Runnable> waiters = List.copyOf(idleWaiters);
      idleWaiters.clear();
      waiters.forEach(Runnable::run);
    }
  }

  /**
   * Loads those of these orders that are not in memory.
   *
   * @param then told null, or why it failed
   */
  void load(Collection<OrderRef> refs, Consumer<Exception> then) {
    load(Background.Lane.INTENTS, refs, then);
  }

  /** The same for work that must not wait behind entries. */
  void loadUrgently(Collection<OrderRef> refs, Consumer<Exception> then) {
    load(Background.Lane.RISK, refs, then);
  }

  private void load(Background.Lane lane, Collection<OrderRef> refs, Consumer<Exception> then) {
    Set<OrderRef> missing = new TreeSet<>(refs);
    missing.removeIf(register::has);
    if (missing.isEmpty()) {
      then.accept(null);
      return;
    }
    background.submit(
        lane,
        () -> withEvents(ledger.intents(missing), 0),
        (loaded, failure) -> {
          if (failure == null) {
            track(loaded);
          }
          then.accept(failure);
        });
  }

  /** Nothing happened to an order that was never stored: its events need not be asked for. */
  private Loaded withEvents(List<DeskLedger.StoredOrder> orders, int highWater) {
    List<OrderRef> refs = orders.stream().map(DeskLedger.StoredOrder::ref).toList();
    return new Loaded(orders, refs.isEmpty() ? List.of() : ledger.eventsOf(refs), highWater);
  }

  /**
   * The open orders, and of children the siblings that are over: whoever finds one of them in
   * memory takes it that all of them are.
   */
  private List<DeskLedger.StoredOrder> openFamilies() {
    Map<OrderRef, DeskLedger.StoredOrder> orders = new LinkedHashMap<>();
    ledger.openIntents().forEach(order -> orders.put(order.ref(), order));
    List<OrderRef> children =
        orders.values().stream()
            .filter(order -> order.placed().intent().child() != null)
            .map(DeskLedger.StoredOrder::ref)
            .toList();
    if (!children.isEmpty()) {
      ledger.intents(children).forEach(order -> orders.putIfAbsent(order.ref(), order));
    }
    return List.copyOf(orders.values());
  }

  /**
   * Loads all orders that are not over, with their siblings: the first thing a desk does.
   *
   * @param then told null, or why it failed
   */
  void loadOpen(Consumer<Exception> then) {
    background.submit(
        Background.Lane.RISK,
        () -> withEvents(openFamilies(), ledger.highWater()),
        (loaded, failure) -> {
          if (failure == null) {
            track(loaded);
          }
          then.accept(failure);
        });
  }

  /**
   * Orders in memory learn of the ledger what a person vouched for there; others load it anyway.
   */
  void readSettled(Collection<OrderRef> refs, Consumer<Exception> then) {
    background.submit(
        Background.Lane.RISK,
        () -> new Loaded(ledger.intents(refs), ledger.eventsOf(refs), 0),
        (loaded, failure) -> {
          if (failure == null) {
            loaded
                .orders()
                .forEach(
                    stored ->
                        register
                            .byRef(stored.ref())
                            .ifPresent(order -> order.settled(stored.over(), loaded.events())));
          }
          then.accept(failure);
        });
  }

  private void track(Loaded loaded) {
    register.highWater(loaded.highWater());
    Map<OrderRef, List<BrokerEvent>> events = new HashMap<>();
    loaded
        .events()
        .forEach(
            event ->
                events.computeIfAbsent(event.event().ref(), r -> new ArrayList<>()).add(event));
    register.forgetOldest();
    loaded
        .orders()
        .forEach(
            order ->
                register.track(order, events.getOrDefault(order.ref(), List.of()), timers.stamp()));
  }
}
