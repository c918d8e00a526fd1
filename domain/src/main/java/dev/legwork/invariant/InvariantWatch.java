package dev.legwork.invariant;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.request.ExecutionRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows a venue and a ledger event by event, in the order in which things really happened, and
 * says at once what breaks an invariant that holds at every instant: 2, 3, 4, 6, 7, 8, 12 and 15.
 * Each event costs time in proportion to the orders of one leg at most. What needs everything at
 * once is for {@link Invariants} at the end.
 *
 * <p>Its owner tells it what the venue itself does (not what it says, nor when that is heard) and
 * what the ledger commits. Not thread-safe.
 */
public final class InvariantWatch {
  private record Number(int clientId, int orderId) {}

  private final Consumer<Violation> listener;
  private final List<Violation> found = new ArrayList<>();
  private final Map<String, WatchedTrade> trades = new HashMap<>();
  private final Map<OrderRef, WatchedOrder> orders = new HashMap<>();
  private final Map<Number, String> refs = new HashMap<>();
  private final Map<String, Long> fences = new HashMap<>();
  private final Set<Integer> ourClients = new HashSet<>();

  /**
   * @param listener told of each violation as it happens
   */
  public InvariantWatch(Consumer<Violation> listener) {
    this.listener = listener;
  }

  /** What was found so far, oldest first. */
  public List<Violation> violations() {
    return List.copyOf(found);
  }

  /** The ledger has registered a trade. */
  public void registered(ExecutionRequest request) {
    trades.putIfAbsent(request.id(), new WatchedTrade(request));
  }

  /** The ledger has committed an intent. */
  public void stored(LedgerOrder intent) {
    OrderRef ref = intent.ref();
    WatchedOrder before = orders.putIfAbsent(ref, new WatchedOrder(intent));
    if (before != null) {
      return;
    }
    ourClients.add(intent.clientId());
    WatchedOrder order = orders.get(ref);
    WatchedTrade trade = trades.get(ref.executionId());
    if (trade == null) {
      violation(3, ref, "an intent of a trade that was never registered");
      return;
    }
    trade.openPredecessor(order).ifPresent(open -> notProven(order, open));
    trade.add(order);
    if (ref.purpose().opens()) {
      trade.beyondBound().ifPresent(what -> violation(8, ref, what));
    }
    trade.beyondRemainder(order).ifPresent(what -> violation(7, ref, what));
  }

  private void notProven(WatchedOrder order, WatchedOrder open) {
    violation(7, order.ref(), "replaces " + open.ref() + ", which is not proven over");
  }

  /** The ledger has committed that an order is over. */
  public void proven(OrderRef ref, Verdict verdict) {
    WatchedOrder order = orders.get(ref);
    if (order == null || !verdict.isOver()) {
      return;
    }
    order.proven(verdict);
    if (order.isLive() && !order.addsUp()) {
      violation(4, ref, "was taken for " + verdict + " and works at the venue");
    } else if (verdict == Verdict.PROVEN_ABSENT && order.wasReceived()) {
      violation(4, ref, "was taken for PROVEN_ABSENT, and the venue has received it");
    }
  }

  /** The ledger has committed a fill: what a successor may be for depends on it. */
  public void counted(LedgerFill fill) {
    WatchedOrder order = orders.get(fill.ref());
    if (order != null) {
      order.counted(fill.fill());
    }
  }

  /** The venue has received an order that it never had before, whatever becomes of it. */
  public void received(BrokerOrder row) {
    OrderRef ref = row.ref().orElse(null);
    Number number = new Number(row.clientId(), row.orderId());
    String other = refs.putIfAbsent(number, row.orderRef());
    if (ref == null) {
      return;
    }
    if (other != null && !other.equals(row.orderRef())) {
      violation(12, ref, "came under the order id of " + other + ": " + row.text());
    }
    WatchedOrder order = orders.get(ref);
    if (order == null) {
      violation(3, ref, "reached the venue before an intent was stored: " + row.text());
    } else {
      received(order, row);
    }
  }

  private void received(WatchedOrder order, BrokerOrder row) {
    OrderRef ref = order.ref();
    String difference = IntentFirst.difference(order.intent(), row);
    if (!difference.isEmpty()) {
      violation(3, ref, "the venue's order is not what was decided: " + difference);
    }
    if (order.wasReceived() && !order.isNumber(row)) {
      violation(2, ref, "reached the venue a second time: " + row.text());
      return;
    }
    if (order.verdict().isOver()) {
      violation(4, ref, "reached the venue after it was taken for " + order.verdict());
    }
    if (row.limit() == null) {
      violation(8, ref, "has no limit");
    }
    order.received(row);
    WatchedTrade trade = trades.get(ref.executionId());
    if (trade != null) {
      trade
          .liveBeside(order)
          .ifPresent(two -> violation(7, ref, "works at the venue beside " + two.ref()));
      trade.beyondWorstCase(order).ifPresent(what -> violation(6, ref, what));
    }
  }

  /** An order's life at the venue has ended: filled, cancelled, expired or refused. */
  public void ended(BrokerOrder row) {
    row.ref().map(orders::get).ifPresent(WatchedOrder::ended);
  }

  /** The venue has executed something, or corrected what it had executed. */
  public void executed(BrokerFill row) {
    OrderRef ref = row.ref().orElse(null);
    WatchedOrder order = ref == null ? null : orders.get(ref);
    if (order == null) {
      return;
    }
    boolean corrects = order.executed(row.fill());
    if (!corrects && order.isWorseThanLimit(row.fill())) {
      violation(8, ref, "executed worse than its limit: " + row.text());
    }
  }

  /**
   * The venue has received a cancel.
   *
   * @param fromClient who asked
   * @param row the order it names
   */
  public void cancelReceived(int fromClient, BrokerOrder row) {
    boolean ours = ourClients.contains(fromClient);
    if (ours && row.ref().map(orders::get).isEmpty()) {
      found(new Violation(15, "", row.label(), "we cancelled what is not ours: " + row.text()));
    }
  }

  /**
   * The venue has been asked to cancel all orders of all its clients. We never ask for that: it
   * names what is not ours, whatever works at that moment. Each desk cancels what its own client id
   * has placed.
   *
   * @param fromClient who asked
   * @param rows the orders that could trade
   */
  public void allCancelled(int fromClient, List<BrokerOrder> rows) {
    if (!ourClients.contains(fromClient)) {
      return;
    }
    found(
        new Violation(
            15, "", "client " + fromClient, "we asked for everybody's orders to be cancelled"));
    rows.stream()
        .filter(row -> row.clientId() != fromClient || row.ref().map(orders::get).isEmpty())
        .map(row -> "we cancelled all orders, and this is not ours: " + row.text())
        .forEach(what -> found(new Violation(15, "", "client " + fromClient, what)));
  }

  /**
   * The fence of an account's ledger stands so now: after a commit, and after a restart.
   *
   * @param token the lowest that may open
   */
  public void fenceStands(String account, long token) {
    long before = fences.merge(account, token, Math::max);
    if (token < before) {
      found(
          new Violation(
              12,
              "",
              account,
              "the fence stands at %d, and it stood at %d before".formatted(token, before)));
    }
  }

  /**
   * The venue has received other terms for an order that it has.
   *
   * @param fromClient who asked
   */
  public void modified(int fromClient, BrokerOrder row) {
    if (!ourClients.contains(fromClient)) {
      return;
    }
    OrderRef ref = row.ref().orElse(null);
    WatchedOrder order = ref == null ? null : orders.get(ref);
    if (order == null) {
      found(new Violation(15, "", row.label(), "we modified what is not ours: " + row.text()));
      return;
    }
    String difference = IntentFirst.difference(order.intent(), row);
    if (!difference.isEmpty()) {
      violation(3, ref, "was modified, and no intent says so: " + difference);
    }
  }

  private void violation(int number, OrderRef ref, String what) {
    found(new Violation(number, ref.executionId(), ref.toString(), what));
  }

  private void found(Violation violation) {
    found.add(violation);
    listener.accept(violation);
  }
}
