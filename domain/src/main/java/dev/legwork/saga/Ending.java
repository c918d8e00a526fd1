package dev.legwork.saga;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

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

  /**
   * Whether the account keeps what was asked for, so that the residual is what differs from that;
   * otherwise the residual is all that is held.
   */
  public boolean keepsRequest() {
    return state == TradeState.COMMITTED
        || (state == TradeState.RESIDUAL && reason != null && reason.code().keepsRequest());
  }

  /** Whether the other ending says the same of the trade, be it at another time. */
  public boolean hasOutcomeOf(Ending other) {
    return state == other.state
        && Objects.equals(reason, other.reason)
        && residual.equals(other.residual);
  }
}
