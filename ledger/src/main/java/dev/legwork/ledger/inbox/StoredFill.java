package dev.legwork.ledger.inbox;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;

/**
 * A fill that counts: the latest correction of it.
 *
 * @param sequence of the event that brought it
 */
public record StoredFill(OrderRef ref, Fill fill, long sequence) {}
