package dev.legwork.pricing;

/**
 * What the value of a European option depends on.
 *
 * @param kind call or put
 * @param spot price of the underlying, USD per share, positive
 * @param strike USD per share, positive
 * @param years time to expiry in years, not negative; 0 leaves the exercise value
 * @param rate riskless rate, continuously compounded, per year
 * @param dividendYield continuous dividend yield, per year
 * @param volatility standard deviation of the log return per year, not negative
 */
public record EuropeanOption(
    Kind kind,
    double spot,
    double strike,
    double years,
    double rate,
    double dividendYield,
    double volatility) {

  /** Which way the option pays. */
  public enum Kind {
    CALL,
    PUT
  }

  public EuropeanOption {
    if (kind == null) {
      throw new IllegalArgumentException("kind is missing");
    }
    requirePositive("spot", spot);
    requirePositive("strike", strike);
    requireNotNegative("years", years);
    requireNotNegative("volatility", volatility);
    if (!Double.isFinite(rate) || !Double.isFinite(dividendYield)) {
      throw new IllegalArgumentException("rate and dividendYield must be finite");
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be positive, is " + value);
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must not be negative, is " + value);
    }
  }

  /** The same at another volatility, per year. */
  public EuropeanOption withVolatility(double other) {
    return new EuropeanOption(kind, spot, strike, years, rate, dividendYield, other);
  }

  /** The same with the underlying elsewhere, USD per share. */
  public EuropeanOption withSpot(double other) {
    return new EuropeanOption(kind, other, strike, years, rate, dividendYield, volatility);
  }
}
