package dev.legwork.simulation.temporal;

import dev.legwork.desk.DeskUnavailable;
import dev.legwork.simulation.temporal.Activity.Outcome;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.worker.CrashPoint;
import dev.legwork.simulation.worker.Process;
import dev.legwork.simulation.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The task queue of one account's desk, with the options that trades call it with: entering once,
 * started within 2 s or not at all; everything else again and again until it is answered.
 */
public final class BrokerQueue {
  private static final Duration ENTRY_START = Duration.ofSeconds(2);
  private static final Duration START_TO_CLOSE = Duration.ofSeconds(5);
  private static final Duration WORKER_GIVES_UP = Duration.ofMillis(4800);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LAST_RETRY = Duration.ofSeconds(2);

  private final TemporalServer server;
  private final List<Worker> workers;
  private final Deque<Attempt<?>> waiting = new ArrayDeque<>();
  private boolean polling;

  /**
   * @param workers that may hold the account's session
   */
  public BrokerQueue(TemporalServer server, List<Worker> workers) {
    this.server = server;
    this.workers = workers;
    workers.forEach(worker -> worker.whenServing(this::dispatch));
  }

  <T> void schedule(Activity<T> activity) {
    add(new Attempt<>(activity, 1));
  }

  private void add(Attempt<?> attempt) {
    attempt.scheduled();
    waiting.add(attempt);
    dispatch();
  }

  /** Hands waiting tasks to a worker that polls. */
  public void dispatch() {
    server.scheduler().in(server.latency(), this::dispatchNow);
  }

  private void dispatchNow() {
    Process taker = server.isUp() ? taker() : null;
    while (taker != null && !waiting.isEmpty()) {
      waiting.remove().startedBy(taker);
    }
    if (!waiting.isEmpty() && !polling) {
      polling = true;
      server.scheduler().in(server.chance().millis(100, 1_000), this::poll);
    }
  }

  /** Whoever comes back polls by himself; nobody tells. */
  private void poll() {
    polling = false;
    dispatchNow();
  }

  private Process taker() {
    return workers.stream()
        .flatMap(worker -> worker.process().stream())
        .filter(Process::isServing)
        .filter(process -> !process.worker().isCutFromTemporal())
        .findFirst()
        .orElse(null);
  }

  /** One attempt of an activity. */
  private final class Attempt<T> {
    private final Activity<T> activity;
    private final int number;
    private Instant scheduledAt;
    private Scheduler.Event startTimeout;
    private Scheduler.Event closeTimeout;
    private boolean open = true;

    Attempt(Activity<T> activity, int number) {
      this.activity = activity;
      this.number = number;
    }

    void scheduled() {
      scheduledAt = server.now();
      if (activity.once()) {
        startTimeout = server.scheduler().in(ENTRY_START, this::neverStarted);
      }
    }

    private void neverStarted() {
      if (waiting.remove(this)) {
        open = false;
        activity.then().accept(new Outcome.NeverStarted<>());
      }
    }

    void startedBy(Process process) {
      if (startTimeout != null) {
        startTimeout.cancel();
      }
      closeTimeout = server.scheduler().in(START_TO_CLOSE, () -> failed("START_TO_CLOSE timeout"));
      server.scheduler().in(server.delivery(), () -> process.run(() -> perform(process)));
    }

    private void perform(Process process) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      server
          .scheduler()
          .in(
              WORKER_GIVES_UP,
              () ->
                  process.run(
                      () ->
                          answer.completeExceptionally(
                              new DeskUnavailable("the desk did not answer"))));
      answer.whenComplete((result, failure) -> report(process, result, failure));
      work(process)
          .whenComplete(
              (result, failure) -> {
                if (failure == null) {
                  answer.complete(result);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    }

    /** While another process holds the lease, nobody is there to ask. */
    private CompletableFuture<T> work(Process process) {
      try {
        return activity.work().on(process, scheduledAt);
      } catch (DeskUnavailable standby) {
        return CompletableFuture.failedFuture(standby);
      }
    }

    private void report(Process process, T result, Throwable failure) {
      process.crossed(CrashPoint.ANSWERED);
      if (!process.isAlive() || process.worker().isCutFromTemporal() || server.losesReport()) {
        return;
      }
      server.reach(
          process::isAlive,
          () -> {
            if (failure == null) {
              completed(result);
            } else {
              failed(String.valueOf(failure.getMessage()));
            }
          });
    }

    private void completed(T result) {
      if (open) {
        close();
        activity.then().accept(new Outcome.Completed<>(result));
      } else {
        server.story().tell("temporal", "late completion of " + activity.name() + " is ignored");
      }
    }

    private void failed(String why) {
      if (!open) {
        return;
      }
      if (!server.isUp()) {
        server.scheduler().in(server.chance().millis(50, 500), () -> failed(why));
        return;
      }
      close();
      server.story().tell("temporal", activity.name() + " attempt " + number + " failed: " + why);
      if (activity.once()) {
        activity.then().accept(new Outcome.Failed<>(why));
      } else {
        server.scheduler().in(retryPause(), () -> add(new Attempt<>(activity, number + 1)));
      }
    }

    private Duration retryPause() {
      Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(number - 1, 4));
      return pause.compareTo(LAST_RETRY) < 0 ? pause : LAST_RETRY;
    }

    private void close() {
      open = false;
      closeTimeout.cancel();
    }
  }
}
