package dev.legwork.strategy;

import dev.legwork.chain.Dividend;
import dev.legwork.chain.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * What trading costs beside the prices. The defaults are IB's fixed pricing for US products.
 *
 * @param optionCommission USD a contract
 * @param optionMinimum USD an order of options
 * @param stockCommission USD a share
 * @param stockMinimum USD an order of stock, but never above a hundredth of its value
 * @param exerciseFee USD a contract that is exercised or assigned
 * @param carryRate interest a year on capital that is tied up, 0.05 for five percent
 * @param borrowRate fee a year for stock that is sold short
 */
public record CostModel(
    BigDecimal optionCommission,
    BigDecimal optionMinimum,
    BigDecimal stockCommission,
    BigDecimal stockMinimum,
    BigDecimal exerciseFee,
    BigDecimal carryRate,
    BigDecimal borrowRate) {

  private static final BigDecimal STOCK_CAP = new BigDecimal("0.01");
  private static final BigDecimal DAYS_A_YEAR = BigDecimal.valueOf(365);

  public CostModel {
    requireNotNegative(optionCommission, "optionCommission");
    requireNotNegative(optionMinimum, "optionMinimum");
    requireNotNegative(stockCommission, "stockCommission");
    requireNotNegative(stockMinimum, "stockMinimum");
    requireNotNegative(exerciseFee, "exerciseFee");
    requireNotNegative(carryRate, "carryRate");
    requireNotNegative(borrowRate, "borrowRate");
  }

  private static void requireNotNegative(BigDecimal value, String name) {
    if (Objects.requireNonNull(value, name).signum() < 0) {
      throw new IllegalArgumentException(name + " must not be below 0: " + value);
    }
  }

  /** Commission of one order of options, USD, to the cent. */
  public BigDecimal options(long contracts) {
    return cents(optionCommission.multiply(BigDecimal.valueOf(contracts)).max(optionMinimum));
  }

  /**
   * Commission of one order of stock, USD, to the cent.
   *
   * @param price ten-thousandths of a dollar a share
   */
  public BigDecimal stock(long shares, long price) {
    BigDecimal count = BigDecimal.valueOf(shares);
    BigDecimal most = Prices.dollars(price).multiply(count).multiply(STOCK_CAP);
    return cents(stockCommission.multiply(count).max(stockMinimum).min(most));
  }

  /** Fee for exercising, or being assigned on, that many contracts, USD, to the cent. */
  public BigDecimal exercise(long contracts) {
    return cents(exerciseFee.multiply(BigDecimal.valueOf(contracts)));
  }

  /** Interest on that capital for calendar days, USD, rounded up to the cent. */
  public BigDecimal carry(BigDecimal capital, int days) {
    return interest(capital, carryRate, days);
  }

  /** Fee for borrowing stock of that value for calendar days, USD, rounded up to the cent. */
  public BigDecimal borrow(BigDecimal value, int days) {
    return interest(value, borrowRate, days);
  }

  private static BigDecimal interest(BigDecimal capital, BigDecimal rate, int days) {
    return capital
        .max(BigDecimal.ZERO)
        .multiply(rate)
        .multiply(BigDecimal.valueOf(days))
        .divide(DAYS_A_YEAR, 2, RoundingMode.CEILING);
  }

  /** Dividends whose ex-date lies after the trading date and not after expiry, USD for shares. */
  public static BigDecimal dividends(
      List<Dividend> dividends, LocalDate tradingDate, LocalDate expiry, long shares) {
    long amount = 0;
    for (Dividend dividend : dividends) {
      boolean before = dividend.exDate().isAfter(tradingDate);
      if (before && !dividend.exDate().isAfter(expiry)) {
        amount += dividend.amount();
      }
    }
    return Prices.dollars(amount).multiply(BigDecimal.valueOf(shares));
  }

  private static BigDecimal cents(BigDecimal dollars) {
    return dollars.setScale(2, RoundingMode.HALF_UP);
  }
}
