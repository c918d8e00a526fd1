package dev.legwork.order;

import java.util.List;
import java.util.Map;

/**
 * What the desk can prove about some orders, with every event it has stored for them.
 *
 * @param verdicts one for each order asked for
 * @param placed those of them that have an intent, as stored
 * @param written what is known of each intent's write
 * @param events all stored events of these orders, by sequence; a reader folds them again without
 *     harm
 */
public record OrderSnapshot(
    Map<OrderRef, Verdict> verdicts,
    List<PlacedOrder> placed,
    Map<OrderRef, WriteOutcome> written,
    List<BrokerEvent> events) {

  public OrderSnapshot {
    verdicts = Map.copyOf(verdicts);
    placed = List.copyOf(placed);
    written = Map.copyOf(written);
    events = List.copyOf(events);
  }

  /** The same of which nothing was heard and nothing is proven: the orders alone. */
  public OrderSnapshot withoutEvents() {
    return new OrderSnapshot(Map.of(), placed, written, List.of());
  }
}
