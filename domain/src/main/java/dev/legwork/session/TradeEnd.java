package dev.legwork.session;

import dev.legwork.saga.TradeState;

/** What a trade's end means to its session. */
public enum TradeEnd {
  /** Whole, or whole units of it. */
  SUCCESS,
  /** Something was executed and undone, or is left. */
  PARTIAL,
  /** Nothing was executed. */
  UNFILLED;

  /**
   * @throws IllegalArgumentException if the trade runs
   */
  public static TradeEnd of(TradeState state) {
    return switch (state) {
      case COMMITTED -> SUCCESS;
      case UNWOUND, RESIDUAL -> PARTIAL;
      case REJECTED, NOT_FILLED -> UNFILLED;
      default -> throw new IllegalArgumentException(state + " is no ending");
    };
  }
}
