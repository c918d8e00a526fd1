package dev.legwork.ledger.inbox;

import dev.legwork.order.OrderEvent;
import java.time.Instant;

/** Something that the broker said about an order. */
public sealed interface Received {
  Instant receivedAt();

  /** About one of our orders. */
  record Ours(Instant receivedAt, OrderEvent event) implements Received {}

  /**
   * About an order that carries no reference of ours: kept for people, handled by nobody.
   *
   * @param orderId 0 if the order was not placed through the API
   * @param permId 0 while unknown
   * @param text what was said
   */
  record Foreign(Instant receivedAt, int orderId, long permId, String text) implements Received {}
}
