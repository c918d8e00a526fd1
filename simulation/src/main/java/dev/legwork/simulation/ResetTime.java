package dev.legwork.simulation;

import dev.legwork.desk.ResetWindow;
import dev.legwork.desk.ResetWindows;
import dev.legwork.simulation.check.ResetWatch;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.FaultPlan;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.SimClock;
import dev.legwork.simulation.venue.GatewayHost;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The time of a world at which the broker resets its servers, if it has one. */
final class ResetTime {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final ResetTime NEVER = new ResetTime(ResetWindows.none(), null, null, 0);

  private final ResetWindows windows;
  private final ResetWatch watch;
  private final Instant from;
  private final long away;

  private ResetTime(ResetWindows windows, ResetWatch watch, Instant from, long away) {
    this.windows = windows;
    this.watch = watch;
    this.from = from;
    this.away = away;
  }

  static ResetTime of(FaultPlan faults, Chance chance, SimClock clock, Consumer<String> listener) {
    if (!faults.has(FaultKind.S6_RESET_WINDOW)) {
      return NEVER;
    }
    Instant from = SimClock.WALL_START.plusSeconds(chance.between(20, 150));
    Instant to = from.plusSeconds(chance.between(20, 120));
    ResetWindow window = new ResetWindow(EnumSet.allOf(DayOfWeek.class), at(from), at(to), ZONE);
    Duration margin = Duration.ofSeconds(chance.between(0, 30));
    return new ResetTime(
        new ResetWindows(List.of(window), margin),
        new ResetWatch(from, to, clock::wall, listener),
        from,
        chance.millis(1_000, 15_000));
  }

  private static LocalTime at(Instant instant) {
    return instant.atZone(ZONE).toLocalTime();
  }

  ResetWindows windows() {
    return windows;
  }

  Optional<ResetWatch> watch() {
    return Optional.ofNullable(watch);
  }

  /** The gateway restarts when its time has come, unless nothing may break any more. */
  void arm(FaultPlan faults, Scheduler scheduler, GatewayHost gateway) {
    if (from == null) {
      return;
    }
    Duration until = Duration.between(SimClock.WALL_START, from);
    if (until.compareTo(faults.window()) < 0) {
      scheduler.in(until, gateway::kill);
      scheduler.in(until.plusNanos(away), gateway::start);
    }
  }
}
