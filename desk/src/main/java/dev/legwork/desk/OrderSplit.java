package dev.legwork.desk;

import dev.legwork.order.Children;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits orders that are larger than one may be, all children into the same wave. */
final class OrderSplit {
  private OrderSplit() {}

  /** The orders that are written for these; themselves where none is too large. */
  static List<OrderIntent> of(List<OrderIntent> orders, OrderSizes sizes) {
    List<OrderIntent> all = new ArrayList<>();
    orders.forEach(order -> all.addAll(Children.of(order, sizes.of(order))));
    return all;
  }

  /**
   * The orders that are written now for these, which reduce risk: as many as leave in one write,
   * every order's first children before any second. Who decides counts what was placed, and orders
   * the rest anew.
   */
  static List<OrderIntent> reducing(List<OrderIntent> orders, OrderSizes sizes) {
    List<OrderIntent> all = of(orders, sizes);
    if (all.size() <= Math.max(orders.size(), Children.MOST_REDUCING)) {
      return all;
    }
    return all.stream()
        .sorted(Comparator.comparingInt(order -> order.child() == null ? 1 : order.child()))
        .limit(Math.max(orders.size(), Children.MOST_REDUCING))
        .toList();
  }
}
