package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskCore;
import dev.legwork.desk.DeskLease;
import dev.legwork.desk.DeskListener;
import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Alert;
import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.tws.session.SessionSettings;
import java.util.List;

/** What a process does while it holds the account's lease: a desk of its own for each tenure. */
public final class Tenure implements DeskListener {
  private static final int STEPS_AT_ONE_INSTANT = 5_000;

  private final Process process;
  private final Worker worker;
  private final DeskConnection connection;
  private final DeskCore core;
  private Scheduler.Event tick;
  private long lastTickAt;
  private int ticksAtOnce;
  private boolean over;
  private boolean polls;
  private boolean stands;

  Tenure(Process process, DeskLease lease) {
    this.process = process;
    this.worker = process.worker();
    WorkerParts parts = worker.parts();
    connection = new DeskConnection(this, parts.network(), lease.epoch());
    core =
        new DeskCore(
            worker.settings(),
            SessionSettings.of("gateway", 4002, worker.settings().clientId()),
            connection,
            worker.clock(),
            worker.ledger(),
            new LedgerThreads(this, parts.database()),
            this,
            lease);
  }

  void start() {
    run(core::start);
  }

  public DeskCore core() {
    return core;
  }

  Process process() {
    return process;
  }

  boolean isOver() {
    return over || !process.isAlive();
  }

  /** Whether the tasks of the account's queue are taken. */
  boolean polls() {
    return polls;
  }

  /** Whether the session stands, and everything is known. */
  boolean stands() {
    return stands;
  }

  Link link() {
    return connection.link();
  }

  /** Does this as a step of the desk; later if the process is paused, never if it is over. */
  void run(Runnable step) {
    process.run(
        () -> {
          if (!isOver()) {
            step.run();
            arm();
          }
        });
  }

  /** Sees to it that the desk is woken in time. */
  void arm() {
    disarm();
    long due = isOver() ? Long.MAX_VALUE : core.nextDeadline();
    if (due != Long.MAX_VALUE) {
      tick = worker.parts().scheduler().at(due, () -> run(this::tick));
    }
  }

  private void disarm() {
    if (tick != null) {
      tick.cancel();
      tick = null;
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

  /** Another process has the lease: the socket goes at once, and nothing is done any more. */
  void end() {
    core.stop();
    connection.close();
    over = true;
    polls = false;
    stands = false;
    disarm();
  }

  void die(boolean machineDied) {
    disarm();
    if (machineDied && connection.link() != null) {
      connection.link().silence();
      worker.parts().scheduler().in(worker.keepAlive(), connection.link()::giveUp);
    } else {
      connection.close();
    }
  }

  @Override
  public void committed(List<BrokerEvent> events) {
    process.committed(events);
  }

  @Override
  public void sessionLost(String why) {
    if (isOver()) {
      return;
    }
    polls = false;
    stands = false;
    worker.tell("session lost: " + why);
    worker.met("AWAY");
    process.sessionChanged(true);
  }

  @Override
  public void sessionRestored() {
    if (isOver()) {
      return;
    }
    polls = true;
    stands = true;
    worker.tell("session serves");
    worker.met("SERVING");
    process.sessionChanged(false);
    worker.parts().scheduler().in(0, worker::serves);
  }

  @Override
  public void supervising(String why) {
    if (isOver()) {
      return;
    }
    polls = true;
    worker.tell("watches only: " + why);
    worker.met("SUPERVISING");
    worker.parts().scheduler().in(0, worker::serves);
  }

  @Override
  public void raised(String executionId, Alert alert) {
    worker.tell("ALERT " + alert.code());
    worker.trades().raisedForAccount(alert.code());
  }
}
