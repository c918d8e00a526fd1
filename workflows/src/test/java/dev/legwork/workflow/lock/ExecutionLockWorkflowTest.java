package dev.legwork.workflow.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.AcquireReply.Granted;
import dev.legwork.lock.AcquireReply.Queued;
import dev.legwork.lock.LockState;
import dev.legwork.lock.LockView;
import dev.legwork.lock.LockWaiter;
import dev.legwork.workflow.RecordedHistories;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RecordedHistories.class)
class ExecutionLockWorkflowTest implements RecordedHistories.Source {
  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  private static final String ACCOUNT = "DU1000001";

  private final ScriptedKeeper keeper = new ScriptedKeeper();
  private TestWorkflowEnvironment temporal;
  private WorkflowClient client;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(TradeDataConverter.create())
                        .build())
                .build());
    Worker worker = temporal.newWorker(TaskQueues.LEGWORK, PATIENT);
    worker.registerWorkflowImplementationTypes(
        ExecutionLockWorkflowImpl.class, WaiterWorkflow.Impl.class);
    worker.registerActivitiesImplementations(keeper);
    temporal.start();
    client = temporal.getWorkflowClient();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Override
  public WorkflowClient client() {
    return client;
  }

  @Test
  void seedsItsTokensFromTheFenceBeforeTheFirstGrant() {
    waiter("a");

    holds("a");

    assertThat(view().holder().token()).isEqualTo(8);
    assertThat(keeper.calls).containsExactly("seed " + ACCOUNT);
  }

  @Test
  void answersAtOnceAndTheSameToARepetition() {
    waiter("a");
    holds("a");

    assertThat(acquire("a")).isEqualTo(new Granted(8));
    assertThat(acquire("b")).isEqualTo(new Queued(1));
    assertThat(acquire("b")).isEqualTo(new Queued(1));
  }

  @Test
  void grantsToWaitersInOrderWithRisingTokensBySignal() {
    List<String> ids = List.of("a", "b", "c", "d", "e");
    ids.forEach(this::waiter);
    ids.forEach(this::acquire);

    long token = 8;
    for (String id : ids) {
      awaitUntil(() -> isHeldBy(id));
      assertThat(view().holder().token()).isEqualTo(token);
      lock().release(id, token);
      token++;
    }

    awaitUntil(() -> view().holder() == null);
    awaitUntil(() -> waiterOf("e").tokens().equals(List.of(12L)));
    assertThat(waiterOf("c").tokens()).containsExactly(10L);
    assertThat(view().statistics().acquisitions()).isEqualTo(5);
  }

  @Test
  void skipsAWaiterWhoseWorkflowIsGone() {
    waiter("a");
    waiter("gone");
    waiter("c");
    holds("a");
    acquire("gone");
    acquire("never-existed");
    acquire("c");
    waiterOf("gone").end();
    WorkflowStub.fromTyped(waiterOf("gone")).getResult(Void.class);

    lock().release("a", 8);

    awaitUntil(() -> isHeldBy("c"));
    assertThat(view().holder().token()).isEqualTo(11);
  }

  @Test
  void ignoresAReleaseWithAnotherTokenOrId() {
    waiter("a");
    holds("a");

    lock().release("a", 7);
    lock().release("b", 8);
    lock().release("a", 9);

    assertThat(view().holder().requestId()).isEqualTo("a");
  }

  @Test
  void aWaiterThatGivesUpIsPassedOver() {
    List.of("a", "b", "c").forEach(this::waiter);
    holds("a");
    acquire("b");
    acquire("c");

    lock().cancelRequest("b");
    lock().release("a", 8);

    awaitUntil(() -> isHeldBy("c"));
    assertThat(waiterOf("b").tokens()).isEmpty();
  }

  @Test
  void aForcedReleaseFencesTheHolderOffBeforeTheNextGrant() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    acquire("b");

    lock().forceRelease(new ForceRelease("ann", "stuck for an hour"));

    awaitUntil(() -> isHeldBy("b"));
    assertThat(keeper.calls).contains("fence off a ann: stuck for an hour");
    assertThat(view().holder().token()).isEqualTo(9);
    lock().release("a", 8);
    assertThat(view().holder().requestId()).isEqualTo("b");
  }

  @Test
  void aForcedReleaseThatComesLateRobsNobodyElse() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    acquire("b");
    lock().release("a", 8);
    awaitUntil(() -> isHeldBy("b"));

    lock().forceRelease(new ForceRelease("ann", "a is stuck", "a", 8L));
    lock().forceRelease(new ForceRelease("ann", "a is stuck", null, 8L));
    lock().forceRelease(new ForceRelease("ann", "a is stuck", "a", null));

    assertThat(isHeldBy("b")).isTrue();
    assertThat(keeper.calls).noneMatch(call -> call.startsWith("fence off"));
  }

  @Test
  void refusesAForcedReleaseWithoutAReason() {
    waiter("a");
    holds("a");

    assertThatThrownBy(() -> lock().forceRelease(new ForceRelease("ann", " ")))
        .isInstanceOf(WorkflowUpdateException.class);
    assertThat(view().holder().requestId()).isEqualTo("a");
  }

  @Test
  void leavesALivingHolderAloneAndAlertsWhenItHoldsUnusuallyLong() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    acquire("b");

    temporal.sleep(Duration.ofMinutes(12));

    assertThat(view().holder().requestId()).isEqualTo("a");
    assertThat(keeper.calls).contains("alert RUNNING a");
  }

  @Test
  void freesAHolderThatEndedAndWhoseReleaseWasLost() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    acquire("b");
    keeper.statuses.put("a", HolderStatus.ENDED);

    temporal.sleep(Duration.ofSeconds(90));

    awaitUntil(() -> isHeldBy("b"));
    assertThat(keeper.calls).containsExactly("seed " + ACCOUNT);
  }

  @Test
  void aHolderThatVanishedKeepsTheLockAndRaisesAnAlert() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    acquire("b");
    keeper.statuses.put("a", HolderStatus.VANISHED);

    temporal.sleep(Duration.ofMinutes(5));

    assertThat(view().holder().requestId()).isEqualTo("a");
    assertThat(keeper.calls).contains("alert VANISHED a");
  }

  @Test
  void carriesHolderQueueAndTokenIntoItsNextRun() {
    List.of("first", "second", "third").forEach(this::waiter);
    holds("first");
    acquire("second");
    acquire("third");
    String run = runId();

    for (int i = 0; i < ExecutionLockWorkflowImpl.UPDATES_PER_RUN; i++) {
      acquire("second");
    }

    awaitUntil(() -> !runId().equals(run));
    LockView carried = view();
    assertThat(carried.holder().requestId()).isEqualTo("first");
    assertThat(carried.waiters())
        .extracting(LockWaiter::requestId)
        .containsExactly("second", "third");
    lock().release("first", 8);
    awaitUntil(() -> isHeldBy("second"));
    assertThat(view().holder().token()).isEqualTo(9);
    assertThat(keeper.calls).containsExactly("seed " + ACCOUNT);
  }

  @Test
  void aCancelOfTheLockItselfChangesNothing() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    acquire("b");

    client.newUntypedWorkflowStub(WorkflowIds.lock(ACCOUNT)).cancel();
    lock().release("a", 8);

    awaitUntil(() -> isHeldBy("b"));
  }

  @Test
  void aCancelledLockEndsItsRunOnlyWhenNobodyHoldsItOrWaits() {
    List.of("a", "b").forEach(this::waiter);
    holds("a");
    String run = runId();
    client.newUntypedWorkflowStub(WorkflowIds.lock(ACCOUNT)).cancel();
    for (int i = 0; i < ExecutionLockWorkflowImpl.UPDATES_PER_RUN; i++) {
      acquire("a");
    }
    assertThat(view().holder().requestId()).isEqualTo("a");
    assertThat(runId()).isEqualTo(run);
    keeper.fence = 8;

    lock().release("a", 8);
    awaitUntil(() -> status() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    holds("b");

    assertThat(runId()).isNotEqualTo(run);
    assertThat(view().holder().token()).isGreaterThan(8);
  }

  private void holds(String id) {
    acquire(id);
    awaitUntil(() -> isHeldBy(id));
  }

  private boolean isHeldBy(String id) {
    return view().holder() != null && view().holder().requestId().equals(id);
  }

  private AcquireReply acquire(String id) {
    ExecutionLockWorkflow stub =
        client.newWorkflowStub(
            ExecutionLockWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.lock(ACCOUNT))
                .setTaskQueue(TaskQueues.LEGWORK)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    return WorkflowClient.executeUpdateWithStart(
        stub::acquire,
        id,
        ACCOUNT,
        UpdateOptions.<AcquireReply>newBuilder()
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new WithStartWorkflowOperation<>(stub::run, LockState.NEW));
  }

  private ExecutionLockWorkflow lock() {
    return client.newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(ACCOUNT));
  }

  private LockView view() {
    return lock().state();
  }

  private String runId() {
    return describe().getExecution().getRunId();
  }

  private WorkflowExecutionStatus status() {
    return describe().getStatus();
  }

  private WorkflowExecutionDescription describe() {
    return client.newUntypedWorkflowStub(WorkflowIds.lock(ACCOUNT)).describe();
  }

  private void waiter(String id) {
    WaiterWorkflow stub =
        client.newWorkflowStub(
            WaiterWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.execution(id))
                .setTaskQueue(TaskQueues.LEGWORK)
                .build());
    WorkflowClient.start(stub::run);
  }

  private WaiterWorkflow waiterOf(String id) {
    return client.newWorkflowStub(WaiterWorkflow.class, WorkflowIds.execution(id));
  }

  private static void awaitUntil(BooleanSupplier condition) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(condition::getAsBoolean);
  }
}
