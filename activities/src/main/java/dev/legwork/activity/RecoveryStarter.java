package dev.legwork.activity;

import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.RecoveryWorkflow;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the recovery of trades whose own workflow is closed while something of them is left: live
 * orders, a missing ending, positions that the ending does not name.
 *
 * <p>Starting is always harmless: one recovery of a trade runs at a time, it waits for a trade that
 * is just ending, leaves a living one alone, and does nothing where nothing is left to do.
 */
public final class RecoveryStarter implements Recoveries {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryStarter.class);

  private final WorkflowClient client;

  public RecoveryStarter(WorkflowClient client) {
    this.client = client;
  }

  /**
   * @throws RuntimeException if Temporal cannot be reached; the caller tries again
   */
  @Override
  public boolean start(String executionId, String why) {
    RecoveryWorkflow recovery =
        client.newWorkflowStub(
            RecoveryWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.recovery(executionId))
                .setTaskQueue(TaskQueues.LEGWORK)
                .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary("recovery of " + executionId)
                .setStaticDetails(why)
                .build());
    try {
      WorkflowClient.start(recovery::recover, executionId, why);
      LOG.warn("execution {}: its recovery starts: {}", executionId, why);
      return true;
    } catch (WorkflowExecutionAlreadyStarted running) {
      LOG.debug("execution {}: its recovery runs already ({})", executionId, why);
      return false;
    }
  }
}
