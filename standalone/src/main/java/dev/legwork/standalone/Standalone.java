package dev.legwork.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything, running: PostgreSQL and Temporal as processes of their own, the simulated gateway and
 * the api in this one, the worker as a child. Closing stops all of it, the last started first.
 */
final class Standalone implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Standalone.class);

  private final Settings settings;
  private final Console console;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final PidFile ownPid;
  private TemporalHost temporal;
  private Worker worker;
  private volatile boolean claimed;
  private volatile boolean up;
  private boolean closed;

  Standalone(Settings settings, Console console) {
    this.settings = settings;
    this.console = console;
    this.ownPid = settings.home().pidFile("legwork");
  }

  /**
   * Starts everything and returns when the api answers and the worker is healthy. May be closed
   * from another thread meanwhile.
   *
   * @param arguments settings to hand on to api and worker, as {@code --name=value}
   * @throws CannotStart with one line that says what is missing; nothing is left running then
   */
  void start(StartOptions options, List<String> arguments) {
    claimHome(options.fresh);
    try {
      startAll(options, arguments);
      up = true;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Address of the REST api. */
  String api() {
    return "http://localhost:" + settings.apiPort();
  }

  /** Where the simulated gateway speaks TWS. */
  int gatewayPort() {
    return settings.simulatorPort();
  }

  /** Address of the simulated gateway's control port. */
  String control() {
    return "http://localhost:" + settings.controlPort();
  }

  /** Address of the Temporal Web UI, where there is one. */
  Optional<String> temporalUi() {
    return temporal.webUi();
  }

  String temporalTarget() {
    return temporal.target();
  }

  Worker worker() {
    return worker;
  }

  Settings settings() {
    return settings;
  }

  @Override
  public void close() {
    List<AutoCloseable> parts;
    synchronized (running) {
      if (closed) {
        return;
      }
      closed = true;
      parts = List.copyOf(running);
    }
    if (up) {
      OpenTrades.tell(api(), settings.goodTillGrace(), console);
    }
    parts.forEach(this::closeQuietly);
    if (claimed) {
      ownPid.delete();
    }
    if (!parts.isEmpty()) {
      console.accept("stopped");
    }
  }

  private void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      log.warn("stopping {} failed; going on with the others", part, e);
    }
  }

  /** One parent a home folder; the folder's earlier state is forgotten if asked. */
  private void claimHome(boolean fresh) {
    settings.home().create();
    ownPid
        .running()
        .ifPresent(
            other -> {
              throw new CannotStart(
                  "already running in %s, pid %d; stop that first, or choose another folder with --legwork.home=…"
                      .formatted(settings.home().path(), other.process().pid()));
            });
    if (fresh) {
      LeftOvers.stop(settings.home(), console);
      settings.home().forget();
      settings.home().create();
    }
    ownPid.write(ProcessHandle.current(), "legwork");
    claimed = true;
  }

  private void startAll(StartOptions options, List<String> arguments) {
    requirePorts();
    CompletableFuture<Database> database = inBackground(this::startDatabase);
    CompletableFuture<TemporalHost> temporalStarting = inBackground(this::startTemporal);
    push(Hosts.simulator(settings, options));
    console.accept(
        "Simulated gateway: TWS protocol on port %d, control and ledger on http://localhost:%d"
            .formatted(settings.simulatorPort(), settings.controlPort()));
    Database ready = result(database);
    temporal = result(temporalStarting);
    ProcessArguments handedOn = new ProcessArguments(settings, ready, temporal, arguments);
    worker = push(Worker.start(settings, options.workerFlags, handedOn.worker(), console));
    push(Hosts.api(handedOn.api(settings.home().log("legwork"))));
    console.accept("REST: " + api());
    worker.awaitHealthy();
  }

  private Database startDatabase() {
    if (settings.databaseUrl().isPresent()) {
      return new Database(
          settings.databaseUrl().get(), settings.databaseUser(), settings.databasePassword());
    }
    EmbeddedPostgres postgres =
        push(EmbeddedPostgres.start(settings.home(), settings.databasePort(), console));
    return new Database(postgres.url(), postgres.user(), postgres.password());
  }

  private TemporalHost startTemporal() {
    if (settings.temporalTarget().isPresent()) {
      return new TemporalHost.External(settings.temporalTarget().get());
    }
    return push(
        new TemporalBinary(console)
            .locate()
            .<TemporalHost>map(
                program ->
                    EmbeddedTemporal.start(
                        program,
                        settings.home(),
                        settings.temporalPort(),
                        settings.temporalUiPort(),
                        console))
            .orElseGet(() -> InMemoryTemporal.start(settings.temporalPort(), console)));
  }

  private void requirePorts() {
    if (settings.databaseUrl().isEmpty() && !leftOver("postgres")) {
      Ports.requireFree(settings.databasePort(), "PostgreSQL", Settings.DATABASE_PORT);
    }
    if (settings.temporalTarget().isEmpty() && !leftOver("temporal")) {
      Ports.requireFree(settings.temporalPort(), "Temporal", Settings.TEMPORAL_PORT);
      Ports.requireFree(
          settings.temporalUiPort(), "the Temporal Web UI", Settings.TEMPORAL_UI_PORT);
    }
    Ports.requireFree(settings.simulatorPort(), "the simulated gateway", Settings.SIMULATOR_PORT);
    Ports.requireFree(
        settings.controlPort(), "the simulated gateway's control", Settings.CONTROL_PORT);
    Ports.requireFree(settings.apiPort(), "the REST api", Settings.API_PORT);
    if (!leftOver("worker")) {
      Ports.requireFree(settings.workerPort(), "the worker's health", Settings.WORKER_PORT);
    }
  }

  private boolean leftOver(String process) {
    return Service.leftOver(settings.home().pidFile(process));
  }

  private <T extends AutoCloseable> T push(T part) {
    synchronized (running) {
      if (!closed) {
        running.push(part);
        return part;
      }
    }
    closeQuietly(part);
    throw new CannotStart("stopped while starting");
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
    return CompletableFuture.supplyAsync(start);
  }

  private static <T> T result(CompletableFuture<T> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw e;
    }
  }
}
