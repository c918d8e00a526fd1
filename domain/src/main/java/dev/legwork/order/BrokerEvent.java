package dev.legwork.order;

import java.time.Instant;

/**
 * An event as it stands in the ledger's inbox: stored first, handled afterwards.
 *
 * @param sequence the inbox's own ever-growing number: the order of receipt
 * @param receivedAt when the desk received it
 */
public record BrokerEvent(long sequence, Instant receivedAt, OrderEvent event) {}
