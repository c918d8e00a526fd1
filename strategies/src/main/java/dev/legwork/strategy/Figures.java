package dev.legwork.strategy;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/**
 * What an opportunity costs and brings, raw and net. Profits are at expiry.
 *
 * @param netDebit what a unit costs at executable prices, USD per share; negative for a credit
 * @param minProfit the worst case at executable prices, USD per share; negative for a loss
 * @param maxProfit the best case at executable prices, USD per share
 * @param theoreticalProfit the worst case at fair prices (the middle, else last, else close), USD
 *     per share
 * @param roiPercent worst case in percent of the debit; 0 where there is no debit
 * @param fees commissions of entry and exit, USD for all units
 * @param carry interest on the capital tied up until expiry, USD for all units
 * @param lostDividends dividends that are known to be lost, USD for all units
 * @param minProfitNet the worst case less fees, carry and dividends, USD for all units
 * @param maxProfitNet the best case less the same, USD for all units
 */
public record Figures(
    BigDecimal netDebit,
    BigDecimal minProfit,
    BigDecimal maxProfit,
    BigDecimal theoreticalProfit,
    BigDecimal roiPercent,
    BigDecimal fees,
    BigDecimal carry,
    BigDecimal lostDividends,
    BigDecimal minProfitNet,
    BigDecimal maxProfitNet) {

  private static final BigDecimal PERCENT = Decimals.of(100);

  /**
   * Works the net figures out.
   *
   * @param shares multiplier × quantity: what turns USD per share into USD
   */
  public static Figures of(
      BigDecimal netDebit,
      BigDecimal minProfit,
      BigDecimal maxProfit,
      BigDecimal theoreticalProfit,
      long shares,
      Costs costs) {
    BigDecimal factor = Decimals.of(shares);
    return new Figures(
        Decimals.normal(netDebit),
        Decimals.normal(minProfit),
        Decimals.normal(maxProfit),
        Decimals.normal(theoreticalProfit),
        roi(minProfit, netDebit),
        costs.fees(),
        costs.carry(),
        costs.lostDividends(),
        Decimals.normal(minProfit.multiply(factor).subtract(costs.total())),
        Decimals.normal(maxProfit.multiply(factor).subtract(costs.total())));
  }

  private static BigDecimal roi(BigDecimal profit, BigDecimal debit) {
    return Decimals.isPositive(debit)
        ? Decimals.divide(profit.multiply(PERCENT), debit)
        : BigDecimal.ZERO;
  }

  /** Whether nothing that can happen until expiry loses money, fees and interest paid. */
  public boolean isRiskFree() {
    return Decimals.isPositive(minProfitNet);
  }
}
