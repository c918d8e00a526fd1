package dev.legwork.ledger.reconciliation;

import java.time.Duration;
import java.time.Instant;

/**
 * One comparison of an account with the broker.
 *
 * @param endedAt null while it runs, or if its worker died
 * @param outcome null as well
 * @param detail why it failed; empty otherwise
 * @param divergences alarming ones that were open when it ended
 * @param age since it ended (or began), by the database's clock
 */
public record StoredReconciliation(
    long id,
    String account,
    String workflowId,
    Instant begunAt,
    Instant endedAt,
    Outcome outcome,
    String detail,
    int openOrders,
    int completedOrders,
    int executions,
    int positions,
    int divergences,
    Duration age) {

  /** How it ended. */
  public enum Outcome {
    /** Every answer of the broker came to its end. */
    COMPLETE,
    /** Nothing was concluded. */
    FAILED
  }
}
