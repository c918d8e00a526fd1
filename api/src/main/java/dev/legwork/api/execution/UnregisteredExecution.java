package dev.legwork.api.execution;

import dev.legwork.report.ExecutionView.Links;
import dev.legwork.saga.TradeState;
import java.time.Instant;

/**
 * An execution that was started by a Temporal client with a request that cannot be traded: there is
 * no more of it than this.
 */
public record UnregisteredExecution(
    String id,
    TradeState state,
    Refused reason,
    Instant acceptedAt,
    Instant finishedAt,
    Links links) {

  /**
   * @param code the failure's type, e.g. {@code InvalidRequest}
   */
  public record Refused(String code, String detail) {}
}
