package dev.legwork.workflow.scan;

import dev.legwork.scan.ScanPlan;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Has chains looked at once. Workflow id {@code scan/<uuid>}. Trades nothing. */
@WorkflowInterface
public interface ScanWorkflow {
  /** Failure type of a plan whose strategies cannot be made by this worker. */
  String INVALID_PLAN = "InvalidPlan";

  /** Failure type of a scan that nobody did: no session of the account's with the broker stands. */
  String NO_DESK = "NoDesk";

  /**
   * Looks once.
   *
   * @param plan known to be right, e.g. by the api
   */
  @WorkflowMethod
  ScanResult scan(ScanPlan plan);
}
