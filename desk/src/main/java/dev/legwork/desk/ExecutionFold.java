package dev.legwork.desk;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What the executions of one order add up to, corrections applied, in any order of arrival. */
final class ExecutionFold {
  private static final long UNNAMED = 0;

  private final Map<String, OrderEvent.Filled> fills = new HashMap<>();

  /** By execution: the most that any version of it said. */
  private final Map<String, BigDecimal> most = new HashMap<>();

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
    most.merge(fill.key(), fill.quantity(), BigDecimal::max);
    OrderEvent.Filled earlier = fills.get(fill.key());
    if (earlier != null && earlier.fill().revision() > fill.revision()) {
      // What it adds up to was already taken back.
      return;
    }
    fills.put(fill.key(), filled);
    filledSeen.replaceAll(
        (permId, seen) -> {
          if (!isOf(filled, permId)) {
            return seen;
          }
          return earlier == null
              ? unheard(permId, seen, fill)
              : seen.subtract(less(earlier.fill(), fill));
        });
    saw(filled.permId(), filled.cumulative());
  }

  /** What the venue takes back by a correction it no longer counts as filled either. */
  private static BigDecimal less(Fill earlier, Fill fill) {
    return earlier.quantity().subtract(fill.quantity()).max(BigDecimal.ZERO);
  }

  /** Nobody heard what was corrected, so nobody knows how much of what was seen still stands. */
  private BigDecimal unheard(long permId, BigDecimal seen, Fill fill) {
    return fill.revision() > 1 ? seen.min(executedBy(permId)) : seen;
  }

  /** Σ effective executions. */
  BigDecimal executed() {
    return executedBy(UNNAMED);
  }

  /** Σ executions with the most that any version of them said. */
  BigDecimal everExecuted() {
    return most.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal executedBy(long permId) {
    return fills.values().stream()
        .filter(filled -> isOf(filled, permId))
        .map(filled -> filled.fill().quantity())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
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
