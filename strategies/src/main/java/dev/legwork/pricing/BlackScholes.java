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
    double forward = discountedSpot(option);
    double strike = discountedStrike(option);
    double sign = sign(option);
    double deviation = deviation(option);
    if (deviation == 0) {
      return Math.max(0, sign * (forward - strike));
    }
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
