package dev.legwork.simulation.time;

import dev.legwork.desk.DeskClock;
import java.time.Duration;
import java.time.Instant;

/** The clocks of one machine: the monotonic one is everybody's, the wall clock may be wrong. */
public final class SimClock implements DeskClock {
  /** A Monday, 10:00 in New York. */
  public static final Instant WALL_START = Instant.parse("2026-11-23T15:00:00Z");

  private final Scheduler scheduler;
  private Duration skew = Duration.ZERO;

  public SimClock(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public long nanos() {
    return scheduler.now();
  }

  @Override
  public Instant wall() {
    return WALL_START.plus(scheduler.elapsed()).plus(skew);
  }

  /** Sets the wall clock wrong by so much. */
  public void skew(Duration next) {
    skew = next;
  }
}
