package dev.legwork.simulation.time;

import dev.legwork.desk.DeskClock;
import java.time.Duration;
import java.time.Instant;

/** The clocks of one machine: the monotonic one is everybody's, the wall clock may be wrong. */
public final class SimClock implements DeskClock {
  /** A Monday, 10:00 in New York. */
  public static final Instant WALL_START = Instant.parse("2026-11-23T15:00:00Z");

  private static final int MOST_AT_ONE_INSTANT = 1_000_000;

  private final Scheduler scheduler;
  private long askedAt;
  private int asked;
  private Duration skew = Duration.ZERO;

  public SimClock(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public long nanos() {
    long now = scheduler.now();
    asked = now == askedAt ? asked + 1 : 0;
    askedAt = now;
    if (asked > MOST_AT_ONE_INSTANT) {
      throw new IllegalStateException("somebody asks for the time again and again: a loop");
    }
    return now;
  }

  @Override
  public Instant wall() {
    return WALL_START.plus(scheduler.elapsed()).plus(skew);
  }

  /** What it would have shown then, were it right all the time. */
  public Instant wallAt(long nanos) {
    return WALL_START.plusNanos(nanos - Scheduler.START);
  }

  /** Sets the wall clock wrong by so much. */
  public void skew(Duration next) {
    skew = next;
  }
}
