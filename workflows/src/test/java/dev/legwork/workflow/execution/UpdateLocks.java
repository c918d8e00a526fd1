package dev.legwork.workflow.execution;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockState;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.util.function.Supplier;

/** The real lock, asked without any of the patience that a server under load needs. */
final class UpdateLocks implements LockActivities {
  private final Supplier<WorkflowClient> client;

  UpdateLocks(Supplier<WorkflowClient> client) {
    this.client = client;
  }

  @Override
  public AcquireReply acquire(String lock, String executionId, String account) {
    ExecutionLockWorkflow stub = startable(lock);
    return WorkflowClient.executeUpdateWithStart(
        stub::acquire, executionId, account, completed(), starting(stub));
  }

  @Override
  public AcquireReply inherit(String lock, String executionId, String account) {
    ExecutionLockWorkflow stub = startable(lock);
    return WorkflowClient.executeUpdateWithStart(
        stub::inherit,
        WorkflowIds.recoveryRequest(executionId),
        executionId,
        account,
        completed(),
        starting(stub));
  }

  private static UpdateOptions<AcquireReply> completed() {
    return UpdateOptions.<AcquireReply>newBuilder()
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }

  private static WithStartWorkflowOperation<Void> starting(ExecutionLockWorkflow stub) {
    return new WithStartWorkflowOperation<>(stub::run, LockState.NEW);
  }

  private ExecutionLockWorkflow startable(String lock) {
    return client
        .get()
        .newWorkflowStub(
            ExecutionLockWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.lock(lock))
                .setTaskQueue(TaskQueues.LEGWORK)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
  }

  @Override
  public void withdraw(String lock, String executionId) {
    lock(lock).cancelRequest(executionId);
  }

  @Override
  public void release(String lock, String executionId, long token) {
    lock(lock).release(executionId, token);
  }

  private ExecutionLockWorkflow lock(String lock) {
    return client.get().newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(lock));
  }
}
