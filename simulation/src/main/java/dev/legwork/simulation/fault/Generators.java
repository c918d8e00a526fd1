package dev.legwork.simulation.fault;

import static dev.legwork.simulator.faults.FaultVerb.DELAY;
import static dev.legwork.simulator.faults.FaultVerb.DELAY_COMMISSION;
import static dev.legwork.simulator.faults.FaultVerb.DROP;
import static dev.legwork.simulator.faults.FaultVerb.DUPLICATE;
import static dev.legwork.simulator.faults.FaultVerb.FILL_AFTER_CANCEL;
import static dev.legwork.simulator.faults.FaultVerb.LOSE_1100;
import static dev.legwork.simulator.faults.FaultVerb.REJECT;
import static dev.legwork.simulator.faults.FaultVerb.REORDER;
import static dev.legwork.simulator.faults.FaultVerb.REWIND_NEXT_VALID_ID;
import static dev.legwork.simulator.faults.FaultVerb.TRUNCATE_SNAPSHOT;

import dev.legwork.simulation.net.Link;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.venue.SimMarket.Mood;
import dev.legwork.simulation.worker.CrashPoint;
import dev.legwork.simulation.worker.Process;
import dev.legwork.simulation.worker.Worker;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How each kind of fault strikes once. */
final class Generators {
  private static final List<String> SNAPSHOTS =
      List.of(
          "reqExecutions",
          "reqAllOpenOrders",
          "reqOpenOrders",
          "reqCompletedOrders",
          "reqPositions");

  private Generators() {}

  static void strike(FaultKind kind, Chance chance, FaultPlan plan) {
    switch (kind) {
      case S1_CONNECTIVITY_LOST -> lose(kind, 1102, chance, plan);
      case S2_DATA_LOST -> lose(kind, 1101, chance, plan);
      case S4_CONNECTION_RESET -> onLink(kind, chance, plan, Link::reset);
      case S4_END_OF_STREAM ->
          plan.rule(
              kind,
              Rules.disconnect(
                  chance.pick(
                      List.of(
                          "orderStatus",
                          "execDetails",
                          "openOrder",
                          "cancelOrder",
                          "reqExecutions")),
                  0,
                  chance.odds(0.5)));
      case S4_HALF_OPEN ->
          onLink(
              kind,
              chance,
              plan,
              link -> {
                link.silence();
                plan.until(
                    chance.millis(3_000, 60_000), chance.odds(0.5) ? link::thaw : link::giveUp);
              });
      case S4_CUT_IN_FRAME ->
          onLink(kind, chance, plan, link -> link.breakNextWriteAfter(chance.between(1, 400)));
      case S5_RESTART_AFTER_ORDER -> {
        plan.rule(kind, Rules.disconnect("placeOrder", chance.between(0, 2), chance.odds(0.5)));
        plan.rule(kind, Rules.rule("startApi", REWIND_NEXT_VALID_ID, 1, 0));
      }
      case S6_GATEWAY_DOWN -> down(kind, chance, plan, chance.millis(5_000, 40_000));
      case S7_CLIENT_ID_IN_USE ->
          plan.rule(
              kind, Rules.rule("startApi", Map.of(), REJECT, chance.between(1, 3), 0, null, 326));
      case S10_QUOTES_STOP -> mood(Mood.SILENT, chance, plan);
      case S11_BAD_QUOTES -> mood(Mood.BAD, chance, plan);
      case S13_LATE_START ->
          plan.rule(
              kind,
              Rules.late(
                  chance.pick(List.of("nextValidId", "managedAccounts")),
                  chance.pick(List.of(DELAY, DUPLICATE, DROP)),
                  chance.between(1, 2),
                  0,
                  chance.between(500, 12_000)));
      case S14_SNAPSHOT_CUT -> plan.rule(kind, snapshot(chance));
      case S15_CLOCK_SKEW -> skew(kind, chance, plan, 10_000);
      case O1_SILENT_DROP ->
          plan.rule(kind, Rules.rule("placeOrder", DROP, 1, chance.between(0, 2)));
      case O2_ACK_LATE -> {
        String answer = chance.pick(List.of("placeOrder", "openOrder", "orderStatus"));
        plan.rule(
            kind,
            Rules.late(answer, DELAY, chance.between(1, 3), chance.between(0, 2), late(chance)));
      }
      case O3_EXECUTION_FIRST -> {
        plan.rule(kind, Rules.late("openOrder", DELAY, 3, 0, chance.between(100, 5_000)));
        plan.rule(kind, Rules.late("orderStatus", DELAY, 3, 0, chance.between(100, 5_000)));
      }
      case O4_STATUS_TWICE ->
          plan.rule(kind, Rules.rule("orderStatus", DUPLICATE, chance.between(1, 6), 0));
      case O4_STATUS_REORDERED ->
          plan.rule(
              kind,
              Rules.rule(
                  chance.pick(List.of("orderStatus", "openOrder", "execDetails", "error")),
                  REORDER,
                  chance.between(1, 6),
                  chance.between(0, 3)));
      case O5_STATUS_MISSING ->
          plan.rule(
              kind,
              Rules.rule(
                  chance.pick(List.of("orderStatus", "openOrder", "error", "execDetails")),
                  DROP,
                  chance.between(1, 4),
                  chance.between(0, 3)));
      case O6_THIN_BOOK -> mood(Mood.THIN, chance, plan);
      case O7_FILL_AFTER_CANCEL -> plan.rule(kind, fillAfterCancel(chance));
      case O8_CANCEL_LOST ->
          plan.rule(kind, Rules.rule("cancelOrder", DROP, chance.between(1, 3), 0));
      case O11_CORRECTION ->
          plan.rule(
              kind,
              Rules.correction(
                  chance.between(0, 3),
                  chance.odds(0.5) ? null : Long.valueOf(chance.between(0, 3)),
                  chance.between(50, 20_000)));
      case O12_EXECUTION_TWICE ->
          plan.rule(kind, Rules.rule("execDetails", DUPLICATE, chance.between(1, 4), 0));
      case O13_FEE_LATE ->
          plan.rule(
              kind,
              Rules.late(
                  "commissionReport",
                  DELAY_COMMISSION,
                  chance.between(1, 4),
                  0,
                  chance.between(500, 60_000)));
      case O13_FEE_NEVER ->
          plan.rule(kind, Rules.rule("commissionReport", DROP, chance.between(1, 3), 0));
      case O14_REJECTED ->
          plan.rule(
              kind,
              Rules.rule(
                  "placeOrder",
                  Map.of(),
                  REJECT,
                  chance.between(1, 2),
                  chance.between(0, 3),
                  null,
                  chance.pick(List.of(201, 201, 203, 110, 321, 460))));
      case O24_HALT -> mood(Mood.HALTED, chance, plan);
      case Y1_WORKER_KILLED -> killed(kind, chance, plan, false);
      case Y1_MACHINE_DIED -> killed(kind, chance, plan, true);
      case Y1_KILLED_AT_POINT -> killedAtPoint(kind, chance, plan);
      case Y3_GATEWAY_KILLED -> down(kind, chance, plan, chance.millis(200, 4_000));
      case Y4_TEMPORAL_AWAY -> temporalAway(chance, plan);
      case Y6_LATE_ACTIVITY -> plan.theatre().temporal().unreliable(0.15, 0);
      case Y6_LOST_REPORT -> plan.theatre().temporal().unreliable(0, 0.15);
      case Y7_SIGNAL_LOST -> plan.theatre().workers().forEach(w -> w.losesHandOver(0.3));
      case Y7_SIGNAL_LATE -> plan.theatre().workflows().unreliable(0, 0.3);
      case Y7_SIGNAL_TWICE -> plan.theatre().workflows().unreliable(0.3, 0.1);
      case Y9_DATABASE_DOWN -> databaseDown(chance, plan);
      case Y10_DATABASE_SLOW ->
          plan.theatre().database().slow(0.3, Duration.ofMillis(chance.between(200, 9_000)));
      case Y10_STATEMENT_FAILS -> plan.theatre().database().failing(0.2, 0);
      case Y11_COMMIT_UNKNOWN -> plan.theatre().database().failing(0, 0.2);
      case Y12_PARTITION -> partition(kind, chance, plan);
      case Y13_WORKER_PAUSED -> paused(kind, chance, plan);
      case Y14_WALL_CLOCK -> skew(kind, chance, plan, 3_600_000);
      case Y16_FORCED_RELEASE ->
          plan.theatre().workflows().locks().values().forEach(lock -> lock.forceRelease("ops"));
      case C_CANCEL ->
          plan.theatre()
              .workflows()
              .cancel(chance.pick(plan.theatre().trades()), "not needed any more");
    }
  }

  private static FaultRule snapshot(Chance chance) {
    FaultVerb verb = chance.pick(List.of(TRUNCATE_SNAPSHOT, TRUNCATE_SNAPSHOT, DROP, DELAY));
    return Rules.late(
        chance.pick(SNAPSHOTS),
        verb,
        chance.between(1, 3),
        chance.between(0, 1),
        chance.between(1_000, 9_000));
  }

  private static FaultRule fillAfterCancel(Chance chance) {
    Long quantity = chance.odds(0.5) ? null : Long.valueOf(chance.between(1, 3));
    return new FaultRule(
        "cancelOrder",
        Map.of(),
        FILL_AFTER_CANCEL,
        chance.between(1, 3),
        0,
        Long.valueOf(late(chance)),
        null,
        null,
        quantity,
        null,
        null,
        null,
        false);
  }

  private static long late(Chance chance) {
    return chance.odds(0.6) ? chance.between(20, 1_500) : chance.between(1_500, 20_000);
  }

  private static void lose(FaultKind kind, int code, Chance chance, FaultPlan plan) {
    plan.theatre().hits().hit(kind);
    plan.theatre()
        .gateway()
        .add(
            Rules.rule(
                FaultRule.NOW,
                Map.of(),
                LOSE_1100,
                1,
                0,
                Long.valueOf(chance.between(200, 30_000)),
                code));
  }

  private interface LinkFault {
    void strike(Link link);
  }

  private static void onLink(FaultKind kind, Chance chance, FaultPlan plan, LinkFault fault) {
    List<Link> open = plan.theatre().network().open();
    if (!open.isEmpty()) {
      plan.theatre().hits().hit(kind);
      plan.theatre().story().tell("network", kind.name());
      fault.strike(chance.pick(open));
    }
  }

  private static void down(FaultKind kind, Chance chance, FaultPlan plan, long nanos) {
    if (plan.theatre().gateway().isUp()) {
      plan.theatre().hits().hit(kind);
      plan.theatre().gateway().kill();
      plan.until(nanos, plan.theatre().gateway()::start);
    }
  }

  private static void mood(Mood mood, Chance chance, FaultPlan plan) {
    plan.theatre().market().is(mood, true);
    plan.theatre().story().tell("market", "is " + mood);
    plan.until(chance.millis(2_000, 30_000), () -> plan.theatre().market().is(mood, false));
  }

  private static void skew(FaultKind kind, Chance chance, FaultPlan plan, int most) {
    Worker worker = chance.pick(plan.theatre().workers());
    int millis = chance.between(-most, most);
    plan.theatre().hits().hit(kind);
    plan.theatre().story().tell(worker.name(), "wall clock off by " + millis + " ms");
    worker.clock().skew(Duration.ofMillis(millis));
    plan.until(chance.millis(1_000, 60_000), () -> worker.clock().skew(Duration.ZERO));
  }

  private static void killed(FaultKind kind, Chance chance, FaultPlan plan, boolean machine) {
    Worker worker = chance.pick(plan.theatre().workers());
    if (worker.process().isPresent()) {
      plan.theatre().hits().hit(kind);
      worker.kill(machine, "at any moment");
    }
  }

  private static void killedAtPoint(FaultKind kind, Chance chance, FaultPlan plan) {
    Worker worker = chance.pick(plan.theatre().workers());
    worker.dieAt(chance.pick(List.of(CrashPoint.values())), chance.between(1, 4));
  }

  private static void temporalAway(Chance chance, FaultPlan plan) {
    if (plan.theatre().temporal().isUp()) {
      plan.theatre().temporal().up(false);
      plan.until(
          chance.millis(500, 60_000),
          () -> {
            if (!plan.theatre().temporal().isUp()) {
              plan.theatre().temporal().up(true);
            }
          });
    }
  }

  private static void databaseDown(Chance chance, FaultPlan plan) {
    plan.theatre().story().tell("database", "is down");
    plan.theatre().database().down(true);
    plan.until(
        chance.millis(500, 30_000),
        () -> {
          plan.theatre().story().tell("database", "is back");
          plan.theatre().database().down(false);
        });
  }

  private static void partition(FaultKind kind, Chance chance, FaultPlan plan) {
    if (!plan.theatre().network().isPartitioned()) {
      plan.theatre().hits().hit(kind);
      plan.theatre().story().tell("network", "partitioned");
      plan.theatre().network().partition();
      plan.until(
          chance.millis(500, 40_000),
          () -> {
            plan.theatre().story().tell("network", "heals");
            plan.theatre().network().heal();
          });
    }
  }

  private static void paused(FaultKind kind, Chance chance, FaultPlan plan) {
    Worker worker = chance.pick(plan.theatre().workers());
    if (worker.process().filter(Process::isRunning).isPresent()) {
      plan.theatre().hits().hit(kind);
      worker.pause();
      plan.until(chance.millis(500, 40_000), worker::resume);
    }
  }
}
