package dev.legwork.ledger.execution;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trade as the ledger knows it.
 *
 * @param stateSince by the database's clock
 * @param reason of the ending; null while there is none, and for COMMITTED with all units
 * @param fencingToken 0 if it never held the lock
 * @param finishedAt null until it has ended
 * @param units that it committed with, where they are not all; else null
 */
public record StoredExecution(
    ExecutionRequest request,
    String requestHash,
    String requestJson,
    String firstRunId,
    TradeState state,
    Instant stateSince,
    Reason reason,
    long fencingToken,
    List<Residual> residual,
    List<TimelineEntry> timeline,
    Instant acceptedAt,
    Instant finishedAt,
    Integer units) {

  public StoredExecution {
    residual = List.copyOf(residual);
    timeline = List.copyOf(timeline);
  }

  public String id() {
    return request.id();
  }

  /** How it ended; empty while it has not. */
  public Optional<Ending> ending() {
    return state.isEnding()
        ? Optional.of(
            new Ending(state, reason, residual, fencingToken, finishedAt, timeline, units))
        : Optional.empty();
  }
}
