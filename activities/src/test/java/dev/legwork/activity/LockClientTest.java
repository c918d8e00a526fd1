package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockHolder;
import dev.legwork.lock.LockView;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import dev.legwork.workflow.lock.ExecutionLockWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockClientTest {
  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private final Trial trial = new Trial();
  private TestWorkflowEnvironment temporal;
  private LockClient locks;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(TradeDataConverter.create())
                        .build())
                .build());
    Worker worker = temporal.newWorker(TaskQueues.LEGWORK, PATIENT);
    worker.registerWorkflowImplementationTypes(
        ExecutionLockWorkflowImpl.class, ListenerWorkflow.Impl.class);
    worker.registerActivitiesImplementations(
        new LedgerLockKeeper(
            Trial.LEDGER, temporal.getWorkflowClient(), Set.of(trial.account), Clock.systemUTC()));
    temporal.start();
    locks = new LockClient(temporal.getWorkflowClient());
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void callersAtOnceHoldTheLockOneAtATimeWithRisingTokens() throws Exception {
    int callers = 8;
    AtomicInteger holders = new AtomicInteger();
    ConcurrentLinkedQueue<Long> tokens = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        String id = trial.id + "-" + i;
        threads.submit(() -> holdOnce(id, holders, tokens));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(List.copyOf(tokens)).hasSize(callers).doesNotHaveDuplicates().isSorted();
    assertThat(view().holder()).isNull();
  }

  @Test
  void leavingALockThatNobodyEverAskedForIsHarmless() {
    locks.withdraw("nobody", trial.id);
    locks.release("nobody", trial.id, 1);
  }

  /** Asks again and again, as a trade does whose grant's signal is lost, and keeps the lock. */
  private void holdOnce(String id, AtomicInteger holders, ConcurrentLinkedQueue<Long> tokens) {
    startListener(id);
    AcquireReply reply = ask(id);
    while (reply instanceof AcquireReply.Queued) {
      reply = ask(id);
    }
    took(id, ((AcquireReply.Granted) reply).token(), holders, tokens);
  }

  private AcquireReply ask(String id) {
    return locks.acquire(trial.account, id, trial.account);
  }

  private void took(
      String id, long token, AtomicInteger holders, ConcurrentLinkedQueue<Long> tokens) {
    assertThat(holders.incrementAndGet()).isEqualTo(1);
    LockHolder holder = view().holder();
    assertThat(holder.requestId()).isEqualTo(id);
    tokens.add(token);
    holders.decrementAndGet();
    locks.release(trial.account, id, token);
  }

  private void startListener(String id) {
    ListenerWorkflow stub =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                ListenerWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.execution(id))
                    .setTaskQueue(TaskQueues.LEGWORK)
                    .build());
    WorkflowClient.start(stub::run);
  }

  private LockView view() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(trial.account))
        .state();
  }
}
