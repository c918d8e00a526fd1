package dev.legwork.margin;

/**
 * A market that is worse than today's.
 *
 * @param price factor of the underlying's price
 * @param volatility factor of every implied volatility
 * @param spread factor of every spread
 */
public record Shock(double price, double volatility, double spread) {
  /** The market as it is. */
  public static final Shock NONE = new Shock(1, 1, 1);

  public Shock {
    if (!(price > 0) || !(volatility > 0) || !(spread >= 0)) {
      throw new IllegalArgumentException("no market: " + price + ", " + volatility + ", " + spread);
    }
  }

  @Override
  public String toString() {
    return "underlying %+.1f %%, volatility %+.0f %%, spread ×%.1f"
        .formatted((price - 1) * 100, (volatility - 1) * 100, spread);
  }
}
