package dev.legwork.ledger.execution;

import dev.legwork.saga.TradeState;

/** Which trades to list; null means any. */
public record ExecutionFilter(TradeState state, String account, String underlying) {
  public static final ExecutionFilter ALL = new ExecutionFilter(null, null, null);
}
