package dev.legwork.invariant;

import dev.legwork.book.HedgeBook;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A trade as the ledger has it.
 *
 * @param reason null where there is none
 * @param residual empty unless RESIDUAL
 * @param fencingToken of the lock it held, 0 if it never did
 * @param finishedAt null while it runs
 * @param orders in the order they were stored
 * @param fills in the order of receipt, all versions
 * @param fees each as last said
 * @param report null while there is none
 * @param units that it committed with, where they are not all; else null
 * @param stop of a committed trade, as it stands; null where it has none
 */
public record LedgerTrade(
    ExecutionRequest request,
    TradeState state,
    Reason reason,
    List<Residual> residual,
    long fencingToken,
    Instant acceptedAt,
    Instant finishedAt,
    List<LedgerOrder> orders,
    List<LedgerFill> fills,
    List<Fee> fees,
    ExecutionReport report,
    Integer units,
    StopStatus stop) {

  public LedgerTrade {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(acceptedAt, "acceptedAt");
    residual = List.copyOf(residual);
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    fees = List.copyOf(fees);
  }

  /** A trade that committed with all of its units, and without a protective stop. */
  public LedgerTrade(
      ExecutionRequest request,
      TradeState state,
      Reason reason,
      List<Residual> residual,
      long fencingToken,
      Instant acceptedAt,
      Instant finishedAt,
      List<LedgerOrder> orders,
      List<LedgerFill> fills,
      List<Fee> fees,
      ExecutionReport report) {
    this(
        request,
        state,
        reason,
        residual,
        fencingToken,
        acceptedAt,
        finishedAt,
        orders,
        fills,
        fees,
        report,
        null,
        null);
  }

  /** Units of the request that a trade which committed is to hold. */
  int unitsKept() {
    return units == null ? request.quantity() : units;
  }

  /** Whether a stop looks after what the trade holds. */
  boolean isGuarded() {
    return stop != null && !stop.state().isOver();
  }

  /**
   * Whether the order turns back what two others left twice: it leaves the leg on the side on which
   * it was entered. A hedge is entered on either side.
   */
  boolean turnsBack(LedgerOrder order, String leg) {
    return order.ref().purpose().exits()
        && !leg.equals(HedgeBook.NAME)
        && order.intent().side(leg) == request.leg(leg).action();
  }

  public String id() {
    return request.id();
  }

  public String account() {
    return request.account();
  }

  public boolean hasEnded() {
    return state.isEnding();
  }
}
