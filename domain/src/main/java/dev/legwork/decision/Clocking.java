package dev.legwork.decision;

import dev.legwork.request.Timeouts;
import java.time.Duration;
import java.time.Instant;

/**
 * The moments that a trade's timers count from.
 *
 * @param writtenAt when the first wave was written
 * @param firstFillAt when the first execution was seen, null while there is none
 */
public record Clocking(Instant writtenAt, Instant firstFillAt) {

  /** When what has not filled is withdrawn. */
  public Instant deadline(Timeouts timeouts) {
    Instant total = writtenAt.plus(timeouts.total());
    if (firstFillAt == null) {
      return total;
    }
    Instant afterFill = firstFillAt.plus(timeouts.afterFirstFill());
    return afterFill.isBefore(total) ? afterFill : total;
  }

  /** What is left of the trade's total time; below zero when it is over. */
  public Duration left(Timeouts timeouts, Instant now) {
    return Duration.between(now, writtenAt.plus(timeouts.total()));
  }

  /** The same, with the first execution seen now if there was none before. */
  public Clocking filledBy(Instant now) {
    return firstFillAt == null ? new Clocking(writtenAt, now) : this;
  }
}
