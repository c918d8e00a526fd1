package dev.legwork.simulation.ledger;

import dev.legwork.report.ExecutionReport;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import java.time.Instant;

/** A trade as the ledger has it. */
public final class StoredTrade {
  private final ExecutionRequest request;
  private final Instant acceptedAt;
  TradeState state = TradeState.RECEIVED;
  Ending ending;
  ExecutionReport report;

  StoredTrade(ExecutionRequest request, Instant acceptedAt) {
    this.request = request;
    this.acceptedAt = acceptedAt;
  }

  public String id() {
    return request.id();
  }

  public ExecutionRequest request() {
    return request;
  }

  Instant acceptedAt() {
    return acceptedAt;
  }

  public TradeState state() {
    return state;
  }

  /** Null while it has none. */
  public Ending ending() {
    return ending;
  }
}
