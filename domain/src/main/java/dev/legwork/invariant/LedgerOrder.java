package dev.legwork.invariant;

import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import java.time.Instant;
import java.util.Objects;

/**
 * An intent as the ledger has it.
 *
 * @param fencingToken it was stored under; 0 for an order that needs none
 * @param storedAt by the ledger's clock
 * @param written what is known of its write; {@code UNKNOWN} while nobody has said
 * @param verdict the stored proof that it is over; {@code LIVE} while there is none
 * @param verdictAt when that was stored, by the ledger's clock; null without
 */
public record LedgerOrder(
    PlacedOrder placed,
    int clientId,
    long fencingToken,
    Instant storedAt,
    WriteOutcome written,
    Verdict verdict,
    Instant verdictAt) {

  public LedgerOrder {
    Objects.requireNonNull(placed, "placed");
    Objects.requireNonNull(storedAt, "storedAt");
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(verdict, "verdict");
  }

  public OrderRef ref() {
    return placed.ref();
  }

  public OrderIntent intent() {
    return placed.intent();
  }

  public boolean isOver() {
    return verdict.isOver();
  }
}
