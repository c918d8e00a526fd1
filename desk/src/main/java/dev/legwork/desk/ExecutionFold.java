package dev.legwork.desk;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What the executions of one order add up to, corrections applied, in any order of arrival. */
final class ExecutionFold {
  private final Map<String, Fill> fills = new HashMap<>();
  private BigDecimal filledSeen = BigDecimal.ZERO;

  void add(OrderEvent.StatusReported status) {
    filledSeen = filledSeen.max(status.filled());
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
      filledSeen = filledSeen.subtract(takenBack);
    }
    filledSeen = filledSeen.max(filled.cumulative());
  }

  /** Σ effective executions. */
  BigDecimal executed() {
    return fills.values().stream().map(Fill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The highest filled or cumulative quantity that still stands. */
  BigDecimal filledSeen() {
    return filledSeen;
  }
}
