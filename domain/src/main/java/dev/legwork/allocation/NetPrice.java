package dev.legwork.allocation;

import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
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
    BigDecimal net = BigDecimal.ZERO;
    for (RequestedLeg leg : request.legs()) {
      net = net.add(leg.action().signed(weight(request, leg).multiply(priceOfLeg.apply(leg))));
    }
    return Decimals.normal(net);
  }

  /** How much the net moves when the leg's price moves by one: ratio × m / M. */
  public static BigDecimal weight(ExecutionRequest request, RequestedLeg leg) {
    return Decimals.divide(
        Decimals.of((long) leg.ratio() * leg.contract().multiplier()),
        Decimals.of(request.priceMultiplier()));
  }
}
