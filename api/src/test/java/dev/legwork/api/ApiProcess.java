package dev.legwork.api;

import static org.awaitility.Awaitility.await;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.LedgerSettings;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.TradeDataConverter;
import dev.legwork.workflow.lock.ExecutionLockWorkflowImpl;
import dev.legwork.workflow.scan.ScanWorkflowImpl;
import dev.legwork.workflow.session.TradingSessionWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** One api with its database and Temporal for the test JVM; tests keep apart by ids. */
final class ApiProcess {
  static final String ACCOUNT = "DU1000001";
  static final String OTHER_ACCOUNT = "DU1000002";
  static final String LOCK_ACCOUNT = "DU1000003";
  static final int TEMPORAL_PORT = freePort();
  static final EmbeddedPostgres POSTGRES = postgres();
  static final LedgerDatabase DATABASE =
      new LedgerDatabase(LedgerSettings.of(databaseUrl(), "postgres", "postgres"));
  static final Ledger LEDGER = ledger();
  static final WorkflowClient TEMPORAL = temporal();
  static final ApiCalls CALLS = ready(new ApiCalls(port(start())));

  private ApiProcess() {}

  /** Another api, with these settings in place of the usual ones. */
  static ConfigurableApplicationContext start(String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("server.port", "0");
    all.put("legwork.database.url", databaseUrl());
    all.put("legwork.database.user", "postgres");
    all.put("legwork.database.password", "postgres");
    all.put("legwork.temporal.target", "127.0.0.1:" + TEMPORAL_PORT);
    all.put("legwork.temporal.rpc-timeout", "30s");
    all.put("legwork.broker.accounts[0].account", ACCOUNT);
    all.put("legwork.broker.accounts[0].client-id", "1");
    all.put("legwork.broker.accounts[1].account", OTHER_ACCOUNT);
    all.put("legwork.broker.accounts[2].account", LOCK_ACCOUNT);
    all.put("legwork.broker.accounts[3].account", "U7654321");
    for (String setting : settings) {
      all.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(1 + setting.indexOf('=')));
    }
    return ApiApplication.start(
        all.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new));
  }

  /** It listens before it has found its database. */
  private static ApiCalls ready(ApiCalls calls) {
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .until(() -> calls.get("/api/executions").status() == 200);
    return calls;
  }

  static int port(ConfigurableApplicationContext context) {
    return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
  }

  static String databaseUrl() {
    return POSTGRES.getJdbcUrl("postgres", "postgres");
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ledger ledger() {
    DATABASE.migrate();
    return new Ledger(DATABASE);
  }

  private static WorkflowClient temporal() {
    TestServer.createPortBoundServer(TEMPORAL_PORT);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + TEMPORAL_PORT)
                .build());
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setDataConverter(TradeDataConverter.create())
                .build());
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(TaskQueues.LEGWORK);
    worker.registerWorkflowImplementationTypes(
        ExecutionLockWorkflowImpl.class,
        TradingSessionWorkflowImpl.class,
        ScanWorkflowImpl.class,
        TradeStandIn.class);
    worker.registerActivitiesImplementations(new LedgerKeeper(LEDGER), new SessionKeeper(LEDGER));
    factory
        .newWorker(TaskQueues.broker(ACCOUNT))
        .registerActivitiesImplementations(new SessionKeeper.QuietDesk());
    factory.start();
    return client;
  }
}
