package dev.legwork.workflow.execution;

import dev.legwork.stop.StopWish;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;

/**
 * Starts the workflows that guard and leave what ended trades hold. One runs at a time for a trade,
 * and does nothing where nothing is left to do, so that starting is always harmless.
 */
public final class StopRuns {
  private StopRuns() {}

  /** How the stop of this trade is started. */
  public static WorkflowOptions options(String executionId) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.stop(executionId))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setStaticSummary("protective stop of " + executionId)
        .build();
  }

  /**
   * Tells the stop what a person asks, and starts it where it does not run. The ledger must have
   * stored it before.
   *
   * @throws RuntimeException if Temporal cannot be reached; the ledger's word is told again
   */
  public static void tell(WorkflowClient client, String executionId, StopWish wish) {
    client
        .newUntypedWorkflowStub(ProtectiveStopWorkflow.class.getSimpleName(), options(executionId))
        .signalWithStart(
            ProtectiveStopWorkflow.ASK, new Object[] {wish}, new Object[] {executionId});
  }
}
