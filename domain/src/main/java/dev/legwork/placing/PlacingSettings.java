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
    if (ampleCushion.compareTo(fairCushion) < 0 || ampleDepth.compareTo(fairDepth) < 0) {
      throw new IllegalArgumentException("what is ample is at least fair");
    }
  }
}
