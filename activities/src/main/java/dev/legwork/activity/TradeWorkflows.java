package dev.legwork.activity;

import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Set;

/** Whether somebody looks after a trade. */
public final class TradeWorkflows {
  private static final Set<WorkflowExecutionStatus> CLOSED =
      Set.of(
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED,
          WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT);

  private final WorkflowClient client;

  public TradeWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Whether the workflow is closed, or forgotten by Temporal.
   *
   * @param request an execution's id, or the lock request of its recovery
   */
  public boolean isClosed(String request) {
    return isWorkflowClosed(WorkflowIds.execution(request));
  }

  /** Whether the trading session of this name is closed, or forgotten by Temporal. */
  public boolean isSessionClosed(String name) {
    return isWorkflowClosed(WorkflowIds.session(name));
  }

  private boolean isWorkflowClosed(String workflowId) {
    try {
      return CLOSED.contains(client.newUntypedWorkflowStub(workflowId).describe().getStatus());
    } catch (WorkflowNotFoundException forgotten) {
      return true;
    }
  }
}
