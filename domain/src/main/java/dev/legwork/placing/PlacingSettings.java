package dev.legwork.placing;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/**
 * From where on AUTO holds a trade for easy, and from where on for hard.
 *
 * <p>The cushion is what the bound leaves beyond the quotes, as a multiple of what being wrong
 * costs: the net of all spreads, which unwinding pays, and how far the net moved in the last
 * minute. The depth is the size shown of a leg as a multiple of what is needed of it, the least of
 * all legs.
 *
 * @param ampleCushion from this cushion (no unit) on, and
 * @param ampleDepth from this depth (no unit) on, all legs are sent together
 * @param fairCushion from this cushion on, and
 * @param fairDepth from this depth on, protection is sent first; below, one order of all legs
 * @param leastTrades so many recent trades (count) of a mode say something about it
 * @param leastSuccess a mode of which a smaller part (0 to 1) of those committed is passed over
 */
public record PlacingSettings(
    BigDecimal ampleCushion,
    BigDecimal ampleDepth,
    BigDecimal fairCushion,
    BigDecimal fairDepth,
    int leastTrades,
    BigDecimal leastSuccess) {
  public static final PlacingSettings DEFAULT =
      new PlacingSettings(
          Decimals.of("0.5"),
          Decimals.of("2"),
          Decimals.of("0.2"),
          Decimals.of("1"),
          5,
          Decimals.of("0.6"));

  public PlacingSettings {
    atLeastZero(fairCushion, "fair-cushion");
    atLeastZero(fairDepth, "fair-depth");
    ample(ampleCushion, fairCushion, "cushion");
    ample(ampleDepth, fairDepth, "depth");
    if (leastTrades < 1) {
      throw new IllegalArgumentException(
          "legwork.placing.least-trades must be at least 1, not " + leastTrades);
    }
    if (leastSuccess.signum() < 0 || leastSuccess.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "legwork.placing.least-success must be 0 to 1 (0.6 is 60 %), not "
              + leastSuccess.toPlainString());
    }
  }

  private static void atLeastZero(BigDecimal value, String name) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(
          "legwork.placing.%s must be at least 0, not %s".formatted(name, value.toPlainString()));
    }
  }

  private static void ample(BigDecimal ample, BigDecimal fair, String name) {
    if (ample.compareTo(fair) < 0) {
      throw new IllegalArgumentException(
          "legwork.placing.ample-%s must be at least legwork.placing.fair-%s (%s), not %s"
              .formatted(name, name, fair.toPlainString(), ample.toPlainString()));
    }
  }
}
