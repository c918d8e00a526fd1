package dev.legwork.desk;

import dev.legwork.order.Combo;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the executions of one order add up to, corrections applied, in any order of arrival. Those
 * of a combo are its legs', and add up to the units of which every leg has executed.
 */
final class ExecutionFold {
  private static final long UNNAMED = 0;

  private final Combo combo;

  private final Map<String, OrderEvent.Filled> fills = new HashMap<>();

  /** By execution: the most that any version of it said. */
  private final Map<String, OrderEvent.Filled> most = new HashMap<>();

  /** By permId: each incarnation of the order counts its own. */
  private final Map<Long, BigDecimal> filledSeen = new HashMap<>();

  /** By leg of a combo: the highest cumulative quantity that was told with an execution of it. */
  private final Map<String, BigDecimal> told = new HashMap<>();

  /**
   * @param combo null for an order of one contract
   */
  ExecutionFold(Combo combo) {
    this.combo = combo;
  }

  void add(OrderEvent.ComboTraded traded) {
    saw(traded.permId(), traded.cumulative());
  }

  void add(OrderEvent.StatusReported status) {
    saw(status.permId(), status.filled());
  }

  private void saw(long permId, BigDecimal filled) {
    filledSeen.merge(permId, filled, BigDecimal::max);
  }

  void add(OrderEvent.Filled filled) {
    Fill fill = filled.fill();
    if (combo != null && combo.leg(fill.conId()).isEmpty()) {
      return;
    }
    most.merge(fill.key(), filled, (a, b) -> quantity(a).compareTo(quantity(b)) < 0 ? b : a);
    OrderEvent.Filled earlier = fills.get(fill.key());
    if (earlier != null && earlier.fill().revision() > fill.revision()) {
      // What it adds up to was already taken back.
      return;
    }
    fills.put(fill.key(), filled);
    if (combo == null) {
      saw(filled, earlier);
    } else {
      combo
          .leg(fill.conId())
          .ifPresent(leg -> told.merge(leg.name(), filled.cumulative(), BigDecimal::max));
    }
  }

  private static BigDecimal quantity(OrderEvent.Filled filled) {
    return filled.fill().quantity();
  }

  private void saw(OrderEvent.Filled filled, OrderEvent.Filled earlier) {
    Fill fill = filled.fill();
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

  /** Σ effective executions; of a combo the units of which every leg has executed. */
  BigDecimal executed() {
    return executedBy(UNNAMED);
  }

  /** Σ executions with the most that any version of them said. */
  BigDecimal everExecuted() {
    return sum(most.values(), UNNAMED);
  }

  /**
   * What its executions show to have been begun: of a combo the units of which some leg has
   * executed anything, for then all legs have; else what is executed.
   */
  BigDecimal begun() {
    return combo == null
        ? executed()
        : combo.begun(
            leg ->
                executedOf(leg, fills.values(), UNNAMED)
                    .max(told.getOrDefault(leg.name(), BigDecimal.ZERO)));
  }

  private BigDecimal executedBy(long permId) {
    return sum(fills.values(), permId);
  }

  private BigDecimal sum(Collection<OrderEvent.Filled> executions, long permId) {
    return combo == null
        ? quantity(executions.stream().filter(filled -> isOf(filled, permId)))
        : combo.whole(leg -> executedOf(leg, executions, permId));
  }

  private static BigDecimal executedOf(
      ComboLeg leg, Collection<OrderEvent.Filled> executions, long permId) {
    return quantity(
        executions.stream()
            .filter(filled -> isOf(filled, permId))
            .filter(filled -> filled.fill().conId() == leg.instrument().conId()));
  }

  private static BigDecimal quantity(Stream<OrderEvent.Filled> executions) {
    return executions.map(ExecutionFold::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
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
