package dev.legwork.invariant;

import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
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
    Integer units) {

  public LedgerTrade {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(acceptedAt, "acceptedAt");
    residual = List.copyOf(residual);
    orders = List.copyOf(orders);
    fills = List.copyOf(fills);
    fees = List.copyOf(fees);
  }

  /** A trade that did not commit with some of its units only. */
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
        null);
  }

  /** Units of the request that a trade which committed is to hold. */
  int unitsKept() {
    return units == null ? request.quantity() : units;
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
