package dev.legwork.request;

import dev.legwork.order.Children;
import dev.legwork.order.OrderSizes;
import dev.legwork.placing.WaveOrder;
import java.math.BigDecimal;

/**
 * Notes legs whose orders would be split into more than fit into one write, and combos of which not
 * even a unit would fit into an order. What the house's own limits make of it the desk judges.
 */
final class ChildRules {
  private final Draft draft;
  private final FieldErrors errors;

  ChildRules(Draft draft, FieldErrors errors) {
    this.draft = draft;
    this.errors = errors;
  }

  void check() {
    boolean readable = true;
    BigDecimal together = BigDecimal.ZERO;
    for (DraftLeg leg : draft.legs()) {
      BigDecimal orders = orders(leg);
      readable &= orders != null;
      together = orders == null ? together : together.add(orders);
      boolean splits = orders != null && leg.childSize() != null;
      if (splits && isTooMany(orders)) {
        errors.trade(
            leg.path() + ".childSize",
            leg.childSize(),
            "makes %s orders of the leg; %s".formatted(orders.toPlainString(), fits()));
        return;
      }
    }
    if (readable && areWrittenTogether() && isTooMany(together)) {
      errors.trade(
          "legs",
          together.toPlainString() + " orders",
          "are too many with these childSizes and %s; %s".formatted(manner(), fits()));
    }
  }

  /** A combo's orders are counted leg by leg: each of them has all legs. */
  private boolean areWrittenTogether() {
    return draft.placing() != null
        && draft.placing() != Placing.COMBO
        && WaveOrder.mayJoin(draft.placing(), draft.pricing());
  }

  private String manner() {
    return draft.placing() == Placing.SEQUENTIAL
        ? "pricing " + draft.pricing()
        : "placing " + draft.placing();
  }

  private static String fits() {
    return "at most " + Children.MOST_OPENING + " orders are written together";
  }

  private static boolean isTooMany(BigDecimal orders) {
    return orders.compareTo(BigDecimal.valueOf(Children.MOST_OPENING)) > 0;
  }

  /** The orders that the leg makes; null where that cannot be said. */
  private BigDecimal orders(DraftLeg leg) {
    if (leg.ratio() == null || draft.quantity() == null) {
      return null;
    }
    if (leg.childSize() == null) {
      return BigDecimal.ONE;
    }
    BigDecimal size = BigDecimal.valueOf(leg.childSize());
    return draft.placing() == Placing.COMBO
        ? combos(leg, OrderSizes.units(size, leg.ratio()))
        : count(BigDecimal.valueOf((long) leg.ratio() * draft.quantity()), size);
  }

  private BigDecimal combos(DraftLeg leg, BigDecimal units) {
    if (units.signum() == 0) {
      errors.trade(
          leg.path() + ".childSize",
          leg.childSize(),
          "must be at least the leg's ratio with placing COMBO: a unit is not split");
      return null;
    }
    return count(BigDecimal.valueOf(draft.quantity()), units);
  }

  private static BigDecimal count(BigDecimal quantity, BigDecimal most) {
    return BigDecimal.valueOf(Children.count(quantity, most));
  }
}
