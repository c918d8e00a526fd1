package dev.legwork.workflow.reconciliation;

import java.util.List;

/**
 * What came of one comparison.
 *
 * @param complete whether the broker answered everything; otherwise nothing was concluded
 * @param detail why it is not complete; empty otherwise
 * @param divergences alarming ones that are open
 * @param orphans trades that somebody has to look after now; never very many
 */
public record ReconciliationResult(
    String account, boolean complete, String detail, int divergences, List<Orphan> orphans) {

  /**
   * A trade that nobody looks after.
   *
   * @param why for people
   */
  public record Orphan(String executionId, String why) {}

  public ReconciliationResult {
    orphans = List.copyOf(orphans);
  }

  /** Nothing was concluded. */
  public static ReconciliationResult failed(String account, String why) {
    return new ReconciliationResult(account, false, why, 0, List.of());
  }
}
