package dev.legwork.saga;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What of an account's positions was unexplained when it was looked at before. What a stranger
 * took, nobody told us, and makes a position smaller than our executions explain; when it seems to
 * be explained a moment after we ourselves have sold, the position only does not show that yet.
 */
final class SeenPositions {
  private final Map<String, BigDecimal> least = new HashMap<>();

  /** How much of what a leg holds the account does not, signed as it. */
  BigDecimal notHeld(String leg, AccountPosition told, BigDecimal surplus) {
    boolean isLong = surplus.signum() > 0;
    BigDecimal before =
        least.merge(
            leg,
            isLong ? withOurEntry(told) : told.unexplained().subtract(told.soldLately()),
            isLong ? BigDecimal::min : BigDecimal::max);
    return told.notHeld(surplus, before);
  }

  /** What we bought a moment ago, and is not shown yet, no stranger has taken. */
  private static BigDecimal withOurEntry(AccountPosition told) {
    return told.unexplained().add(told.boughtLately());
  }
}
