package dev.legwork.bench.endtoend;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockState;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long the lock takes to answer, and to go from one holder to the next. */
final class LockTimes implements AutoCloseable {
  private static final String QUEUE = "bench-lock";
  private static final String ACCOUNT = "BENCH";
  private static final Map<String, CompletableFuture<Grant>> GRANTS = new ConcurrentHashMap<>();

  private record Grant(long token, long at) {}

  private final WorkflowClient client;
  private final WorkerFactory factory;

  LockTimes(WorkflowClient client) {
    this.client = client;
    this.factory = WorkerFactory.newInstance(client);
    factory.newWorker(QUEUE).registerWorkflowImplementationTypes(Waits.class);
    factory.start();
    prime();
  }

  /** A lock's very first request is queued, because its token seed is still being read. */
  private void prime() {
    String first = "bench-prime-" + System.nanoTime();
    while (!(ask(first) instanceof AcquireReply.Granted granted)) {
      lock().cancelRequest(first);
      settle();
      first = "bench-prime-" + System.nanoTime();
    }
    lock().release(first, granted.token());
    settle();
  }

  /** Uncontended acquire: the caller's round trip, each given back afterwards. */
  Samples acquire(int count) {
    Samples samples = new Samples();
    for (int i = 0; i < count; i++) {
      String id = "bench-acquire-" + System.nanoTime();
      long start = System.nanoTime();
      AcquireReply reply = ask(id);
      samples.addNanos(System.nanoTime() - start);
      lock().release(id, token(reply));
      settle();
    }
    return samples;
  }

  /** From the holder's release until the next waiter's workflow has the grant. */
  Samples handOver(int count) throws Exception {
    Samples samples = new Samples();
    String holder = "bench-holder-" + System.nanoTime();
    long token = token(ask(holder));
    for (int i = 0; i < count; i++) {
      String waiter = "bench-waiter-" + System.nanoTime();
      CompletableFuture<Grant> grant = new CompletableFuture<>();
      GRANTS.put(waiter, grant);
      WorkflowClient.start(
          client.newWorkflowStub(
                  WaitsWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId("execution/" + waiter)
                      .setTaskQueue(QUEUE)
                      .build())
              ::run);
      ask(waiter);
      settle();
      long start = System.nanoTime();
      lock().release(holder, token);
      Grant granted = grant.get(10, TimeUnit.SECONDS);
      samples.addNanos(granted.at() - start);
      holder = waiter;
      token = granted.token();
    }
    lock().release(holder, token);
    return samples;
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }

  private AcquireReply ask(String id) {
    ExecutionLockWorkflow lock =
        client.newWorkflowStub(
            ExecutionLockWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId("lock/" + ACCOUNT)
                .setTaskQueue("legwork")
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    return WorkflowClient.executeUpdateWithStart(
        lock::acquire,
        id,
        ACCOUNT,
        UpdateOptions.<AcquireReply>newBuilder()
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new WithStartWorkflowOperation<>(lock::run, LockState.NEW));
  }

  private ExecutionLockWorkflow lock() {
    return client.newWorkflowStub(ExecutionLockWorkflow.class, "lock/" + ACCOUNT);
  }

  private static long token(AcquireReply reply) {
    if (reply instanceof AcquireReply.Granted granted) {
      return granted.token();
    }
    throw new IllegalStateException("the bench lock was not free: " + reply);
  }

  /** Lets a signal that was just sent be worked off, so that it is not measured with the next. */
  private static void settle() {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A waiter that ends with its grant. */
  @WorkflowInterface
  public interface WaitsWorkflow {
    @WorkflowMethod
    void run();

    @SignalMethod(name = ExecutionLockWorkflow.GRANTED_SIGNAL)
    void granted(String requestId, long token);
  }

  /** Notes when the grant arrived. */
  public static final class Waits implements WaitsWorkflow {
    private boolean granted;

    @Override
    public void run() {
      Workflow.await(() -> granted);
    }

    @Override
    public void granted(String requestId, long token) {
      granted = true;
      CompletableFuture<Grant> waiting = GRANTS.get(requestId);
      if (waiting != null) {
        waiting.complete(new Grant(token, System.nanoTime()));
      }
    }
  }
}
