package dev.legwork.workflow.session;

import dev.legwork.session.SessionPlan;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import java.util.Map;

/**
 * How a session's workflow is started by us; a plain client needs only type, id, queue and plan.
 */
public final class SessionStart {
  /** Memo of a session's first run: by which key it was started, a text. */
  public static final String KEY = "startKey";

  private SessionStart() {}

  /**
   * Options with which a session is started unless one of its name runs.
   *
   * @param key of whoever starts it, by which a repetition knows it again; null: none
   */
  public static WorkflowOptions options(SessionPlan plan, String key) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.session(plan.name()))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary(plan.summary())
        .setMemo(key == null ? Map.of() : Map.of(KEY, key))
        .build();
  }
}
