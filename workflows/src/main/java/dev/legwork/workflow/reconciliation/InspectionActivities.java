package dev.legwork.workflow.reconciliation;

import io.temporal.activity.ActivityInterface;

/** The part that needs the account's desk, on its own queue. May be repeated without harm. */
@ActivityInterface(namePrefix = "Inspection")
public interface InspectionActivities {

  /**
   * Asks the broker for everything, stores what nobody had counted, compares, and stores what
   * differs.
   */
  ReconciliationResult compare(String account, String workflowId);
}
