package dev.legwork.workflow.scan;

import dev.legwork.scan.ScanPlan;
import io.temporal.activity.ActivityInterface;

/** What a scan needs of the desk of its account. Trades nothing, and may be repeated. */
@ActivityInterface(namePrefix = "ScanDesk")
public interface ScanDeskActivities {

  /**
   * Reads the chains until everything was heard of that will be, or for as long as the plan allows,
   * and has all strategies look at them. Fails with {@link ScanWorkflow#INVALID_PLAN} where they
   * cannot be made. Tells that it is alive.
   *
   * @param scan the workflow's id
   */
  ScanResult look(String scan, ScanPlan plan);
}
