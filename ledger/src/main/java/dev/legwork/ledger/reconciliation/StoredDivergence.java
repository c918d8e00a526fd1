package dev.legwork.ledger.reconciliation;

import dev.legwork.reconcile.Divergence;
import java.time.Duration;
import java.time.Instant;

/**
 * A divergence as it stands in the ledger.
 *
 * @param openedAt null while it may be a matter of answers that were not of one instant
 * @param acceptedAt null until somebody has declared it to be right
 * @param acceptedBy who that was
 * @param closedAt null while it lasts
 * @param age since it was first seen, until now or until it was closed
 */
public record StoredDivergence(
    long id,
    String account,
    Divergence divergence,
    Instant firstSeen,
    Instant lastSeen,
    Instant openedAt,
    Instant acceptedAt,
    String acceptedBy,
    Instant closedAt,
    Duration age) {

  public boolean isOpen() {
    return openedAt != null && closedAt == null;
  }

  /** Whether a person must know of it. */
  public boolean isAlarming() {
    return isOpen() && divergence.kind().isAlarming() && acceptedAt == null;
  }
}
