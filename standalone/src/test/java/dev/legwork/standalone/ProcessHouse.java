package dev.legwork.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.invariant.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything running, each part a process of its own that is started again when it dies: for tests
 * that kill them. On free ports, in a folder of its own.
 */
final class ProcessHouse implements AutoCloseable {

  /** What can be killed. */
  enum Part {
    WORKER,
    API,
    TEMPORAL,
    POSTGRES,
    SIMULATOR
  }

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Console SILENT =
      new Console(new PrintStream(OutputStream.nullOutputStream()));

  private final Settings settings;
  private final CrashSwitch crashes;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final EmbeddedPostgres postgres;
  private final EmbeddedTemporal temporal;
  private final Service simulator;
  private final Service api;
  private final ProcessArguments handedOn;
  private Worker worker;

  /**
   * Starts everything, and returns when the worker is healthy.
   *
   * @param name of the folder under {@code target}
   * @param workerArguments beyond those that the house gives by itself
   */
  ProcessHouse(String name, String... workerArguments) {
    settings = settings(Path.of("target", name + "-" + ProcessHandle.current().pid()));
    settings.home().create();
    Logs.toFile(settings.home());
    crashes = new CrashSwitch(settings.home().path().resolve("crash"));
    try {
      postgres = push(EmbeddedPostgres.start(settings.home(), settings.databasePort(), SILENT));
      temporal =
          push(
              EmbeddedTemporal.start(
                  new TemporalBinary(SILENT).locate().orElseThrow(),
                  settings.home(),
                  settings.temporalPort(),
                  settings.temporalUiPort(),
                  SILENT));
      simulator = push(started("simulator", Legwork.class.getName(), simulatorArguments()));
      handedOn =
          new ProcessArguments(
              settings,
              new Database(postgres.url(), postgres.user(), postgres.password()),
              temporal,
              LooseLimits.ARGUMENTS);
      startWorker(workerArguments);
      api =
          push(
              started(
                  "api",
                  "dev.legwork.api.ApiApplication",
                  List.of(handedOn.api(settings.home().log("api-spring")))));
      awaitAll();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Settings settings(Path home) {
    return Settings.read(
        List.of(
            "--legwork.home=" + home,
            "--server.port=" + Ports.anyFree(),
            "--management.server.port=" + Ports.anyFree(),
            "--legwork.temporal.port=" + Ports.anyFree(),
            "--legwork.temporal.ui-port=" + Ports.anyFree(),
            "--legwork.simulator.port=" + Ports.anyFree(),
            "--legwork.simulator.control-port=" + Ports.anyFree(),
            "--legwork.database.port=" + Ports.anyFree()));
  }

  private List<String> simulatorArguments() {
    return List.of(
        "simulator",
        "--market=script",
        "--legwork.home=" + settings.home().path(),
        "--legwork.simulator.port=" + settings.simulatorPort(),
        "--legwork.simulator.control-port=" + settings.controlPort());
  }

  private Service started(String name, String mainClass, List<String> arguments) {
    return started(name, mainClass, List.of(), arguments);
  }

  private Service started(
      String name, String mainClass, List<String> flags, List<String> arguments) {
    List<String> all = new ArrayList<>(flags);
    all.add("-XX:TieredStopAtLevel=1");
    Service service =
        new Service(
            new Service.Plan(
                name,
                JavaCommand.of(mainClass, all, arguments),
                Map.of(),
                settings.home().log(name),
                settings.home().pidFile(name),
                false,
                ProcessHandle::destroy,
                Duration.ofSeconds(10)),
            SILENT);
    service.start();
    return service;
  }

  /** Starts a second worker beside the first; it stands by. */
  WorkerHealth startStandby() {
    int port = Ports.anyFree();
    push(
        started(
            "standby",
            "dev.legwork.worker.WorkerApplication",
            List.of(crashes.flag()),
            arguments("--management.server.port=" + port, "--server.port=" + port)));
    return new WorkerHealth(port);
  }

  /** What the first worker says of itself. */
  WorkerHealth workerHealth() {
    return new WorkerHealth(settings.workerPort());
  }

  private <T extends AutoCloseable> T push(T part) {
    running.push(part);
    return part;
  }

  /** The worker of the moment. */
  Worker worker() {
    return worker;
  }

  /** Another worker in its place; the one before has been killed for good. */
  void startWorker(String... arguments) {
    worker = push(Worker.start(settings, List.of(crashes.flag()), arguments(arguments), SILENT));
  }

  /** A second worker beside the first, not restarted when it dies. */
  Service secondWorker(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--management.server.port=0");
    all.add("--server.port=0");
    return push(
        started(
            "second-worker",
            "dev.legwork.worker.WorkerApplication",
            arguments(all.toArray(String[]::new))));
  }

  private List<String> arguments(String... more) {
    List<String> all = new ArrayList<>(handedOn.worker());
    for (String argument : more) {
      String name = argument.substring(0, argument.indexOf('=') + 1);
      all.removeIf(known -> known.startsWith(name));
      all.add(argument);
    }
    return all;
  }

  /** Where the worker dies, stops or waits. */
  CrashSwitch crashes() {
    return crashes;
  }

  Venue venue() {
    return new Venue("http://localhost:" + settings.controlPort());
  }

  Trades trades() {
    return new Trades("http://localhost:" + settings.apiPort());
  }

  Books books() {
    return new Books(postgres.url());
  }

  /**
   * What breaks an invariant, by {@link HouseAudit}.
   *
   * @param accounts to look at; none: all
   */
  List<Violation> audit(String... accounts) {
    return HouseAudit.of(postgres.url(), "http://localhost:" + settings.controlPort(), accounts);
  }

  String temporalTarget() {
    return temporal.target();
  }

  ProcessHandle process(Part part) {
    return switch (part) {
      case WORKER -> worker.process();
      case API -> api.process();
      case TEMPORAL -> temporal.process();
      case POSTGRES -> postgres.process();
      case SIMULATOR -> simulator.process();
    };
  }

  /** {@code kill -9}, children included; another one is started. */
  void kill(Part part) {
    ProcessHandle process = process(part);
    List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  /** SIGSTOP, children included. */
  void stop(Part part) {
    signal(part, "-STOP");
  }

  /** SIGCONT, children included. */
  void goOn(Part part) {
    signal(part, "-CONT");
  }

  private void signal(Part part, String signal) {
    ProcessHandle process = process(part);
    List<String> pids =
        Stream.concat(Stream.of(process), process.descendants())
            .map(one -> Long.toString(one.pid()))
            .toList();
    try {
      new ProcessBuilder(Stream.concat(Stream.of("kill", signal), pids.stream()).toList())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the api is about to answer a POST. */
  boolean isApiAsked() {
    JsonNode active =
        trades().http().get("/actuator/metrics/http.server.requests.active?tag=method:POST").json();
    return active.findValues("value").stream().anyMatch(value -> value.asDouble() > 0);
  }

  /** Waits until all parts serve. */
  void awaitAll() {
    Waiting.until("PostgreSQL answers", PATIENCE, () -> books().answers());
    Waiting.until("the simulator answers", PATIENCE, () -> answers(() -> venue().now()));
    worker.awaitHealthy();
    Waiting.until(
        "the api answers",
        PATIENCE,
        () -> answers(() -> trades().http().get("/actuator/health"), 200));
  }

  private static boolean answers(Runnable question) {
    try {
      question.run();
      return true;
    } catch (RuntimeException away) {
      return false;
    }
  }

  private static boolean answers(java.util.function.Supplier<JsonHttp.Answer> ask, int status) {
    try {
      return ask.get().status() == status;
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  @Override
  public void close() {
    crashes.disarm();
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
