package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskCore;
import dev.legwork.desk.DeskLease;
import dev.legwork.desk.DeskUnavailable;
import dev.legwork.order.BrokerEvent;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.ExposureRows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One life of a worker, and all it has in memory. Once dead it does nothing any more, not even the
 * rest of the step in which it died.
 */
public final class Process implements Database.Caller {
  private final Worker worker;
  private final Relay relay;
  private final LeaseThread lease;
  private final ExposureTicks exposure;
  private final KillSwitchTicks killSwitch;
  private final Deque<Runnable> stalled = new ArrayDeque<>();
  private Tenure tenure;
  private long watchingSince = Long.MAX_VALUE;
  private boolean dead;
  private boolean paused;

  Process(Worker worker) {
    this.worker = worker;
    WorkerParts parts = worker.parts();
    relay = new Relay(this, worker);
    lease = new LeaseThread(this, worker.leaseRows(), parts.database());
    ExposureRows rows = new ExposureRows(worker.trades(), worker.account());
    exposure = new ExposureTicks(this, rows, parts.database());
    killSwitch = new KillSwitchTicks(this, rows, parts.database());
  }

  void start() {
    crossed(CrashPoint.STARTED);
    run(relay::start);
    run(exposure::start);
    run(killSwitch::start);
    lease.start();
  }

  /**
   * The desk of the moment.
   *
   * @throws DeskUnavailable while another process holds the account's lease
   */
  public DeskCore core() throws DeskUnavailable {
    if (tenure == null) {
      throw new DeskUnavailable("another process holds the account's lease");
    }
    return tenure.core();
  }

  public Worker worker() {
    return worker;
  }

  public boolean isAlive() {
    return !dead;
  }

  @Override
  public boolean lives() {
    return !dead;
  }

  @Override
  public boolean reaches() {
    return !worker.isCutFromDatabase();
  }

  /** Whether its threads run. */
  public boolean isRunning() {
    return !dead && !paused;
  }

  /** Whether it takes tasks for its desk. */
  public boolean isServing() {
    return isRunning() && tenure != null && tenure.polls();
  }

  boolean hasTenure() {
    return tenure != null;
  }

  /**
   * Since when it has watched over the account's trades without a break, ns; {@link Long#MAX_VALUE}
   * if it does not.
   */
  public long watchingSince() {
    return isRunning() && tenure != null && reaches() ? watchingSince : Long.MAX_VALUE;
  }

  /** Its reach to what it needs has changed. */
  void beganAnew() {
    watchingSince = worker.parts().scheduler().now();
  }

  /** Does this as a step of the process; later if it is paused, never if it is dead. */
  public void run(Runnable step) {
    if (paused && !dead) {
      stalled.add(step);
    } else if (!dead) {
      step.run();
    }
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
    lease.die(machineDied);
    if (tenure != null) {
      tenure.die(machineDied);
    }
  }

  /** The world is over. */
  void abandon() {
    dead = true;
    lease.abandon();
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    beganAnew();
    while (!stalled.isEmpty() && isRunning()) {
      run(stalled.poll());
    }
    if (isRunning() && tenure != null) {
      tenure.arm();
    }
  }

  void taken(DeskLease held) {
    worker.tell("takes the lease, number " + held.epoch());
    worker.met("LEASE_TAKEN");
    worker.tookLease();
    tenure = new Tenure(this, held);
    beganAnew();
    exposure.lookAnew();
    relay.leaveTheInboxTo(false);
    tenure.start();
  }

  void lost() {
    worker.tell("has lost the lease");
    worker.met("LEASE_LOST");
    relay.leaveTheInboxTo(true);
    Optional.ofNullable(tenure).ifPresent(Tenure::end);
    tenure = null;
  }

  void committed(List<BrokerEvent> events) {
    exposure.committed(events);
    relay.committed(events);
  }

  void sessionChanged(boolean lost) {
    relay.sessionChanged(lost);
  }
}
