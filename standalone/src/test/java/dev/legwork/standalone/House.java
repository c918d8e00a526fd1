package dev.legwork.standalone;

import dev.legwork.invariant.Violation;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everything running for the end-to-end tests of this JVM, on free ports and a folder of its own: a
 * real Temporal dev server, a real PostgreSQL, the simulated gateway, the api, and the worker as a
 * real child process.
 */
final class House implements AutoCloseable {
  /** The gateway takes no order for more, and the worker knows it. */
  static final int MOST_CONTRACTS = 10;

  private final Standalone all;
  private final BlockingQueue<String> accounts = new LinkedBlockingQueue<>();
  private final AtomicInteger symbols = new AtomicInteger();
  private final String databaseUrl;
  private final CrashSwitch crashes;

  House() {
    Path home = Path.of("target", "house-" + ProcessHandle.current().pid());
    int databasePort = Ports.anyFree();
    databaseUrl = "jdbc:postgresql://127.0.0.1:" + databasePort + "/legwork";
    Settings settings =
        Settings.read(
            List.of(
                "--legwork.home=" + home,
                "--server.port=" + Ports.anyFree(),
                "--management.server.port=" + Ports.anyFree(),
                "--legwork.temporal.port=" + Ports.anyFree(),
                "--legwork.temporal.ui-port=" + Ports.anyFree(),
                "--legwork.simulator.port=" + Ports.anyFree(),
                "--legwork.simulator.control-port=" + Ports.anyFree(),
                "--legwork.database.port=" + databasePort,
                "--legwork.simulator.max-contracts=" + MOST_CONTRACTS));
    settings.home().create();
    Logs.toFile(settings.home());
    crashes = new CrashSwitch(settings.home().path().resolve("crash"));
    StartOptions options = new StartOptions();
    options.market = "script";
    options.workerFlags = List.of(crashes.flag());
    all = new Standalone(settings, new Console(new PrintStream(OutputStream.nullOutputStream())));
    List<String> worker = new ArrayList<>(LooseLimits.ARGUMENTS);
    worker.add("--legwork.broker.max-contracts=" + MOST_CONTRACTS);
    all.start(options, worker);
    for (int n = 1; n <= 10; n++) {
      accounts.add("DU" + (1_000_000 + n));
    }
  }

  /**
   * One more trader, with an account and a stock of its own; waits while all accounts are taken.
   */
  Trader trader() {
    try {
      return new Trader(this, accounts.take(), "T" + symbols.incrementAndGet());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void giveBack(String account) {
    accounts.add(account);
  }

  Trades trades() {
    return new Trades(all.api());
  }

  Venue venue() {
    return new Venue(all.control());
  }

  String temporalTarget() {
    return all.temporalTarget();
  }

  /** Closes a workflow as the Web UI's Terminate does: nobody is asked, and nothing cleans up. */
  void terminate(String workflowId) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporalTarget()).build());
    try {
      WorkflowClient.newInstance(stubs)
          .newUntypedWorkflowStub(workflowId)
          .terminate("closed from outside by a test");
    } finally {
      stubs.shutdownNow();
    }
  }

  /** Lets the worker die, stop or wait at a named point. */
  CrashSwitch crashes() {
    return crashes;
  }

  /** {@code kill -9} of the worker; the parent starts another. */
  void killWorker() {
    ProcessHandle worker = all.worker().process();
    worker.destroyForcibly();
    worker.onExit().join();
  }

  /**
   * What breaks an invariant, by the simulated gateway's own ledger and our database; found twice,
   * on both sides read anew, for as long as that takes things to settle.
   *
   * @param accounts to look at; none: all
   */
  List<Violation> audit(String... accounts) {
    return HouseAudit.of(databaseUrl, all.control(), accounts);
  }

  /** Arguments of {@code ./legwork audit} for this house, over TWS, and these as well. */
  String[] auditArguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--legwork.database.url=" + databaseUrl,
                "--legwork.database.user=legwork",
                "--legwork.database.password=legwork",
                "--gateway=127.0.0.1:" + all.gatewayPort()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** What the worker shows to Prometheus. */
  String workerMetrics() {
    return page(all.settings().workerPort());
  }

  /** What the api shows to Prometheus. */
  String apiMetrics() {
    return page(all.settings().apiPort());
  }

  private static String page(int port) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + port + "/actuator/prometheus");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the worker of the moment is healthy. */
  void awaitWorker() {
    all.worker().awaitHealthy();
  }

  /** Our own database, past the code that writes it. */
  Books books() {
    return new Books(databaseUrl);
  }

  /** A number out of our own database. */
  long count(String sql, String argument) {
    try (Connection connection = DriverManager.getConnection(databaseUrl, "legwork", "legwork");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    all.close();
  }
}
