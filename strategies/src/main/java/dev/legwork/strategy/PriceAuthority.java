package dev.legwork.strategy;

/**
 * The most that a unit may cost so that what was asked of it at executable prices is still so when
 * it fills at its limit. All amounts are ten-thousandths of a dollar per share, rounded down.
 */
public final class PriceAuthority {
  /** Where nothing is asked. */
  public static final long NO_BOUND = Long.MAX_VALUE;

  private static final double PERCENT = 100;

  private PriceAuthority() {}

  /**
   * So that (worst − cost) / cost is still the return.
   *
   * @param worst what a unit is worth at worst, above 0
   * @param minPercent NaN for none
   */
  public static long keepingReturn(long worst, double minPercent) {
    return Double.isNaN(minPercent)
        ? NO_BOUND
        : (long) Math.floor(worst / (1 + minPercent / PERCENT));
  }

  /**
   * So that (best − cost) / (cost − worst) is still the ratio.
   *
   * @param worst what a unit is worth at worst
   * @param best and at best
   * @param minRatio NaN for none
   */
  public static long keepingRatio(long worst, long best, double minRatio) {
    return Double.isNaN(minRatio)
        ? NO_BOUND
        : (long) Math.floor(worst + (best - worst) / (1 + minRatio));
  }
}
