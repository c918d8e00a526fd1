package dev.legwork.invariant;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import java.time.Instant;
import java.util.Objects;

/**
 * An execution as the ledger has it; every version of it, corrections are rows of their own.
 *
 * @param receivedAt when the desk received it
 */
public record LedgerFill(OrderRef ref, Fill fill, Instant receivedAt) {
  public LedgerFill {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(fill, "fill");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }
}
