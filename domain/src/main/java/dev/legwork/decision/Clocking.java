package dev.legwork.decision;

import dev.legwork.order.OrderRef;
import dev.legwork.request.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The moments that a trade's decisions go by.
 *
 * @param writtenAt when the first wave was written
 * @param firstFillAt when the first execution was seen, null while there is none
 * @param endedAt when the desk heard of an order that its life has ended, which the trade may have
 *     learned of much later
 */
public record Clocking(Instant writtenAt, Instant firstFillAt, Map<OrderRef, Instant> endedAt) {
  public Clocking {
    endedAt = Map.copyOf(endedAt);
  }

  /** Of a trade none of whose orders has ended. */
  public Clocking(Instant writtenAt, Instant firstFillAt) {
    this(writtenAt, firstFillAt, Map.of());
  }

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
    return firstFillAt == null ? new Clocking(writtenAt, now, endedAt) : this;
  }

  /** The same with what is known of the ends of orders. */
  public Clocking withEnds(Map<OrderRef, Instant> ends) {
    return new Clocking(writtenAt, firstFillAt, ends);
  }

  /** When the desk heard of the order's end; if nobody told, it is seen now. */
  Instant endOf(OrderRef order, Instant now) {
    Instant end = endedAt.getOrDefault(order, now);
    return end.isAfter(now) ? now : end;
  }
}
