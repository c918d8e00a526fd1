package dev.legwork.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.uber.m3.tally.RootScopeBuilder;
import dev.legwork.lock.LockHolder;
import dev.legwork.lock.LockView;
import dev.legwork.order.BrokerEvent;
import dev.legwork.report.ExecutionView;
import dev.legwork.workflow.ClosedRatherThanStuck;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.TradeSearchAttributes;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import dev.legwork.workflow.lock.ExecutionLockWorkflowImpl;
import dev.legwork.workflow.lock.ScriptedKeeper;
import io.temporal.api.common.v1.Payload;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.RawValue;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Everything a trade meets, in one process and with time skipping. */
final class TradeLab implements AutoCloseable {
  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build();

  static final String ACCOUNT = "DU1000001";

  final ScriptedDesk desk = new ScriptedDesk(this::relay);
  final MemoryLedger ledger = new MemoryLedger();
  final ScriptedKeeper keeper = new ScriptedKeeper();
  final CountedMetrics counted = new CountedMetrics();
  final MemoryRecovery recovery = new MemoryRecovery(ledger, desk::known, this::client);
  final TestWorkflowEnvironment temporal;

  TradeLab() {
    this(true);
  }

  /**
   * @param deskIsThere whether anybody polls the desk's queue
   * @param interceptors of the worker
   */
  TradeLab(boolean deskIsThere, WorkerInterceptor... interceptors) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder().setWorkerInterceptors(interceptors).build())
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(TradeDataConverter.create())
                    .build());
    options.setMetricsScope(
        new RootScopeBuilder()
            .reporter(counted)
            .reportEvery(com.uber.m3.util.Duration.ofMillis(100)));
    TradeSearchAttributes.types().forEach(options::registerSearchAttribute);
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = temporal.newWorker(TaskQueues.LEGWORK, PATIENT);
    worker.registerWorkflowImplementationTypes(
        ClosedRatherThanStuck.OPTIONS, ExecutionWorkflowImpl.class, RecoveryWorkflowImpl.class);
    worker.registerWorkflowImplementationTypes(ExecutionLockWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        ledger, recovery, keeper, new UpdateLocks(temporal::getWorkflowClient));
    if (deskIsThere) {
      temporal.newWorker(TaskQueues.broker(ACCOUNT)).registerActivitiesImplementations(desk);
    }
    temporal.start();
  }

  WorkflowStub start(String id, String json) {
    return startAs(WorkflowIds.execution(id), json.getBytes(StandardCharsets.UTF_8));
  }

  WorkflowStub startAs(String workflowId, byte[] json) {
    WorkflowStub stub = stub(workflowId);
    stub.start(
        new RawValue(
            Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFrom(json))
                .build()));
    return stub;
  }

  WorkflowStub stub(String workflowId) {
    return client()
        .newUntypedWorkflowStub(
            "ExecutionWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setTaskQueue(TaskQueues.LEGWORK)
                .build());
  }

  ExecutionView run(String id) {
    return start(id, conversion(id)).getResult(ExecutionView.class);
  }

  ExecutionWorkflow execution(String id) {
    return client().newWorkflowStub(ExecutionWorkflow.class, WorkflowIds.execution(id));
  }

  /** Starts the recovery of a trade. */
  RecoveryWorkflow recover(String id) {
    RecoveryWorkflow stub =
        client()
            .newWorkflowStub(
                RecoveryWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.recovery(id))
                    .setTaskQueue(TaskQueues.LEGWORK)
                    .build());
    WorkflowClient.start(stub::recover, id, "a test says so");
    return stub;
  }

  /** Recovers a trade to its end. */
  ExecutionView recovered(String id) {
    return WorkflowStub.fromTyped(recover(id)).getResult(ExecutionView.class);
  }

  LockView lock() {
    return client().newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(ACCOUNT)).state();
  }

  boolean isLockedBy(String id) {
    LockHolder holder = lock().holder();
    return holder != null && holder.requestId().equals(id);
  }

  WorkflowExecutionHistory history(String id) {
    return client().fetchHistory(WorkflowIds.execution(id));
  }

  WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  @Override
  public void close() {
    temporal.close();
  }

  private void relay(String executionId, List<BrokerEvent> events) {
    try {
      execution(executionId).brokerEvents(events);
    } catch (WorkflowNotFoundException ended) {
      relayToRecovery(executionId, events);
    }
  }

  private void relayToRecovery(String executionId, List<BrokerEvent> events) {
    try {
      client()
          .newWorkflowStub(RecoveryWorkflow.class, WorkflowIds.recovery(executionId))
          .brokerEvents(events);
    } catch (WorkflowNotFoundException ended) {
      // the trade has ended; nobody wants to know any more
    }
  }

  static String conversion(String id) {
    return """
    { "id": "%s", "account": "DU1000001", "strategy": "SFR", "underlying": "TWX",
      "legs": [
        { "name": "stock", "action": "BUY", "ratio": 100,
          "contract": { "type": "STOCK", "symbol": "TWX" } },
        { "name": "put", "action": "BUY", "ratio": 1,
          "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "2014-06-20",
                        "strike": "70", "right": "PUT" } },
        { "name": "call", "action": "SELL", "ratio": 1,
          "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "2014-06-20",
                        "strike": "70", "right": "CALL" } } ],
      "quantity": 1, "netLimit": "69.72" }
    """
        .formatted(id);
  }

  /** Patient enough for a test to do something in between, also when time is skipped. */
  static String slow(String id) {
    return withTimeouts(id, "\"total\": \"PT10M\", \"afterFirstFill\": \"PT10M\"");
  }

  static String withTimeouts(String id, String timeouts) {
    return conversion(id)
        .replace("\"quantity\": 1,", "\"quantity\": 1, \"timeouts\": {" + timeouts + "},");
  }

  static void awaitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
