package dev.legwork.simulator.accounts;

import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a fill costs, like IB's fixed pricing for US products: options 0.65 USD a contract, stock
 * 0.005 USD a share and at most 1 % of the value; at least 1 USD an order.
 */
public final class Commissions {
  private static final BigDecimal OPTION_RATE = new BigDecimal("0.65");
  private static final BigDecimal STOCK_RATE = new BigDecimal("0.005");
  private static final BigDecimal STOCK_CAP = new BigDecimal("0.01");
  private static final BigDecimal MINIMUM = BigDecimal.ONE;

  private Commissions() {}

  /**
   * Commission of everything an order executed in one contract, USD, rounded to cents.
   *
   * @param quantity shares or contracts
   * @param value Σ quantity × price, USD without the multiplier
   */
  public static BigDecimal ofOrder(Instrument instrument, long quantity, BigDecimal value) {
    if (quantity == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal amount = instrument.isOption() ? option(quantity) : stock(quantity, value);
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static BigDecimal option(long quantity) {
    return OPTION_RATE.multiply(BigDecimal.valueOf(quantity)).max(MINIMUM);
  }

  private static BigDecimal stock(long quantity, BigDecimal value) {
    BigDecimal byShare = STOCK_RATE.multiply(BigDecimal.valueOf(quantity)).max(MINIMUM);
    return byShare.min(value.multiply(STOCK_CAP));
  }
}
