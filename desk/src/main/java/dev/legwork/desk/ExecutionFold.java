package dev.legwork.desk;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What the executions of one order add up to, corrections applied, in any order of arrival. */
final class ExecutionFold {
  private static final long UNNAMED = 0;

  private final Map<String, Fill> fills = new HashMap<>();

  /** By permId: each incarnation of the order counts its own. */
  private final Map<Long, BigDecimal> filledSeen = new HashMap<>();

  void add(OrderEvent.StatusReported status) {
    saw(status.permId(), status.filled());
  }

  private void saw(long permId, BigDecimal filled) {
    filledSeen.merge(permId, filled, BigDecimal::max);
  }

  void add(OrderEvent.Filled filled) {
    Fill fill = filled.fill();
    Fill earlier = fills.get(fill.key());
    if (earlier == null || earlier.revision() < fill.revision()) {
      fills.put(fill.key(), fill);
      // What the venue takes back by a correction it no longer counts as filled either.
      BigDecimal takenBack =
          earlier == null
              ? BigDecimal.ZERO
              : earlier.quantity().subtract(fill.quantity()).max(BigDecimal.ZERO);
      filledSeen.replaceAll(
          (permId, seen) -> isOf(filled, permId) ? seen.subtract(takenBack) : seen);
    }
    saw(filled.permId(), filled.cumulative());
  }

  /** Σ effective executions. */
  BigDecimal executed() {
    return fills.values().stream().map(Fill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The highest filled or cumulative quantity that still stands, over all incarnations. */
  BigDecimal filledSeen() {
    BigDecimal named =
        filledSeen.entrySet().stream()
            .filter(entry -> entry.getKey() != UNNAMED)
            .map(Map.Entry::getValue)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return named.max(filledSeen.getOrDefault(UNNAMED, BigDecimal.ZERO));
  }

  /** What was told without a permId may be about any of them. */
  private static boolean isOf(OrderEvent.Filled filled, long permId) {
    return permId == UNNAMED || permId == filled.permId();
  }
}
