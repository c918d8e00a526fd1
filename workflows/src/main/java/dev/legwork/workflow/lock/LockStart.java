package dev.legwork.workflow.lock;

import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowOptions;

/** How a lock's workflow is started, by whoever asks for it first. */
public final class LockStart {
  private LockStart() {}

  /** Options with which a lock is started unless it runs. */
  public static WorkflowOptions options(String lock) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.lock(lock))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary("one execution at a time: " + lock)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .build();
  }
}
