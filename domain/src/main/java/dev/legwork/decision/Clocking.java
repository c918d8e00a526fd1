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
 * @param waveAt when the latest wave of legs was written that nothing was sent of before
 * @param restAt when what is left is to be taken inside the bound (HYBRID pricing), null where that
 *     is not to be done, or was done
 */
public record Clocking(
    Instant writtenAt,
    Instant firstFillAt,
    Map<OrderRef, Instant> endedAt,
    Instant waveAt,
    Instant restAt) {
  public Clocking {
    endedAt = Map.copyOf(endedAt);
    waveAt = waveAt == null ? writtenAt : waveAt;
  }

  /** Of a trade none of whose orders has ended. */
  public Clocking(Instant writtenAt, Instant firstFillAt) {
    this(writtenAt, firstFillAt, Map.of(), null, null);
  }

  /** When what has not filled is withdrawn. */
  public Instant deadline(Timeouts timeouts) {
    Instant total = writtenAt.plus(timeouts.total());
    if (firstFillAt == null) {
      return total;
    }
    Instant from = firstFillAt.isBefore(waveAt) ? waveAt : firstFillAt;
    Instant afterFill = from.plus(timeouts.afterFirstFill());
    return afterFill.isBefore(total) ? afterFill : total;
  }

  /** What is left of the trade's total time; below zero when it is over. */
  public Duration left(Timeouts timeouts, Instant now) {
    return Duration.between(now, writtenAt.plus(timeouts.total()));
  }

  /** The same, with the first execution seen now if there was none before. */
  public Clocking filledBy(Instant now) {
    return firstFillAt == null ? new Clocking(writtenAt, now, endedAt, waveAt, restAt) : this;
  }

  /** The same with what is known of the ends of orders. */
  public Clocking withEnds(Map<OrderRef, Instant> ends) {
    return new Clocking(writtenAt, firstFillAt, ends, waveAt, restAt);
  }

  /** The same with another wave of legs written then. */
  public Clocking withWave(Instant at) {
    return new Clocking(writtenAt, firstFillAt, endedAt, at, restAt);
  }

  /** The same with the rest to be taken then; null: not any more. */
  public Clocking withRestAt(Instant at) {
    return new Clocking(writtenAt, firstFillAt, endedAt, waveAt, at);
  }

  /** When the desk heard of the order's end; if nobody told, it is seen now. */
  Instant endOf(OrderRef order, Instant now) {
    Instant end = endedAt.getOrDefault(order, now);
    return end.isAfter(now) ? now : end;
  }
}
