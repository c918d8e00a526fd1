package dev.legwork.request;

import dev.legwork.contract.ContractSpec;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import java.math.BigDecimal;

/**
 * One contract of the trade.
 *
 * @param ratio contracts (shares) of this leg in one unit, from 1
 * @param limit USD per share, or null when Legwork allocates it from the trade's bound
 */
public record RequestedLeg(
    String name, Side action, int ratio, ContractSpec contract, BigDecimal limit) {

  public RequestedLeg {
    if (ratio < 1) {
      throw new IllegalArgumentException(name + ": ratio must be at least 1, not " + ratio);
    }
    limit = limit == null ? null : Decimals.normal(limit);
  }

  /** Contracts (shares) of this leg in so many units. */
  public BigDecimal quantity(int units) {
    return Decimals.of((long) ratio * units);
  }
}
