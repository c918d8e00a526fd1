package dev.legwork.activity.reconciliation;

import dev.legwork.activity.RecoveryStarter;
import dev.legwork.ledger.Ledger;
import dev.legwork.workflow.reconciliation.ReconciliationActivities;

/** {@link ReconciliationActivities} over ledger and Temporal. */
public final class ReconciliationKeeper implements ReconciliationActivities {
  private final Ledger ledger;
  private final RecoveryStarter recoveries;

  public ReconciliationKeeper(Ledger ledger, RecoveryStarter recoveries) {
    this.ledger = ledger;
    this.recoveries = recoveries;
  }

  @Override
  public void failed(String account, String workflowId, String why) {
    ledger.reconciliations().runs().fail(account, workflowId, why);
  }

  @Override
  public void recover(String executionId, String why) {
    recoveries.start(executionId, why);
  }
}
