package dev.legwork.ledger.alert;

import dev.legwork.saga.Alert;
import java.time.Instant;

/**
 * An alert as it stands in the ledger.
 *
 * @param executionId null for an alert about the account
 * @param passing tells of something that happened, and is over once somebody has seen it; otherwise
 *     of something that lasts, whoever has seen it
 * @param changedAt when its text or its positions last changed
 * @param acknowledgedAt null until somebody has seen it as it is now
 * @param acknowledgedBy who that was
 * @param closedAt null while it is open
 */
public record StoredAlert(
    long id,
    String executionId,
    String account,
    Alert alert,
    boolean passing,
    Instant openedAt,
    Instant changedAt,
    Instant acknowledgedAt,
    String acknowledgedBy,
    Instant closedAt) {

  public boolean isOpen() {
    return closedAt == null;
  }
}
