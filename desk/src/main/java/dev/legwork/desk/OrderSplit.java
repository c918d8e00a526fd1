package dev.legwork.desk;

import dev.legwork.order.Children;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderSizes;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
   * Why orders that open are not to be split: not even a unit of a combo may be ordered at once, or
   * there are more children than leave in one write.
   */
  static Optional<Reason> refusal(List<OrderIntent> orders, OrderSizes sizes) {
    int together = 0;
    List<String> parts = new ArrayList<>();
    for (OrderIntent order : orders) {
      BigDecimal most = Children.smaller(sizes.of(order), order.most());
      if (most != null && most.signum() == 0) {
        return refused("a unit of %s is more than one order may be for".formatted(order.label()));
      }
      int count = Children.count(order.quantity(), most);
      together += count;
      parts.add(
          count == 1
              ? order.ref().leg() + " 1"
              : "%s %d (%s, at most %s an order)"
                  .formatted(
                      order.ref().leg(),
                      count,
                      order.quantity().toPlainString(),
                      most.toPlainString()));
    }
    return together <= Children.MOST_OPENING
        ? Optional.empty()
        : refused(
            "its legs need %d orders, and %d are written together at most: %s"
                .formatted(together, Children.MOST_OPENING, String.join(", ", parts)));
  }

  private static Optional<Reason> refused(String why) {
    return Optional.of(new Reason(ReasonCode.TOO_MANY_ORDERS, why));
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
