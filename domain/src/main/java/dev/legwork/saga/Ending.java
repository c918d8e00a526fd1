package dev.legwork.saga;

import java.time.Instant;
import java.util.List;

/**
 * How a trade ended.
 *
 * @param state one of the endings
 * @param reason null for COMMITTED
 * @param residual empty unless RESIDUAL
 * @param fencingToken of the lock it held, 0 if it never did
 * @param timeline the saga's own account, oldest first
 */
public record Ending(
    TradeState state,
    Reason reason,
    List<Residual> residual,
    long fencingToken,
    Instant finishedAt,
    List<TimelineEntry> timeline) {

  public Ending {
    residual = List.copyOf(residual);
    timeline = List.copyOf(timeline);
    if (!state.isEnding()) {
      throw new IllegalArgumentException(state + " is no ending");
    }
    if ((state == TradeState.RESIDUAL) == residual.isEmpty()) {
      throw new IllegalArgumentException(state + " with residual " + residual);
    }
  }
}
