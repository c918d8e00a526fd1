package dev.legwork.simulation;

import dev.legwork.order.OrderSizes;
import dev.legwork.request.Placing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulator.orders.SizeLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** How large an order may be in a world: at its venue, by its desks, and for a leg. */
final class SizeShape {
  private static final double OWN_SIZE = 0.3;

  private final Chance chance;
  private final boolean small;
  private final OrderSizes sizes;

  /**
   * @param small whether the venue takes small orders only
   */
  SizeShape(Chance chance, boolean small) {
    this.chance = chance;
    this.small = small;
    this.sizes =
        small
            ? new OrderSizes(
                BigDecimal.valueOf(chance.between(1, 2)),
                BigDecimal.valueOf(chance.pick(List.of(60, 100, 150, 300))))
            : OrderSizes.ANY;
  }

  /** What the desks hold orders to. */
  OrderSizes sizes() {
    return sizes;
  }

  /** What the venue refuses. */
  SizeLimits venue() {
    return small ? new SizeLimits(sizes.shares(), sizes.contracts()) : SizeLimits.USUAL;
  }

  /** The leg, some with a size of its own. */
  RequestedLeg leg(RequestedLeg leg, int units, Placing placing) {
    if (!small || !chance.odds(OWN_SIZE)) {
      return leg;
    }
    BigDecimal part =
        leg.quantity(units)
            .divide(BigDecimal.valueOf(chance.between(2, 3)), 0, RoundingMode.CEILING);
    BigDecimal least = BigDecimal.valueOf(placing == Placing.COMBO ? leg.ratio() : 1);
    return new RequestedLeg(
        leg.name(), leg.action(), leg.ratio(), leg.contract(), leg.limit(), part.max(least));
  }
}
