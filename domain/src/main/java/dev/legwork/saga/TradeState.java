package dev.legwork.saga;

/** Where a trade is on its road; the last five are endings (order-rules.md, Endings). */
public enum TradeState {
  RECEIVED,
  VALIDATED,
  AWAITING_LOCK,
  PREFLIGHT,
  PLACING,
  WORKING,
  COMPLETING,
  HEDGING,
  UNWINDING,
  WAITING_MARKET,
  REJECTED,
  NOT_FILLED,
  COMMITTED,
  UNWOUND,
  RESIDUAL;

  public boolean isEnding() {
    return ordinal() >= REJECTED.ordinal();
  }
}
