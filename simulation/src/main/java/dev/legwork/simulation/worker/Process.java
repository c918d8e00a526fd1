package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskCore;
import dev.legwork.desk.DeskListener;
import dev.legwork.order.BrokerEvent;
import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.tws.session.SessionSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One life of a worker: the desk and all it has in memory. Once dead it does nothing any more, not
 * even the rest of the step in which it died.
 */
public final class Process implements DeskListener {
  private static final int STEPS_AT_ONE_INSTANT = 5_000;

  private final Worker worker;
  private final DeskConnection connection;
  private final Relay relay;
  private final DeskCore core;
  private final Deque<Runnable> stalled = new ArrayDeque<>();
  private Scheduler.Event tick;
  private long lastTickAt;
  private int ticksAtOnce;
  private boolean dead;
  private boolean paused;
  private boolean serving;

  Process(Worker worker) {
    this.worker = worker;
    WorkerParts parts = worker.parts();
    connection = new DeskConnection(this, parts.network());
    relay = new Relay(this, worker);
    core =
        new DeskCore(
            worker.settings(),
            SessionSettings.of("gateway", 4002, worker.settings().clientId()),
            connection,
            worker.clock(),
            worker.ledger(),
            new LedgerThreads(this, parts.database()),
            this);
  }

  void start() {
    crossed(CrashPoint.STARTED);
    run(core::start);
    run(relay::start);
  }

  public DeskCore core() {
    return core;
  }

  public Worker worker() {
    return worker;
  }

  public boolean isAlive() {
    return !dead;
  }

  /** Whether its threads run. */
  public boolean isRunning() {
    return !dead && !paused;
  }

  /** Whether it takes tasks for its desk. */
  public boolean isServing() {
    return isRunning() && serving;
  }

  /** Its link to the gateway, or null. */
  public Link link() {
    return connection.link();
  }

  /** Does this as a step of the process; later if it is paused, never if it is dead. */
  public void run(Runnable step) {
    if (dead) {
      return;
    }
    if (paused) {
      stalled.add(step);
      return;
    }
    step.run();
    arm();
  }

  private void arm() {
    if (tick != null) {
      tick.cancel();
      tick = null;
    }
    if (dead) {
      return;
    }
    long due = core.nextDeadline();
    if (due != Long.MAX_VALUE) {
      tick = worker.parts().scheduler().at(due, () -> run(this::tick));
    }
  }

  private void tick() {
    long now = worker.parts().scheduler().now();
    ticksAtOnce = now == lastTickAt ? ticksAtOnce + 1 : 0;
    lastTickAt = now;
    if (ticksAtOnce > STEPS_AT_ONE_INSTANT) {
      throw new IllegalStateException("the desk does not come to rest");
    }
    core.onTick();
  }

  /** The worker got this far, and may die here. */
  public void crossed(CrashPoint point) {
    if (!dead) {
      worker.crossed(this, point);
    }
  }

  void die(boolean machineDied) {
    dead = true;
    stalled.clear();
    if (machineDied && connection.link() != null) {
      connection.link().silence();
      worker.parts().scheduler().in(worker.keepAlive(), connection.link()::giveUp);
    } else {
      connection.close();
    }
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    while (!stalled.isEmpty() && isRunning()) {
      run(stalled.poll());
    }
    if (isRunning()) {
      arm();
    }
  }

  @Override
  public void committed(List<BrokerEvent> events) {
    relay.committed(events);
  }

  @Override
  public void sessionLost(String why) {
    if (dead) {
      return;
    }
    serving = false;
    worker.tell("session lost: " + why);
    relay.sessionChanged(true);
  }

  @Override
  public void sessionRestored() {
    if (dead) {
      return;
    }
    serving = true;
    worker.tell("session serves");
    relay.sessionChanged(false);
    worker.parts().scheduler().in(0, worker::serves);
  }
}
