package dev.legwork.standalone;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Temporal's dev server as a process of its own, with a database file, tuned: its defaults are made
 * for a laptop's battery and cost 50 ms a hop. Durable over {@code kill -9}.
 */
final class EmbeddedTemporal implements TemporalHost {

  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration ONE_TRY = Duration.ofSeconds(10);

  /** Attributes the executions carry, with Temporal's name of their type. */
  static final Map<String, String> SEARCH_ATTRIBUTES =
      Map.of(
          "ExecutionState", "Keyword",
          "Account", "Keyword",
          "Underlying", "Keyword",
          "Strategy", "Keyword",
          "NeedsAttention", "Bool");

  private static final List<String> TUNING =
      List.of(
          "history.transferProcessorMaxPollRPS=2000",
          "history.transferProcessorMaxPollHostRPS=20000",
          "history.timerProcessorMaxPollRPS=2000",
          "history.timerProcessorMaxPollHostRPS=20000",
          "history.visibilityProcessorMaxPollRPS=2000",
          // with few pollers a task may wait a minute in a partition that nobody polls
          "matching.numTaskqueueReadPartitions=1",
          "matching.numTaskqueueWritePartitions=1",
          "history.timerProcessorMaxTimeShift=\"10ms\"",
          // a task in the hands of a worker that died waits this long; clients do not set it
          "history.defaultWorkflowTaskTimeout=\"3s\"");

  private final int port;
  private final int uiPort;
  private final Service service;

  private EmbeddedTemporal(Service service, int port, int uiPort) {
    this.service = service;
    this.port = port;
    this.uiPort = uiPort;
  }

  /** Starts the server, or takes over the one that a killed parent left, and waits for it. */
  static EmbeddedTemporal start(
      Path program, HomeFolder home, int port, int uiPort, Consumer<String> console) {
    Service service =
        new Service(
            new Service.Plan(
                "Temporal",
                command(program, home, port, uiPort),
                Map.of(),
                home.log("temporal"),
                home.pidFile("temporal"),
                true,
                ProcessHandle::destroy,
                Duration.ofSeconds(10)),
            console);
    EmbeddedTemporal temporal = new EmbeddedTemporal(service, port, uiPort);
    service.start();
    if (!service.adopted()) {
      console.accept("Temporal: pid " + service.process().pid() + ", port " + port);
    }
    awaitAnswer(temporal.target(), home);
    return temporal;
  }

  static List<String> command(Path program, HomeFolder home, int port, int uiPort) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                "--db-filename",
                home.temporalDatabase().toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=normal"));
    for (String value : TUNING) {
      command.addAll(List.of("--dynamic-config-value", value));
    }
    SEARCH_ATTRIBUTES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            a -> command.addAll(List.of("--search-attribute", a.getKey() + "=" + a.getValue())));
    return List.copyOf(command);
  }

  @Override
  public String target() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Optional<String> webUi() {
    return Optional.of("http://localhost:" + uiPort);
  }

  /** The server's process, for those who want to see it die. */
  ProcessHandle process() {
    return service.process();
  }

  /** Lets the server run on without us, as it does when we are killed. */
  void detach() {
    service.detach();
  }

  @Override
  public void close() {
    service.close();
  }

  /** Asks anew until it is answered: a server that just starts may leave one question hanging. */
  static void awaitAnswer(String target, HomeFolder home) {
    Waiting.until(
        "Temporal answers, see " + home.log("temporal"), READY, () -> isAnswering(target));
  }

  private static boolean isAnswering(String target) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      stubs.connect(ONE_TRY);
      return true;
    } catch (RuntimeException notYet) {
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }
}
