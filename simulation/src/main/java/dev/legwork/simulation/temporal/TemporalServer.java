package dev.legwork.simulation.temporal;

import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.fault.Hits;
import dev.legwork.simulation.time.Chance;
import dev.legwork.simulation.time.Scheduler;
import dev.legwork.simulation.time.SimClock;
import dev.legwork.simulation.time.Story;
import dev.legwork.simulation.worker.Process;
import dev.legwork.simulation.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The server: its clock, its being there or not, and the ways to and from it. */
public final class TemporalServer {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofMillis(40);
  private static final Duration STICKY = Duration.ofMillis(500);

  private final Scheduler scheduler;
  private final Chance chance;
  private final Story story;
  private final Hits hits;
  private final List<Worker> workers;
  private final SimClock clock;
  private final Map<String, Integer> counted = new TreeMap<>();
  private boolean up = true;
  private double zombies;
  private double lostReports;

  /**
   * @param workers any of them runs workflow code
   */
  public TemporalServer(
      Scheduler scheduler, Chance chance, Story story, Hits hits, List<Worker> workers) {
    this.scheduler = scheduler;
    this.chance = chance;
    this.story = story;
    this.hits = hits;
    this.workers = workers;
    this.clock = new SimClock(scheduler);
  }

  public void up(boolean isUp) {
    if (up != isUp) {
      story.tell("temporal", isUp ? "is back" : "is away");
      up = isUp;
    }
  }

  /** Everything is well again. */
  public void heal() {
    up(true);
    lateTasks(0);
    lostReports(0);
  }

  public boolean isUp() {
    return up;
  }

  /** From now on this share of activity tasks reaches its worker late, if not too late. */
  public void lateTasks(double share) {
    zombies = share;
  }

  /** From now on this share of reports about activities never arrives. */
  public void lostReports(double share) {
    lostReports = share;
  }

  void count(String what) {
    counted.merge(what, 1, Integer::sum);
  }

  /** What trades noted, entered and were told, counted. */
  public Map<String, Integer> counted() {
    return counted;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Chance chance() {
    return chance;
  }

  Story story() {
    return story;
  }

  Hits hits() {
    return hits;
  }

  List<Worker> workers() {
    return workers;
  }

  /** The server's clock: what workflows see. */
  Instant now() {
    return clock.wall();
  }

  long latency() {
    return chance.latency(LEAST, MOST);
  }

  /** Does this at the server once it is there, as clients do that try again. */
  void reach(BooleanSupplier senderLives, Runnable atServer) {
    scheduler.in(
        latency(),
        () -> {
          if (!senderLives.getAsBoolean()) {
            return;
          }
          if (up) {
            atServer.run();
          } else {
            hits.hit(FaultKind.Y4_TEMPORAL_AWAY);
            scheduler.in(chance.millis(50, 1_000), () -> reach(senderLives, atServer));
          }
        });
  }

  /** Runs a workflow task as soon as the server and a worker are there. */
  void workflowTask(Runnable task) {
    scheduler.in(latency(), () -> tryTask(task));
  }

  private void tryTask(Runnable task) {
    boolean somebody =
        workers.stream()
            .filter(worker -> !worker.isCutFromTemporal())
            .anyMatch(worker -> worker.process().filter(Process::isRunning).isPresent());
    if (up && somebody) {
      task.run();
    } else {
      scheduler.in(chance.nanos(STICKY.dividedBy(5), STICKY), () -> tryTask(task));
    }
  }

  /** How long a task is on its way to its worker, ns. */
  long delivery() {
    if (zombies > 0 && chance.odds(zombies)) {
      hits.hit(FaultKind.Y6_LATE_ACTIVITY);
      return chance.millis(1_500, 9_000);
    }
    return latency();
  }

  boolean losesReport() {
    boolean lost = lostReports > 0 && chance.odds(lostReports);
    if (lost) {
      hits.hit(FaultKind.Y6_LOST_REPORT);
    }
    return lost;
  }
}
