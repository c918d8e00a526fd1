package dev.legwork.report;

import dev.legwork.order.OrderRef;
import java.time.Instant;
import java.util.Map;

/**
 * When things happened to a trade's orders, by the clock of the desk's machine.
 *
 * @param writtenAt when each order's bytes were written; none of an order that was not
 * @param filledAt when the desk heard of each fill, by execId
 * @param endedAt when the desk heard that an order's life had ended otherwise than by filling
 */
public record OrderMoments(
    Map<OrderRef, Instant> writtenAt,
    Map<String, Instant> filledAt,
    Map<OrderRef, Instant> endedAt) {
  public static final OrderMoments NONE = new OrderMoments(Map.of(), Map.of(), Map.of());

  public OrderMoments {
    writtenAt = Map.copyOf(writtenAt);
    filledAt = Map.copyOf(filledAt);
    endedAt = Map.copyOf(endedAt);
  }
}
