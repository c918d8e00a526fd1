package dev.legwork.worker;

import dev.legwork.activity.LedgerLockKeeper;
import dev.legwork.activity.LedgerRecovery;
import dev.legwork.activity.LedgerStops;
import dev.legwork.activity.LedgerTradeActivities;
import dev.legwork.activity.LockClient;
import dev.legwork.activity.RecoveryStarter;
import dev.legwork.activity.StopStarter;
import dev.legwork.activity.TradeWorkflows;
import dev.legwork.activity.TradingRules;
import dev.legwork.activity.reconciliation.ReconciliationKeeper;
import dev.legwork.activity.session.LedgerSessions;
import dev.legwork.alerting.AlertSettings;
import dev.legwork.alerting.Alerting;
import dev.legwork.fault.CrashPoint;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.strategy.Strategies;
import dev.legwork.worker.version.BuildId;
import dev.legwork.worker.version.WorkerVersion;
import dev.legwork.workflow.ClosedRatherThanStuck;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.execution.ExecutionWorkflowImpl;
import dev.legwork.workflow.execution.ProtectiveStopWorkflowImpl;
import dev.legwork.workflow.execution.RecoveryWorkflowImpl;
import dev.legwork.workflow.lock.ExecutionLockWorkflowImpl;
import dev.legwork.workflow.reconciliation.ReconciliationWorkflowImpl;
import dev.legwork.workflow.scan.ScanWorkflowImpl;
import dev.legwork.workflow.session.TradingSessionWorkflowImpl;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What the process does: first the ledger, then Temporal, then workflows and desks. It starts in
 * the background, so that health can be asked while it waits.
 */
@Component
final class WorkerRuntime implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRuntime.class);

  /** How long a task waits for a worker that died before another one gets it. */
  private static final Duration STICKY = Duration.ofMillis(500);

  /**
   * How long workflow code may keep its thread. The SDK's second fails the first tasks of a cold
   * process on a busy machine, just when it has to take over a trade.
   */
  private static final long COLD_START_MS = 5000;

  /**
   * Half of them poll the common queue, of which a server has four partitions by default: a task in
   * a partition that nobody polls may wait for a minute.
   */
  private static final int WORKFLOW_POLLERS = 10;

  private static final int DRAIN_SECONDS = 5;

  private final LegworkSettings settings;
  private final AlertSettings alerting;
  private final Alerting alerts;
  private final LedgerDatabase database;
  private final TemporalConnection temporal;
  private final MeterRegistry metrics;
  private final Strategies strategies =
      Strategies.load(Thread.currentThread().getContextClassLoader());
  private final List<AccountDesk> desks = new CopyOnWriteArrayList<>();
  private volatile Stage stage = Stage.STOPPED;
  private WorkerFactory workflows;
  private LockMetrics locks;
  private WorkerVersion version;
  private Thread starting;

  /** How far the start has come. */
  enum Stage {
    STOPPED,
    WAITING_FOR_DATABASE,
    WAITING_FOR_TEMPORAL,
    RUNNING
  }

  WorkerRuntime(
      LegworkSettings settings,
      AlertSettings alerting,
      Alerting alerts,
      LedgerDatabase database,
      TemporalConnection temporal,
      MeterRegistry metrics) {
    this.settings = settings;
    this.alerting = alerting;
    this.alerts = alerts;
    this.database = database;
    this.temporal = temporal;
    this.metrics = metrics;
  }

  Stage stage() {
    return stage;
  }

  List<AccountDesk> desks() {
    return List.copyOf(desks);
  }

  @Override
  public synchronized void start() {
    starting = Thread.ofPlatform().name("start").unstarted(this::bringUp);
    starting.start();
  }

  private void bringUp() {
    try {
      CrashSwitch.refuseFor(settings.broker().liveAccounts());
      stage = Stage.WAITING_FOR_DATABASE;
      Patience.untilDone("PostgreSQL at " + settings.database().url(), database::migrate);
      CrashPoint.DURING_START.reached();
      stage = Stage.WAITING_FOR_TEMPORAL;
      Patience.untilDone(
          "Temporal at " + settings.temporal().target(),
          new SearchAttributeSetup(temporal.stubs(), settings.temporal().namespace())::ensure);
      serve();
      stage = Stage.RUNNING;
      LOG.info("running, accounts {}", settings.broker().accountNames());
    } catch (InterruptedException stopping) {
      LOG.info("stopped while starting");
    } catch (RuntimeException e) {
      LOG.error("the worker cannot start and does nothing; mend this and start it again", e);
    }
  }

  private synchronized void serve() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Ledger ledger = new Ledger(database);
    alerts.start(ledger);
    version = version(ledger);
    workflows = workflowWorkers(ledger);
    workflows.start();
    locks = new LockMetrics(temporal.client(), lockNames(), metrics);
    locks.start();
    if (version != null) {
      version.start();
    }
    for (LegworkSettings.Broker.Session session : settings.broker().accounts()) {
      AccountDesk desk =
          new AccountDesk(
              settings.broker(),
              session,
              settings.deskOf(session),
              settings.reconciliation(),
              alerting,
              settings.limits().guards(),
              temporal.client(),
              database,
              ledger,
              strategies,
              metrics);
      desks.add(desk);
      desk.start();
    }
  }

  private Set<String> lockNames() {
    return settings.broker().accountNames().stream()
        .map(settings.lock().scope()::lockOf)
        .collect(Collectors.toSet());
  }

  /** This build as a version; null on a server that knows none. */
  private WorkerVersion version(Ledger ledger) throws InterruptedException {
    String namespace = settings.temporal().namespace();
    AtomicBoolean known = new AtomicBoolean();
    Patience.untilDone(
        "Temporal's worker versions",
        () -> known.set(WorkerVersion.isKnownTo(temporal.stubs(), namespace)));
    if (!known.get()) {
      return null;
    }
    String build =
        Optional.ofNullable(settings.temporal().buildId()).orElseGet(BuildId::ofThisProcess);
    WorkerVersion mine =
        new WorkerVersion(
            build,
            settings.temporal().promote(),
            temporal.stubs(),
            namespace,
            database.presence(build),
            ledger);
    Patience.untilDone("the presence of build " + build, mine::show);
    return mine;
  }

  private WorkerFactory workflowWorkers(Ledger ledger) {
    WorkflowClient client = temporal.client();
    Clock clock = Clock.systemUTC();
    Set<String> accounts = settings.broker().accountNames();
    WorkerFactory factory = WorkerFactory.newInstance(client);
    WorkerOptions.Builder options =
        WorkerOptions.newBuilder()
            .setStickyQueueScheduleToStartTimeout(STICKY)
            .setMaxConcurrentWorkflowTaskPollers(WORKFLOW_POLLERS)
            .setDefaultDeadlockDetectionTimeout(COLD_START_MS);
    Worker worker =
        factory.newWorker(
            TaskQueues.LEGWORK, (version == null ? options : version.applyTo(options)).build());
    worker.registerWorkflowImplementationTypes(
        ClosedRatherThanStuck.OPTIONS,
        ExecutionWorkflowImpl.class,
        RecoveryWorkflowImpl.class,
        ProtectiveStopWorkflowImpl.class);
    worker.registerWorkflowImplementationTypes(
        TradingSessionWorkflowImpl.class, ScanWorkflowImpl.class);
    worker.registerWorkflowImplementationTypes(
        ExecutionLockWorkflowImpl.class, ReconciliationWorkflowImpl.class);
    TradingRules rules =
        new TradingRules(accounts, settings.broker().liveAccounts(), ledger.clocks(), clock);
    worker.registerActivitiesImplementations(
        new LedgerTradeActivities(
            ledger,
            rules,
            settings.lock().scope(),
            new RecoveryStarter(client),
            this::expect,
            new StopStarter(client, ledger),
            clock),
        new LedgerStops(ledger, client, clock),
        new LedgerRecovery(ledger, client, settings.lock().scope(), clock),
        new LedgerLockKeeper(ledger, client, accounts, clock),
        new LockClient(client),
        new LedgerSessions(ledger, rules, strategies, new TradeWorkflows(client)),
        new ReconciliationKeeper(ledger, new RecoveryStarter(client)));
    return factory;
  }

  /** Its desk may well be in this process, and can use the time until the trade has its lock. */
  private void expect(ExecutionRequest request) {
    desks.stream()
        .filter(desk -> desk.account().equals(request.account()))
        .forEach(desk -> desk.expect(request));
  }

  /** Trades go on in another worker, or here after the next start. */
  @Override
  public synchronized void stop() {
    LOG.info("stopping; running trades go on with the next worker");
    starting.interrupt();
    desks.parallelStream().forEach(AccountDesk::close);
    desks.clear();
    if (locks != null) {
      locks.close();
    }
    if (workflows != null) {
      workflows.shutdown();
      workflows.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
      workflows.shutdownNow();
    }
    if (version != null) {
      version.close();
    }
    stage = Stage.STOPPED;
  }

  @Override
  public boolean isRunning() {
    return stage != Stage.STOPPED;
  }
}
