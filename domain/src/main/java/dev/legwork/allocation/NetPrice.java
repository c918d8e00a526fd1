package dev.legwork.allocation;

import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * The net price of a trade, USD per share of the underlying for one unit: {@code Σ ±ratio × price ×
 * m / M}, + for BUY; m is the leg's multiplier (1 for stock), M that of the options (1 without).
 * For a conversion 100:1:1 it is S + P − C, the way combos are quoted.
 */
public final class NetPrice {
  private NetPrice() {}

  /** The net at these prices, USD per share each. */
  public static BigDecimal of(
      ExecutionRequest request, Function<RequestedLeg, BigDecimal> priceOfLeg) {
    return ofCash(
        request, cash(request.legs(), leg -> leg.quantity(request.quantity()), priceOfLeg));
  }

  /** The net at which all units, or some legs of them, cost that much cash, USD. */
  public static BigDecimal ofCash(ExecutionRequest request, BigDecimal cash) {
    return Decimals.divide(
        cash, Decimals.of((long) request.priceMultiplier() * request.quantity()));
  }

  /** What these quantities of these legs cost at these prices, USD; exact. */
  static BigDecimal cash(
      List<RequestedLeg> legs,
      Function<RequestedLeg, BigDecimal> quantityOfLeg,
      Function<RequestedLeg, BigDecimal> priceOfLeg) {
    BigDecimal cash = BigDecimal.ZERO;
    for (RequestedLeg leg : legs) {
      BigDecimal weight = weight(leg, quantityOfLeg.apply(leg));
      cash = cash.add(leg.action().signed(weight.multiply(priceOfLeg.apply(leg))));
    }
    return Decimals.normal(cash);
  }

  /** How much the cash moves when the leg's price moves by one: shares, or contracts × m. */
  public static BigDecimal weight(RequestedLeg leg, BigDecimal quantity) {
    return quantity.multiply(Decimals.of(leg.contract().multiplier()));
  }
}
