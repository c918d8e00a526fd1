package dev.legwork.standalone;

import dev.legwork.activity.LedgerLockKeeper;
import dev.legwork.activity.LockClient;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.lock.LockView;
import dev.legwork.worker.version.WorkerVersion;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import dev.legwork.workflow.lock.ExecutionLockWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A lock alone, on a real Temporal dev server with a real PostgreSQL under it. The server suggests
 * a new run after a few hundred events instead of thousands, so that the lock starts many of them.
 */
final class LockLab implements AutoCloseable {
  static final String ACCOUNT = "DU1000001";

  private static final String SHORT_RUNS = "limit.historyCount.suggestContinueAsNew=400";
  private static final Duration READY = Duration.ofSeconds(180);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Ledger ledger;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final LockClient locks;

  LockLab(Path folder) {
    HomeFolder home = new HomeFolder(folder);
    home.create();
    try {
      LedgerDatabase database = database(home);
      ledger = new Ledger(database);
      stubs = connected(server(home));
      client = client();
      startWorkers(database);
      locks = new LockClient(client);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private LedgerDatabase database(HomeFolder home) {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home, Ports.anyFree(), line -> {});
    running.push(postgres);
    LedgerDatabase database =
        new LedgerDatabase(LedgerSettings.of(postgres.url(), postgres.user(), postgres.password()));
    running.push(database);
    database.migrate();
    return database;
  }

  private String server(HomeFolder home) {
    Path program = new TemporalBinary(line -> {}).installed().orElseThrow();
    int port = Ports.anyFree();
    List<String> command =
        new ArrayList<>(EmbeddedTemporal.command(program, home, port, Ports.anyFree()));
    command.addAll(List.of("--dynamic-config-value", SHORT_RUNS));
    Service server =
        new Service(
            new Service.Plan(
                "Temporal",
                command,
                Map.of(),
                home.log("temporal"),
                home.pidFile("temporal"),
                false,
                ProcessHandle::destroy,
                Duration.ofSeconds(10)),
            line -> {});
    running.push(server);
    server.start();
    EmbeddedTemporal.awaitAnswer("127.0.0.1:" + port, home);
    return "127.0.0.1:" + port;
  }

  private WorkflowServiceStubs connected(String target) {
    WorkflowServiceStubs connecting =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    running.push(connecting::shutdownNow);
    return connecting;
  }

  private WorkflowClient client() {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder().setDataConverter(TradeDataConverter.create()).build());
  }

  private void startWorkers(LedgerDatabase database) {
    WorkerVersion version =
        new WorkerVersion(
            "lock-lab", true, stubs, "default", database.presence("lock-lab"), ledger);
    running.push(version);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    running.push(factory::shutdownNow);
    io.temporal.worker.Worker worker =
        factory.newWorker(TaskQueues.LEGWORK, version.applyTo(patient()).build());
    worker.registerWorkflowImplementationTypes(ExecutionLockWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        new LedgerLockKeeper(ledger, client, Set.of(ACCOUNT), Clock.systemUTC()));
    factory
        .newWorker(LockWaiter.QUEUE, patient().build())
        .registerWorkflowImplementationTypes(LockWaiter.Impl.class);
    factory.start();
    version.start();
    Waiting.until("the lock's build is current", READY, version::isCurrent);
  }

  /** The deadlock detector's own second is too short for a machine that builds beside the test. */
  private static WorkerOptions.Builder patient() {
    return WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000);
  }

  LockClient locks() {
    return locks;
  }

  /** The workflow that is told of the grant, as a trade's is. */
  void startWaiter(String request) {
    WorkflowClient.start(
        client.newWorkflowStub(
                LockWaiter.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.execution(request))
                    .setTaskQueue(LockWaiter.QUEUE)
                    .build())
            ::run);
  }

  LockView view() {
    return client.newWorkflowStub(ExecutionLockWorkflow.class, WorkflowIds.lock(ACCOUNT)).state();
  }

  /** How often the lock has started its next run. */
  long turns() {
    return client
        .listExecutions(
            "WorkflowId = '%s' and ExecutionStatus = 'ContinuedAsNew'"
                .formatted(WorkflowIds.lock(ACCOUNT)))
        .count();
  }

  /** As the first order of a holder does; tells the fence as it stands now. */
  long raiseFence(long token) {
    return ledger.fence().raise(ACCOUNT, token);
  }

  @Override
  public void close() {
    running.forEach(
        part -> {
          try {
            part.close();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
