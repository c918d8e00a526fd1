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
 * @param childSize no order of the leg is for more contracts (shares), whole and from 1; null: as
 *     the desk's own limits say
 */
public record RequestedLeg(
    String name,
    Side action,
    int ratio,
    ContractSpec contract,
    BigDecimal limit,
    BigDecimal childSize) {

  public RequestedLeg {
    if (ratio < 1) {
      throw new IllegalArgumentException(name + ": ratio must be at least 1, not " + ratio);
    }
    limit = limit == null ? null : Decimals.normal(limit);
    childSize = childSize == null ? null : Decimals.normal(childSize);
    if (childSize != null && !(Decimals.isPositive(childSize) && Decimals.isWhole(childSize))) {
      throw new IllegalArgumentException(name + ": orders of at most " + childSize);
    }
  }

  /** A leg whose orders may be of any size. */
  public RequestedLeg(
      String name, Side action, int ratio, ContractSpec contract, BigDecimal limit) {
    this(name, action, ratio, contract, limit, null);
  }

  /** Contracts (shares) of this leg in so many units. */
  public BigDecimal quantity(int units) {
    return Decimals.of((long) ratio * units);
  }
}
