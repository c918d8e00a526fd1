package dev.legwork.lock;

import java.time.Duration;

/**
 * Counts since the lock's first run.
 *
 * @param acquisitions grants
 * @param waits requests that had to queue: the lock's contention
 * @param withdrawn waiters that gave up
 * @param forced releases by an operator
 * @param longestQueue most waiters at one time
 * @param totalHold sum of all finished holds
 */
public record LockStatistics(
    long acquisitions,
    long waits,
    long withdrawn,
    long forced,
    int longestQueue,
    Duration longestWait,
    Duration longestHold,
    Duration totalHold) {

  public static final LockStatistics NONE =
      new LockStatistics(0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  LockStatistics granted(Duration waited) {
    return new LockStatistics(
        acquisitions + 1,
        waits,
        withdrawn,
        forced,
        longestQueue,
        longer(longestWait, waited),
        longestHold,
        totalHold);
  }

  LockStatistics queued(int queue) {
    return new LockStatistics(
        acquisitions,
        waits + 1,
        withdrawn,
        forced,
        Math.max(longestQueue, queue),
        longestWait,
        longestHold,
        totalHold);
  }

  LockStatistics withdrew() {
    return new LockStatistics(
        acquisitions,
        waits,
        withdrawn + 1,
        forced,
        longestQueue,
        longestWait,
        longestHold,
        totalHold);
  }

  LockStatistics ended(Duration held, boolean byForce) {
    return new LockStatistics(
        acquisitions,
        waits,
        withdrawn,
        forced + (byForce ? 1 : 0),
        longestQueue,
        longestWait,
        longer(longestHold, held),
        totalHold.plus(held));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
