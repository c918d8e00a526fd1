package dev.legwork.tws.session;

import java.time.Duration;

/** How long to wait before trying again: doubled after each failure, up to a cap. */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("back-off from " + first + " to " + longest);
    }
  }

  /** The wait in nanoseconds after so many failures in a row, counted from 1. */
  long nanosAfter(int failures) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    long cap = longest.toNanos();
    return first.toNanos() > cap >> doublings ? cap : first.toNanos() << doublings;
  }
}
