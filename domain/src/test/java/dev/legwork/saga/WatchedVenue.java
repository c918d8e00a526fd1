package dev.legwork.saga;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.invariant.LedgerOrder;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Tells the invariants of everything that a scripted world does, as it happens. */
final class WatchedVenue {
  private static final int CLIENT = 1;

  private final InvariantWatch watch;

  WatchedVenue(InvariantWatch watch, ExecutionRequest request) {
    this.watch = watch;
    watch.registered(request);
  }

  /** Committed, and received at once. */
  void stored(List<PlacedOrder> orders, Instant at) {
    for (PlacedOrder order : orders) {
      long token = order.ref().purpose().opens() ? 7 : 0;
      watch.stored(
          new LedgerOrder(order, CLIENT, token, at, WriteOutcome.WRITTEN, Verdict.LIVE, null));
    }
    orders.forEach(order -> watch.received(row(order, BrokerOrder.Life.LIVE, at)));
  }

  /** Executed, and counted at once; executions that add up prove alone. */
  void executed(PlacedOrder order, Fill fill, Verdict verdict) {
    OrderIntent intent = order.intent();
    watch.executed(
        new BrokerFill(
            order.ref().toString(),
            CLIENT,
            0,
            intent.account(),
            intent.instrument().conId(),
            intent.instrument().label(),
            fill,
            null));
    watch.counted(new LedgerFill(order.ref(), fill, fill.at()));
    if (verdict.isOver()) {
      ended(order);
      proven(order.ref(), verdict);
    }
  }

  void ended(PlacedOrder order) {
    watch.ended(row(order, BrokerOrder.Life.ENDED, null));
  }

  void proven(OrderRef ref, Verdict verdict) {
    watch.proven(ref, verdict);
  }

  private static BrokerOrder row(PlacedOrder order, BrokerOrder.Life life, Instant at) {
    OrderIntent intent = order.intent();
    return new BrokerOrder(
        order.ref().toString(),
        order.orderId(),
        CLIENT,
        9_000L + order.orderId(),
        intent.account(),
        intent.instrument().conId(),
        intent.instrument().label(),
        intent.side(),
        intent.quantity(),
        intent.limit(),
        life,
        BigDecimal.ZERO,
        at);
  }
}
