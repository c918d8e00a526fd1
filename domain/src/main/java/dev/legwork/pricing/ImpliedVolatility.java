package dev.legwork.pricing;

import java.util.OptionalDouble;

/**
 * The volatility at which the model gives a price. The value grows with volatility from {@link
 * BlackScholes#lowerBound} to {@link BlackScholes#upperBound}, so that a price between them has
 * exactly one; Newton's steps are kept inside a bracket that is halved where they leave it (Press
 * et al., "Numerical Recipes", safe root finding).
 */
public final class ImpliedVolatility {
  /** The highest that is looked for, per year: 1,000 %. */
  public static final double HIGHEST = 10;

  private static final int MOST_STEPS = 100;
  private static final double PRECISION = 1e-10;

  private ImpliedVolatility() {}

  /**
   * The volatility per year of this price.
   *
   * @param option its own volatility is not looked at
   * @param price USD per share
   * @return empty if no volatility up to {@link #HIGHEST} explains the price: no time is left, or
   *     the price is not above what the option is worth without volatility, or too high
   */
  public static OptionalDouble of(EuropeanOption option, double price) {
    if (option.years() == 0
        || !(price > BlackScholes.lowerBound(option))
        || isTooHigh(option, price)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(solve(option, price));
  }

  /**
   * The volatility per year whose price is nearest to this one: 0 where the price is not above what
   * the option is worth without volatility, {@link #HIGHEST} where it is too high. Never fails for
   * a number.
   */
  public static double nearest(EuropeanOption option, double price) {
    return of(option, price).orElseGet(() -> isTooHigh(option, price) ? HIGHEST : 0);
  }

  private static boolean isTooHigh(EuropeanOption option, double price) {
    return !(price <= BlackScholes.price(option.withVolatility(HIGHEST)));
  }

  private static double solve(EuropeanOption option, double price) {
    double low = 0;
    double high = HIGHEST;
    double volatility = firstGuess(option);
    for (int i = 0; i < MOST_STEPS && high - low > PRECISION; i++) {
      EuropeanOption tried = option.withVolatility(volatility);
      double excess = BlackScholes.price(tried) - price;
      if (excess > 0) {
        high = volatility;
      } else {
        low = volatility;
      }
      double next = volatility - excess / BlackScholes.vega(tried);
      if (Math.abs(next - volatility) < PRECISION) {
        return volatility;
      }
      volatility = next > low && next < high ? next : (low + high) / 2;
    }
    return volatility;
  }

  /** Where the vega is greatest, from which Newton's steps run one way (Manaster and Koehler). */
  private static double firstGuess(EuropeanOption option) {
    double guess =
        Math.sqrt(
            2
                * Math.abs(
                    Math.log(option.spot() / option.strike())
                        + (option.rate() - option.dividendYield()) * option.years())
                / option.years());
    return Math.min(Math.max(guess, 0.1), HIGHEST / 2);
  }
}
