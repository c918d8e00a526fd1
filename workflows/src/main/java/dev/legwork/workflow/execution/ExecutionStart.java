package dev.legwork.workflow.execution;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeSearchAttributes;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;

/** How our own starters start a trade; a plain client needs only type, id, queue and argument. */
public final class ExecutionStart {
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
        .setTypedSearchAttributes(attributes(request))
        .build();
  }

  private static SearchAttributes attributes(ExecutionRequest request) {
    SearchAttributes.Builder attributes =
        SearchAttributes.newBuilder()
            .set(TradeSearchAttributes.EXECUTION_STATE, TradeState.RECEIVED.name())
            .set(TradeSearchAttributes.NEEDS_ATTENTION, false)
            .set(TradeSearchAttributes.ACCOUNT, request.account());
    if (request.underlying() != null) {
      attributes.set(TradeSearchAttributes.UNDERLYING, request.underlying());
    }
    if (request.strategy() != null) {
      attributes.set(TradeSearchAttributes.STRATEGY, request.strategy());
    }
    return attributes.build();
  }
}
