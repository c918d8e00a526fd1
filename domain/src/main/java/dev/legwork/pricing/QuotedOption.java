package dev.legwork.pricing;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * A listed option with the volatility that a price of the market implies: what it would be worth
 * elsewhere, and how it moves with its underlying. The carry is zero: interest and dividends until
 * expiry stay in the implied volatility, and the least value is the exercise value, as for the
 * American options that are traded.
 */
public final class QuotedOption {
  private static final int DECIMALS = 8;

  private final EuropeanOption option;

  private QuotedOption(EuropeanOption option) {
    this.option = option;
  }

  /**
   * The option at this price. One at or below its exercise value has no volatility, and moves as
   * that value does.
   *
   * @param spec of an option
   * @param venueDate the date at the venue
   * @param spot price of the underlying, USD per share, above 0
   * @param price of the option, USD per share, usually the middle of its quote
   */
  public static QuotedOption of(
      ContractSpec spec, LocalDate venueDate, BigDecimal spot, BigDecimal price) {
    EuropeanOption option =
        new EuropeanOption(
            spec.right() == OptionRight.CALL ? EuropeanOption.Kind.CALL : EuropeanOption.Kind.PUT,
            spot.doubleValue(),
            spec.strike().doubleValue(),
            TimeToExpiry.years(venueDate, spec.expiry()),
            0,
            0,
            0);
    return new QuotedOption(
        option.withVolatility(ImpliedVolatility.nearest(option, price.doubleValue())));
  }

  /** Implied, per year. */
  public double volatility() {
    return option.volatility();
  }

  /** Change of the value with the underlying, −1 to 1. */
  public double delta() {
    return BlackScholes.delta(option);
  }

  /**
   * What it would be worth, USD per share, with the underlying elsewhere and the implied volatility
   * times a factor.
   */
  public BigDecimal value(BigDecimal spot, BigDecimal volatilityFactor) {
    return BigDecimal.valueOf(value(spot.doubleValue(), volatilityFactor.doubleValue()))
        .setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }

  /** The same without a number of its own for each, for those who reprice often. */
  public double value(double spot, double volatilityFactor) {
    return BlackScholes.price(
        option.withSpot(spot).withVolatility(option.volatility() * volatilityFactor));
  }
}
