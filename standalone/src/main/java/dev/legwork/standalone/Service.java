package dev.legwork.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process beside ours that has to run: started, named in a pid file, restarted when it dies,
 * stopped on request. Its output goes to a log file, so that it survives the end of its parent.
 *
 * <p>Methods may be called from any thread.
 */
final class Service implements AutoCloseable {

  /**
   * How a process is run.
   *
   * @param name for people, and for its log and pid file
   * @param command program and arguments
   * @param environment added to ours
   * @param log file that receives its output
   * @param pidFile where it is named
   * @param adoptable whether one left over from a killed parent is used on, if its command is the
   *     same; otherwise it is stopped first
   * @param stopper asks the process to end in order
   * @param patience how long it may take to end before it is killed
   */
  record Plan(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      PidFile pidFile,
      boolean adoptable,
      Consumer<ProcessHandle> stopper,
      Duration patience) {

    String commandLine() {
      return String.join(" ", command).replace('\n', ' ');
    }
  }

  private static final Logger log = LoggerFactory.getLogger(Service.class);
  private static final Duration SHORT_LIFE = Duration.ofSeconds(5);
  private static final Optional<String> SETSID =
      Stream.of("/usr/bin/setsid", "/bin/setsid")
          .filter(path -> Files.isExecutable(Path.of(path)))
          .findFirst();

  private final Plan plan;
  private final Consumer<String> console;
  private ProcessHandle process;
  private boolean adopted;
  private boolean stopping;
  private int deaths;

  Service(Plan plan, Consumer<String> console) {
    this.plan = plan;
    this.console = console;
  }

  /** Starts the process, or takes over the one that a killed parent left. */
  synchronized void start() {
    Optional<PidFile.Running> left = plan.pidFile().running();
    if (left.isPresent() && plan.adoptable() && left.get().command().equals(plan.commandLine())) {
      adopted = true;
      console.accept(
          plan.name() + ": still running from before, pid " + left.get().process().pid());
      watch(left.get().process());
      return;
    }
    left.ifPresent(running -> stopLeftOver(running.process()));
    launch();
  }

  /** Whether a process of ours runs that an earlier parent left. */
  static boolean leftOver(PidFile pidFile) {
    return pidFile.running().isPresent();
  }

  /** Whether {@link #start} found the process running. */
  synchronized boolean adopted() {
    return adopted;
  }

  /** How often the process died and was started again. */
  synchronized int deaths() {
    return deaths;
  }

  /** The process that runs now, or ran last. */
  synchronized ProcessHandle process() {
    return process;
  }

  /** Lets the process run on without us, as it does when we are killed. */
  synchronized void detach() {
    stopping = true;
  }

  @Override
  public void close() {
    ProcessHandle running;
    synchronized (this) {
      stopping = true;
      running = process;
    }
    if (running != null) {
      stop(running);
      plan.pidFile().delete();
    }
  }

  private void stopLeftOver(ProcessHandle left) {
    console.accept(plan.name() + ": stopping the one left from before, pid " + left.pid());
    stop(left);
  }

  private void stop(ProcessHandle running) {
    if (!running.isAlive()) {
      return;
    }
    plan.stopper().accept(running);
    if (!ended(running, plan.patience())) {
      log.warn(
          "{} (pid {}) did not end in {}; killing it", plan.name(), running.pid(), plan.patience());
      running.destroyForcibly();
      ended(running, Duration.ofSeconds(5));
    }
  }

  private static boolean ended(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return false;
    }
  }

  private void launch() {
    try {
      Files.createDirectories(plan.log().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(inItsOwnSession(plan.command()))
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
      builder.environment().putAll(plan.environment());
      ProcessHandle started = builder.start().toHandle();
      plan.pidFile().write(started, plan.commandLine());
      log.info("{} started, pid {}", plan.name(), started.pid());
      watch(started);
    } catch (IOException e) {
      throw new CannotStart("cannot start " + plan.name() + ": " + e.getMessage(), e);
    }
  }

  /** A Ctrl-C in the terminal must reach us only: we stop the others, in order. */
  private static List<String> inItsOwnSession(List<String> command) {
    List<String> all = new ArrayList<>();
    SETSID.ifPresent(all::add);
    all.addAll(command);
    return all;
  }

  private void watch(ProcessHandle started) {
    process = started;
    long since = System.nanoTime();
    started
        .onExit()
        .thenAccept(ended -> restart(ended, Duration.ofNanos(System.nanoTime() - since)));
  }

  private void restart(ProcessHandle ended, Duration lived) {
    synchronized (this) {
      if (stopping || process.pid() != ended.pid()) {
        return;
      }
      deaths++;
    }
    boolean shortLived = lived.compareTo(SHORT_LIFE) < 0;
    console.accept(
        "%s: pid %d died%s; starting another"
            .formatted(plan.name(), ended.pid(), shortLived ? " at once, see " + plan.log() : ""));
    CompletableFuture.runAsync(
        this::relaunch,
        CompletableFuture.delayedExecutor(shortLived ? 2_000 : 0, TimeUnit.MILLISECONDS));
  }

  private void relaunch() {
    try {
      console.accept(plan.name() + ": pid " + launchUnlessStopping());
    } catch (CannotStart e) {
      console.accept(e.getMessage());
    }
  }

  private synchronized long launchUnlessStopping() {
    if (stopping) {
      throw new CannotStart(plan.name() + ": not started again, everything is stopping");
    }
    launch();
    return process.pid();
  }
}
