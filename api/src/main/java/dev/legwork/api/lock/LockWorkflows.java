package dev.legwork.api.lock;

import dev.legwork.lock.LockState;
import dev.legwork.lock.LockView;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import dev.legwork.workflow.lock.ForceRelease;
import dev.legwork.workflow.lock.LockStart;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateStage;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The workflows that keep the locks. */
@Component
class LockWorkflows {
  private final WorkflowClient client;

  LockWorkflows(WorkflowClient client) {
    this.client = client;
  }

  /** Whether a lock's workflow runs. */
  enum Standing {
    RUNNING,
    /** It was ended by force. */
    LOST,
    UNKNOWN
  }

  Standing standing(String lock) {
    try {
      WorkflowExecutionStatus status =
          client.newUntypedWorkflowStub(WorkflowIds.lock(lock)).describe().getStatus();
      return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? Standing.RUNNING
          : Standing.LOST;
    } catch (WorkflowNotFoundException e) {
      return Standing.UNKNOWN;
    }
  }

  /** What it knows, or knew last; empty if there is no such lock. */
  Optional<LockView> view(String lock) {
    try {
      return Optional.of(
          client.newUntypedWorkflowStub(WorkflowIds.lock(lock)).query("state", LockView.class));
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws WorkflowNotFoundException unless it runs
   */
  LockView forceRelease(String lock, ForceRelease command) {
    return client
        .newUntypedWorkflowStub(WorkflowIds.lock(lock))
        .update("forceRelease", LockView.class, command);
  }

  /** Starts it anew, which fences all earlier holders off. */
  LockView startAnew(String lock, ForceRelease command) {
    ExecutionLockWorkflow stub =
        client.newWorkflowStub(ExecutionLockWorkflow.class, LockStart.options(lock));
    return WorkflowClient.executeUpdateWithStart(
        stub::forceRelease,
        command,
        UpdateOptions.<LockView>newBuilder().setWaitForStage(WorkflowUpdateStage.COMPLETED).build(),
        new WithStartWorkflowOperation<>(stub::run, LockState.NEW));
  }
}
