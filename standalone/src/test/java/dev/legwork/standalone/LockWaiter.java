package dev.legwork.standalone;

import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Waits for one grant of the lock, as a trade's workflow does, and passes it to the test. */
@WorkflowInterface
public interface LockWaiter {
  String QUEUE = "lock-waiters";

  /** By request; whoever waits puts one in before it asks. */
  Map<String, CompletableFuture<Long>> GRANTS = new ConcurrentHashMap<>();

  @WorkflowMethod
  void run();

  @SignalMethod(name = ExecutionLockWorkflow.GRANTED_SIGNAL)
  void granted(String requestId, long token);

  /** Ends with its grant. */
  final class Impl implements LockWaiter {
    private boolean granted;

    @Override
    public void run() {
      Workflow.await(() -> granted);
    }

    @Override
    public void granted(String requestId, long token) {
      granted = true;
      GRANTS.get(requestId).complete(token);
    }
  }
}
