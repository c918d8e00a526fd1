package dev.legwork.guard;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * What an account may do at most.
 *
 * @param capital that its trades may bind together, USD at the limits of their orders; null: any
 * @param position shares or contracts that it may hold of one contract, long or short, ours and
 *     other people's; null: any
 * @param openExecutions trades at a time that are open or wait for a person: the one that opens,
 *     and those that are RESIDUAL or wait for their market
 * @param legs of a trade; 1 allows single orders only
 * @param rollbacks trades of a session that may end undone, before no more are begun
 * @param rollbacksOfUnderlying the same for one underlying, which is paused then
 * @param cooldown after a trade was undone no other of its underlying is begun for so long
 * @param dailyLoss that a session's undone trades may have cost together, fees included, USD,
 *     before no more are begun; null: any
 */
public record GuardLimits(
    BigDecimal capital,
    BigDecimal position,
    int openExecutions,
    int legs,
    int rollbacks,
    int rollbacksOfUnderlying,
    Duration cooldown,
    BigDecimal dailyLoss) {
  public static final int MAX_LEGS = 6;

  /** What holds where nobody says otherwise. */
  public static final GuardLimits STANDARD =
      new GuardLimits(null, null, 2, MAX_LEGS, 3, 2, Duration.ofSeconds(300), null);

  /** Nothing but what every trade must keep to. */
  public static final GuardLimits NONE =
      new GuardLimits(
          null,
          null,
          Integer.MAX_VALUE,
          MAX_LEGS,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Duration.ZERO,
          null);

  public GuardLimits {
    Objects.requireNonNull(cooldown, "cooldown");
    above(capital, "capital");
    above(position, "position");
    above(dailyLoss, "daily-loss");
    atLeastOne(openExecutions, "open-executions");
    atLeastOne(rollbacks, "rollbacks-per-account");
    atLeastOne(rollbacksOfUnderlying, "rollbacks-per-underlying");
    if (legs < 1 || legs > MAX_LEGS) {
      throw new IllegalArgumentException(
          "legwork.limits.max-legs must be 1 to " + MAX_LEGS + ", not " + legs);
    }
    if (cooldown.isNegative()) {
      throw new IllegalArgumentException(
          "legwork.limits.cooldown must not be negative: " + cooldown);
    }
  }

  private static void above(BigDecimal limit, String name) {
    if (limit != null && limit.signum() <= 0) {
      throw new IllegalArgumentException(
          "legwork.limits." + name + " must be above 0, or left out, not " + limit);
    }
  }

  private static void atLeastOne(int limit, String name) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "legwork.limits." + name + " must be at least 1, not " + limit);
    }
  }
}
