package dev.legwork.api.reconciliation;

import dev.legwork.ledger.reconciliation.StoredReconciliation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The latest comparison of each account with the broker.
 *
 * @param staleAfterSeconds a last complete one that is older is stale
 */
public record ReconciliationList(long staleAfterSeconds, List<Item> reconciliations) {

  /**
   * @param latest null if the account was never compared
   * @param lastCompleteAt null if it was never compared completely
   * @param ageSeconds since then; null as well
   * @param stale whether that is too long ago, or never was
   */
  public record Item(
      String account,
      Run latest,
      Instant lastCompleteAt,
      BigDecimal ageSeconds,
      boolean stale,
      int openDivergences) {}

  /**
   * One comparison.
   *
   * @param outcome COMPLETE, or FAILED: nothing was concluded
   * @param detail why it failed; empty otherwise
   */
  public record Run(
      String workflow,
      StoredReconciliation.Outcome outcome,
      String detail,
      Instant begunAt,
      Instant endedAt,
      long durationMillis,
      int openOrders,
      int completedOrders,
      int executions,
      int positions) {

    static Run of(StoredReconciliation run) {
      return new Run(
          run.workflowId(),
          run.outcome(),
          run.detail(),
          run.begunAt(),
          run.endedAt(),
          Duration.between(run.begunAt(), run.endedAt()).toMillis(),
          run.openOrders(),
          run.completedOrders(),
          run.executions(),
          run.positions());
    }
  }

  static BigDecimal seconds(Duration age) {
    return BigDecimal.valueOf(age.toMillis())
        .divide(BigDecimal.valueOf(1000), 1, RoundingMode.DOWN);
  }
}
