package dev.legwork.saga;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.unwind.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a trade ended.
 *
 * @param state one of the endings
 * @param reason null for COMMITTED with all units
 * @param residual empty unless RESIDUAL
 * @param fencingToken of the lock it held, 0 if it never did
 * @param timeline the saga's own account, oldest first
 * @param units of the request that the trade committed with, where they are not all; else null
 */
public record Ending(
    TradeState state,
    Reason reason,
    List<Residual> residual,
    long fencingToken,
    Instant finishedAt,
    List<TimelineEntry> timeline,
    Integer units) {

  public Ending {
    residual = List.copyOf(residual);
    timeline = List.copyOf(timeline);
    if (!state.isEnding()) {
      throw new IllegalArgumentException(state + " is no ending");
    }
    if ((state == TradeState.RESIDUAL) == residual.isEmpty()) {
      throw new IllegalArgumentException(state + " with residual " + residual);
    }
    if (units != null && (state != TradeState.COMMITTED || reason == null || units < 1)) {
      throw new IllegalArgumentException(state + " (" + reason + ") with " + units + " units");
    }
  }

  /** Of a trade that committed with all its units, or did not commit. */
  public Ending(
      TradeState state,
      Reason reason,
      List<Residual> residual,
      long fencingToken,
      Instant finishedAt,
      List<TimelineEntry> timeline) {
    this(state, reason, residual, fencingToken, finishedAt, timeline, null);
  }

  /** The positions that the account keeps of the trade, the residual apart. */
  public Kept kept(ExecutionRequest request) {
    return keepsRequest()
        ? Kept.ofUnits(request, units == null ? request.quantity() : units)
        : Kept.NOTHING;
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
        && residual.equals(other.residual)
        && Objects.equals(units, other.units);
  }
}
