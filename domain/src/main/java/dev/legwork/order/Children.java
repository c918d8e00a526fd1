package dev.legwork.order;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * One order split into several, because the venue or the user takes none so large. Children have
 * consecutive attempts of the same leg and purpose, are stored and written together, and count as
 * one: a successor of theirs needs the proof that all of them are over.
 */
public final class Children {
  /**
   * Most orders of a wave that opens: what the pacer's burst leaves beside the tokens kept for
   * cancels and unwinding, for a wave leaves in one write.
   */
  public static final int MOST_OPENING = 7;

  /** Most orders of a wave that reduces risk: the whole burst. What is beyond it waits its turn. */
  public static final int MOST_REDUCING = 10;

  private Children() {}

  /** How many orders a quantity makes. */
  public static int count(BigDecimal quantity, BigDecimal most) {
    return most == null
        ? 1
        : quantity.divide(most, 0, RoundingMode.CEILING).max(BigDecimal.ONE).intValueExact();
  }

  /**
   * The sizes of the orders that a quantity makes: whole, none above the most, as even as they can
   * be, the larger ones first.
   *
   * @param quantity whole, above 0
   * @param most whole, above 0; null: any size
   */
  public static List<BigDecimal> sizes(BigDecimal quantity, BigDecimal most) {
    int count = count(quantity, most);
    BigDecimal[] parts = quantity.divideAndRemainder(BigDecimal.valueOf(count));
    List<BigDecimal> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean larger = BigDecimal.valueOf(i).compareTo(parts[1]) < 0;
      sizes.add(Decimals.normal(larger ? parts[0].add(BigDecimal.ONE) : parts[0]));
    }
    return sizes;
  }

  /**
   * The orders that are written for one: itself if it is small enough.
   *
   * @param whole whose attempt is the first child's
   * @param most that one order may be for; null: any size. The order's own {@link OrderIntent#most}
   *     counts as well
   */
  public static List<OrderIntent> of(OrderIntent whole, BigDecimal most) {
    BigDecimal strictest = smaller(most, whole.most());
    List<BigDecimal> sizes = sizes(whole.quantity(), strictest);
    if (sizes.size() == 1) {
      return List.of(whole.most() == null ? whole : whole.ofAtMost(null));
    }
    List<OrderIntent> children = new ArrayList<>();
    for (BigDecimal size : sizes) {
      children.add(child(whole, children.size() + 1, size));
    }
    return children;
  }

  /** The stricter of two sizes, null where neither limits. */
  public static BigDecimal smaller(BigDecimal one, BigDecimal other) {
    return one == null ? other : other == null ? one : one.min(other);
  }

  /**
   * The orders that were decided on, each once however many children it has: the first child with
   * the quantity of all of them that are here. Where none is split it is the list itself.
   */
  public static List<OrderIntent> wholes(List<OrderIntent> orders) {
    if (orders.stream().allMatch(order -> order.child() == null)) {
      return orders;
    }
    List<OrderIntent> wholes = new ArrayList<>();
    for (OrderIntent order : orders) {
      int known = indexOf(wholes, order);
      if (known < 0) {
        wholes.add(order);
      } else {
        OrderIntent first = wholes.get(known);
        wholes.set(known, sized(first, first.ref(), first.child(), sum(first, order)));
      }
    }
    return wholes;
  }

  private static BigDecimal sum(OrderIntent one, OrderIntent other) {
    return one.quantity().add(other.quantity());
  }

  private static int indexOf(List<OrderIntent> wholes, OrderIntent order) {
    for (int i = 0; i < wholes.size(); i++) {
      if (wholes.get(i).isSiblingOf(order)) {
        return i;
      }
    }
    return -1;
  }

  private static OrderIntent child(OrderIntent whole, int number, BigDecimal size) {
    OrderRef first = whole.ref();
    OrderRef ref =
        new OrderRef(
            first.executionId(), first.leg(), first.purpose(), first.attempt() + number - 1);
    return sized(whole, ref, number, size);
  }

  private static OrderIntent sized(OrderIntent one, OrderRef ref, Integer child, BigDecimal size) {
    return new OrderIntent(
        ref,
        one.account(),
        one.instrument(),
        one.side(),
        size,
        one.limit(),
        one.goodTill(),
        one.combo(),
        one.immediate(),
        child,
        null,
        one.chosen(),
        one.stopTrigger());
  }
}
