package dev.legwork.simulation.fault;

import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.temporal.Workflows;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.worker.CrashPoint;
import dev.legwork.simulation.worker.Process;
import dev.legwork.simulation.worker.Worker;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.util.List;

/** Faults of our own system (rows Y), and what people do. */
final class SystemFaults {
  private SystemFaults() {}

  static void strike(Strike s) {
    Chance chance = s.chance();
    Theatre theatre = s.theatre();
    switch (s.kind()) {
      case Y1_WORKER_KILLED -> killed(s, false);
      case Y1_MACHINE_DIED -> killed(s, true);
      case Y1_KILLED_AT_POINT ->
          s.worker().dieAt(chance.pick(List.of(CrashPoint.values())), chance.between(1, 4));
      case Y3_GATEWAY_KILLED -> gatewayDown(s, 200, 4_000);
      case Y4_TEMPORAL_AWAY -> temporalAway(s);
      case Y6_LATE_ACTIVITY -> theatre.temporal().lateTasks(0.2);
      case Y6_LOST_REPORT -> theatre.temporal().lostReports(0.2);
      case Y7_SIGNAL_LOST -> theatre.workers().forEach(worker -> worker.losesHandOver(0.3));
      case Y7_SIGNAL_LATE -> theatre.workflows().unreliable(0, 0.3);
      case Y7_SIGNAL_TWICE -> theatre.workflows().unreliable(0.3, 0.1);
      case Y9_DATABASE_DOWN -> databaseDown(s);
      case Y10_DATABASE_SLOW -> slow(s);
      case Y10_STATEMENT_FAILS -> failing(s, 0.2, 0);
      case Y11_COMMIT_UNKNOWN -> failing(s, 0, 0.2);
      case Y12_NETWORK_PARTITION -> partition(s);
      case Y12_TEMPORAL_PARTITION -> temporalPartition(s);
      case Y12_DATABASE_PARTITION -> databasePartition(s);
      case Y13_WORKER_PAUSED -> paused(s);
      case Y14_WALL_CLOCK -> skew(s, 3_600_000);
      case Y16_FORCED_RELEASE ->
          theatre.workflows().locks().values().forEach(lock -> lock.forceRelease("ops"));
      case Y16_WORKFLOW_TERMINATED -> theatre.workflows().terminate(chance.pick(theatre.trades()));
      case Y16_TERMINATED_AT_INTENTS -> terminateAtIntents(s);
      case Y16_TERMINATED_EXPOSED -> terminateExposed(s);
      case Y17_KILL_SWITCH -> stop(s, chance.pick(theatre.desks()), Kind.KILL_SWITCH);
      case Y17_REDUCING_ONLY -> stop(s, chance.pick(theatre.desks()), Kind.REDUCING_ONLY);
      case Y17_KILL_SWITCH_AT_INTENTS -> stopOnceStored(s, true);
      case Y17_KILL_SWITCH_AT_UNWIND -> stopOnceStored(s, false);
      case Y17_KILL_SWITCH_AND_RESTART -> {
        stop(s, chance.pick(theatre.desks()), Kind.KILL_SWITCH);
        theatre.workers().forEach(worker -> worker.kill(false, "as the account is stopped"));
      }
      case Y17_FLATTEN -> flatten(s, chance.pick(theatre.desks()));
      case C_CANCEL ->
          theatre.workflows().cancel(chance.pick(theatre.trades()), "not needed any more");
      case C_STOP_WISH ->
          theatre
              .workflows()
              .ask(chance.pick(theatre.trades()), chance.pick(List.of(StopWish.Kind.values())));
      default -> throw new IllegalStateException(s.kind() + " is no fault of the system");
    }
  }

  private static void terminateAtIntents(Strike s) {
    DeskRows desk = s.chance().pick(s.theatre().desks());
    boolean unwritten = s.chance().odds(0.6);
    desk.onceStored(
        true,
        () -> {
          if (s.theatre().workflows().terminateHolders()) {
            s.hit();
          }
          if (unwritten) {
            gatewayDown(s, 200, 4_000);
          }
        });
  }

  private static void terminateExposed(Strike s) {
    Workflows workflows = s.theatre().workflows();
    workflows.whenExposed(
        trade ->
            s.after(
                0,
                s.chance().pick(List.of(2_000, 8_000, 60_000)),
                () -> {
                  if (!s.plan().isHealed() && workflows.terminateExposed(trade)) {
                    s.hit();
                  }
                }));
  }

  private static void stopOnceStored(Strike s, boolean opening) {
    DeskRows desk = s.chance().pick(s.theatre().desks());
    desk.onceStored(opening, () -> stop(s, desk, Kind.KILL_SWITCH));
  }

  /** It stays until somebody clears it, which is no matter of faults being over. */
  private static void stop(Strike s, DeskRows desk, Kind kind) {
    s.hit();
    desk.stop(kind, true);
    s.after(
        300,
        60_000,
        () -> {
          s.theatre().story().tell("ops", "clears " + kind);
          desk.stop(kind, false);
        });
  }

  private static void flatten(Strike s, DeskRows desk) {
    stop(s, desk, Kind.KILL_SWITCH);
    s.theatre().workflows().flatten(desk.account());
  }

  static void gatewayDown(Strike s, long least, long most) {
    if (s.theatre().gateway().isUp()) {
      s.hit();
      s.theatre().gateway().kill();
      s.after(least, most, s.theatre().gateway()::start);
    }
  }

  static void skew(Strike s, int most) {
    Worker worker = s.worker();
    int millis = s.chance().between(-most, most);
    s.hit();
    worker.skew(Duration.ofMillis(millis));
    s.after(1_000, 60_000, () -> worker.skew(Duration.ZERO));
  }

  private static void killed(Strike s, boolean machine) {
    Worker worker = s.worker();
    if (worker.process().isPresent()) {
      s.hit();
      worker.kill(machine, "at any moment");
    }
  }

  private static void temporalAway(Strike s) {
    s.theatre().temporal().up(false);
    s.after(500, 60_000, () -> s.theatre().temporal().up(true));
  }

  private static void databaseDown(Strike s) {
    s.theatre().story().tell("database", "is down");
    s.theatre().database().down(true);
    s.after(
        500,
        30_000,
        () -> {
          s.theatre().story().tell("database", "is back");
          s.theatre().database().down(false);
        });
  }

  private static void slow(Strike s) {
    s.theatre().database().slow(s.chance().pick(List.of(0.05, 0.3)), s.chance().millis(200, 9_000));
    s.after(2_000, 40_000, () -> s.theatre().database().slow(0, 0));
  }

  private static void failing(Strike s, double before, double after) {
    s.theatre().database().failing(before, after);
    s.after(2_000, 40_000, () -> s.theatre().database().failing(0, 0));
  }

  private static void partition(Strike s) {
    if (!s.theatre().network().isPartitioned()) {
      s.hit();
      s.theatre().network().partition();
      s.after(500, 40_000, s.theatre().network()::heal);
    }
  }

  private static void temporalPartition(Strike s) {
    Worker worker = s.worker();
    s.hit();
    worker.cutFromTemporal(true);
    s.after(500, 40_000, () -> worker.cutFromTemporal(false));
  }

  private static void databasePartition(Strike s) {
    Worker worker = s.worker();
    worker.cutFromDatabase(true);
    s.after(500, 40_000, () -> worker.cutFromDatabase(false));
  }

  private static void paused(Strike s) {
    Worker worker = s.worker();
    if (worker.process().filter(Process::isRunning).isPresent()) {
      s.hit();
      worker.pause();
      s.after(500, 40_000, worker::resume);
    }
  }
}
