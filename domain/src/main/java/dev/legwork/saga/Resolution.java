package dev.legwork.saga;

import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether orders exist whose placing gave no answer. As long as nobody can tell, nothing
 * follows: neither an ending nor a successor.
 */
final class Resolution {
  private static final Duration ALERT_AFTER = Duration.ofSeconds(10);

  private final Trade trade;
  private final TradeWorld world;

  Resolution(Trade trade, TradeWorld world) {
    this.trade = trade;
    this.world = world;
  }

  /** What is known once each of these orders is either stored or never will be. */
  OrderSnapshot of(Collection<OrderRef> refs) {
    Patience patience = new Patience(world.now());
    boolean alerted = false;
    OrderSnapshot snapshot = world.snapshot(refs);
    while (!isResolved(snapshot, refs)) {
      if (!alerted && patience.since(world.now()).compareTo(ALERT_AFTER) >= 0) {
        alerted = true;
        alert(refs);
      }
      trade.await(patience.pause(world.now()));
      snapshot = world.snapshot(refs);
    }
    return snapshot;
  }

  private static boolean isResolved(OrderSnapshot snapshot, Collection<OrderRef> refs) {
    Set<OrderRef> known = new HashSet<>(snapshot.placed().stream().map(PlacedOrder::ref).toList());
    return refs.stream()
        .allMatch(
            ref -> known.contains(ref) || snapshot.verdicts().get(ref) == Verdict.NEVER_INTENDED);
  }

  private void alert(Collection<OrderRef> refs) {
    world.alert(
        new Alert(
            Alert.Severity.CRITICAL,
            "ORDER_UNPROVEN",
            "nobody can tell yet whether these orders were placed: "
                + refs
                + "; the trade keeps asking, and holds the account's lock",
            List.of()));
  }
}
