package dev.legwork.simulation;

import dev.legwork.simulation.check.ExposureJudge;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.SimClock;
import dev.legwork.simulation.worker.Process;
import dev.legwork.simulation.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Twice a second, asks whether exposures are visible: where a process watches and can say so. */
record ExposureRounds(
    Scheduler scheduler,
    SimClock clock,
    Database database,
    Map<String, List<Worker>> workersOf,
    ExposureJudge judge) {
  private static final Duration LOOK = Duration.ofMillis(500);

  void start() {
    scheduler.in(LOOK, this::look);
  }

  private void look() {
    workersOf.forEach(
        (account, own) -> {
          long since = Math.max(database.wellSince(), watchedSince(own));
          if (since != Long.MAX_VALUE) {
            judge.look(account, clock.wall(), clock.wallAt(since));
          }
        });
    start();
  }

  private static long watchedSince(List<Worker> own) {
    return own.stream()
        .flatMap(worker -> worker.process().stream())
        .mapToLong(Process::watchingSince)
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
