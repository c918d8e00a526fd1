package dev.legwork.strategy;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/**
 * What the raw figures leave out, USD for all units.
 *
 * @param fees commissions of entry and exit
 * @param carry interest on the capital tied up, or the fee for what is borrowed
 * @param lostDividends dividends that are known to be lost
 */
public record Costs(BigDecimal fees, BigDecimal carry, BigDecimal lostDividends) {
  public Costs {
    fees = Decimals.normal(fees);
    carry = Decimals.normal(carry);
    lostDividends = Decimals.normal(lostDividends);
  }

  public BigDecimal total() {
    return fees.add(carry).add(lostDividends);
  }
}
