package dev.legwork.pricing;

/** The standard normal distribution. */
final class NormalDistribution {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double SERIES_LIMIT = 6;

  private NormalDistribution() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / ROOT_TWO_PI;
  }

  /**
   * P(X ≤ x), absolute error below 1e-14.
   *
   * <p>Taylor series Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia, "Evaluating the Normal
   * Distribution", 2004); beyond six deviations the tail's continued fraction, where the series
   * would cancel.
   */
  static double cumulative(double x) {
    if (x < -SERIES_LIMIT) {
      return tail(-x);
    }
    return x > SERIES_LIMIT ? 1 - tail(x) : 0.5 + density(x) * oddSeries(x);
  }

  private static double oddSeries(double x) {
    double term = x;
    double sum = x;
    for (int odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return sum;
  }

  /** Upper tail 1 − Φ(x) = φ(x) / (x + 1/(x + 2/(x + 3/…))), for large x. */
  private static double tail(double x) {
    double fraction = x;
    for (int n = 40; n >= 1; n--) {
      fraction = x + n / fraction;
    }
    return density(x) / fraction;
  }
}
