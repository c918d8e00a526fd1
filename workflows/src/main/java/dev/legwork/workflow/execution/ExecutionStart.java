package dev.legwork.workflow.execution;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;

/**
 * How a trade's workflow is started by us; a plain client needs only type, id, queue and argument.
 */
public final class ExecutionStart {
  /** The workflow's type. */
  public static final String TYPE = "ExecutionWorkflow";

  private ExecutionStart() {}

  /** Options with which an id is started once and never again. */
  public static WorkflowOptions options(ExecutionRequest request) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.execution(request.id()))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary(TradeTable.summary(request))
        .build();
  }
}
