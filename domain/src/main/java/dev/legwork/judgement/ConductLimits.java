package dev.legwork.judgement;

import dev.legwork.num.Decimals;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;

/**
 * From where on people are told how a trade went.
 *
 * @param slippage USD per share; more is told
 * @param profitShortfall share of the expected profit, above 0 to any number; more missing is told
 * @param duration from the first order to the end; longer is told
 * @param failed endings that are told as failed
 */
public record ConductLimits(
    BigDecimal slippage, BigDecimal profitShortfall, Duration duration, Set<TradeState> failed) {

  /**
   * @throws IllegalArgumentException naming the setting, its value and what would be right
   */
  public ConductLimits {
    failed = Set.copyOf(failed);
    if (slippage.signum() < 0) {
      throw new IllegalArgumentException(
          "slippage must be USD per share, 0 or more, not " + slippage.toPlainString());
    }
    if (!Decimals.isPositive(profitShortfall)) {
      throw new IllegalArgumentException(
          "profit-shortfall must be a share above 0, such as 0.5 for half of the expected profit,"
              + " not "
              + profitShortfall.toPlainString());
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("duration must be above 0, not " + duration);
    }
    failed.stream()
        .filter(state -> !state.isEnding() || state == TradeState.COMMITTED)
        .findFirst()
        .ifPresent(
            state -> {
              throw new IllegalArgumentException(
                  "failed-states may be REJECTED, NOT_FILLED, UNWOUND and RESIDUAL, not " + state);
            });
  }
}
