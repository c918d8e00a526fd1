package dev.legwork.simulation.temporal;

import dev.legwork.simulation.time.Coroutine;
import dev.legwork.simulation.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A workflow: its history of events, and the code that reacts to them whenever a worker takes its
 * task. What it knows survives every worker, as replay makes it.
 */
final class TradeWorkflow {
  private static final Duration LOCAL_TIMEOUT = Duration.ofSeconds(5);

  private final TemporalServer server;
  private final String id;
  private final Mailbox mailbox = new Mailbox();
  private final Deque<Runnable> history = new ArrayDeque<>();
  private final Coroutine code;
  private BooleanSupplier waitingFor = () -> true;
  private Instant now;
  private Scheduler.Event alarm;
  private boolean alarmRings;
  private boolean taskScheduled;
  private boolean closed;

  TradeWorkflow(TemporalServer server, String id, Consumer<TradeWorkflow> body) {
    this.server = server;
    this.id = id;
    this.code = new Coroutine(() -> body.accept(this));
  }

  String id() {
    return id;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  boolean isClosed() {
    return closed;
  }

  /** At the server: something happened to the workflow; it learns of it in its next task. */
  void happened(Runnable event) {
    if (closed) {
      return;
    }
    history.add(event);
    if (!taskScheduled) {
      taskScheduled = true;
      server.workflowTask(this::task);
    }
  }

  private void task() {
    taskScheduled = false;
    if (closed) {
      return;
    }
    now = server.now().truncatedTo(ChronoUnit.MILLIS);
    while (!history.isEmpty()) {
      history.remove().run();
    }
    while (!closed && waitingFor.getAsBoolean()) {
      waitingFor = () -> false;
      code.resume();
      closed = code.isDone();
    }
  }

  /** Somebody ended the workflow without asking it. */
  void terminate() {
    closed = true;
    code.abandon();
  }

  /** In the workflow's code: time of the current task. */
  Instant now() {
    return now;
  }

  /** In the workflow's code: waits until this is so. */
  void await(BooleanSupplier ready) {
    if (!ready.getAsBoolean()) {
      waitingFor = ready;
      code.pause();
    }
  }

  /** In the workflow's code: waits until this is so, or until then. */
  void await(BooleanSupplier ready, Instant until) {
    while (!ready.getAsBoolean() && now.isBefore(until)) {
      wakeAt(until);
      await(() -> ready.getAsBoolean() || !alarmRuns());
    }
  }

  /** A timer that runs and is due early enough is kept. */
  private void wakeAt(Instant due) {
    long at = server.scheduler().now() + Math.max(0, Duration.between(server.now(), due).toNanos());
    if (alarmRuns() && alarm.at() <= at) {
      return;
    }
    if (alarm != null) {
      alarm.cancel();
    }
    alarm = server.scheduler().at(at, this::alarm);
    alarmRings = false;
  }

  private void alarm() {
    server.reach(() -> true, () -> happened(() -> alarmRings = true));
  }

  private boolean alarmRuns() {
    return alarm != null && !alarmRings;
  }

  /** In the workflow's code: what a local activity does, until it has succeeded. */
  <T> T local(Supplier<LocalCall<T>> call) {
    Holder<T> holder = new Holder<>();
    attempt(call, holder);
    await(() -> holder.done);
    return holder.value;
  }

  /** An attempt whose worker died is never answered: it times out and is made again. */
  private <T> void attempt(Supplier<LocalCall<T>> call, Holder<T> holder) {
    AtomicBoolean open = new AtomicBoolean(true);
    server.scheduler().in(LOCAL_TIMEOUT, () -> again(call, holder, open));
    call.get()
        .make(
            (value, failure) -> {
              if (failure != null) {
                again(call, holder, open);
              } else if (open.getAndSet(false)) {
                happened(() -> holder.set(value));
              }
            });
  }

  private <T> void again(Supplier<LocalCall<T>> call, Holder<T> holder, AtomicBoolean open) {
    if (open.getAndSet(false) && !closed) {
      server.scheduler().in(server.chance().millis(200, 2_000), () -> attempt(call, holder));
    }
  }

  private static final class Holder<T> {
    private T value;
    private boolean done;

    void set(T result) {
      value = result;
      done = true;
    }
  }

  /** A call that tells its outcome later; it may be made again. */
  interface LocalCall<T> {
    void make(java.util.function.BiConsumer<T, Exception> then);
  }
}
