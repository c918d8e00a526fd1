package dev.legwork.pricing;

import static dev.legwork.pricing.EuropeanOption.Kind.CALL;

/**
 * The Black-Scholes-Merton model with a continuous dividend yield (Hull, "Options, Futures and
 * Other Derivatives", chapter on stock indices and currencies).
 */
public final class BlackScholes {
  private BlackScholes() {}

  /**
   * The option's value in USD per share: {@code w·(S·e^(−qT)·Φ(w·d1) − K·e^(−rT)·Φ(w·d2))}, w = 1
   * for a call, −1 for a put. Without time or volatility it is the discounted exercise value.
   */
  public static double price(EuropeanOption option) {
    double deviation = deviation(option);
    if (deviation == 0) {
      return lowerBound(option);
    }
    double forward = discountedSpot(option);
    double strike = discountedStrike(option);
    double sign = sign(option);
    double d1 = d1(option, deviation);
    double value =
        forward * NormalDistribution.cumulative(sign * d1)
            - strike * NormalDistribution.cumulative(sign * (d1 - deviation));
    return Math.max(0, sign * value);
  }

  /** Change of the value with the underlying, between −1 and 1: {@code w·e^(−qT)·Φ(w·d1)}. */
  public static double delta(EuropeanOption option) {
    double sign = sign(option);
    double deviation = deviation(option);
    double carry = Math.exp(-option.dividendYield() * option.years());
    if (deviation == 0) {
      return sign * (discountedSpot(option) - discountedStrike(option)) > 0 ? sign * carry : 0;
    }
    return sign * carry * NormalDistribution.cumulative(sign * d1(option, deviation));
  }

  /**
   * Change of the value with the volatility, USD per share for a change of 1.00 (100 points):
   * {@code S·e^(−qT)·φ(d1)·√T}; 0 without time or volatility.
   */
  public static double vega(EuropeanOption option) {
    double deviation = deviation(option);
    return deviation == 0
        ? 0
        : discountedSpot(option)
            * NormalDistribution.density(d1(option, deviation))
            * Math.sqrt(option.years());
  }

  /** The least the option can be worth: what it is worth without volatility. */
  public static double lowerBound(EuropeanOption option) {
    return Math.max(0, sign(option) * (discountedSpot(option) - discountedStrike(option)));
  }

  /** What the option approaches as the volatility grows without end; it is never worth more. */
  public static double upperBound(EuropeanOption option) {
    return option.kind() == CALL ? discountedSpot(option) : discountedStrike(option);
  }

  private static double d1(EuropeanOption option, double deviation) {
    return Math.log(discountedSpot(option) / discountedStrike(option)) / deviation + deviation / 2;
  }

  private static double deviation(EuropeanOption option) {
    return option.volatility() * Math.sqrt(option.years());
  }

  private static double discountedSpot(EuropeanOption option) {
    return option.spot() * Math.exp(-option.dividendYield() * option.years());
  }

  private static double discountedStrike(EuropeanOption option) {
    return option.strike() * Math.exp(-option.rate() * option.years());
  }

  private static double sign(EuropeanOption option) {
    return option.kind() == CALL ? 1 : -1;
  }
}
