package dev.legwork.workflow.scan;

import dev.legwork.scan.ScanPlan;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;

/** How a scan's workflow is started by us. */
public final class ScanStart {
  /** Longest that a scan takes beside its waiting for quotes; nobody wants its answer later. */
  public static final Duration BESIDE_QUOTES = Duration.ofSeconds(20);

  private ScanStart() {}

  /** Options with which a scan of this id is started. */
  public static WorkflowOptions options(String id, ScanPlan plan) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.scan(id))
        .setTaskQueue(TaskQueues.LEGWORK)
        .setWorkflowExecutionTimeout(plan.atMost().plus(BESIDE_QUOTES))
        .setWorkflowTaskTimeout(TaskQueues.TASK_TIMEOUT)
        .setStaticSummary(plan.summary())
        .build();
  }
}
