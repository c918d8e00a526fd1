package dev.legwork.workflow.reconciliation;

import io.temporal.activity.ActivityInterface;

/** What needs no desk. All may be repeated without harm. */
@ActivityInterface(namePrefix = "Reconciliation")
public interface ReconciliationActivities {

  /** Notes that this run came to no comparison. */
  void failed(String account, String workflowId, String why);

  /** Sees to it that a recovery of this trade runs. */
  void recover(String executionId, String why);
}
