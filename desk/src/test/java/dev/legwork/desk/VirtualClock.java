package dev.legwork.desk;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves when it is told to; the venue's runs an hour ahead of ours. */
final class VirtualClock implements DeskClock {
  static final Instant START = Instant.parse("2026-11-20T15:00:00Z");
  static final Duration VENUE_AHEAD = Duration.ofHours(1);

  private long nanos;
  private Duration wallIsAhead = Duration.ZERO;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant wall() {
    return START.plusNanos(nanos).plus(wallIsAhead);
  }

  /** Somebody sets this machine's wall clock. */
  void wallJumps(Duration by) {
    wallIsAhead = wallIsAhead.plus(by);
  }

  Instant venueNow() {
    return START.plusNanos(nanos).plus(VENUE_AHEAD);
  }

  void set(long to) {
    nanos = Math.max(nanos, to);
  }
}
