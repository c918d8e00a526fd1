package dev.legwork.ledger.alert;

import java.time.Instant;

/**
 * What became of sending an alert over one channel, as it was last to be told.
 *
 * @param version the alert's {@link StoredAlert#changedAt} that was sent, or is to be
 * @param attempts tries so far
 * @param nextAt when it is tried next, while it is due
 * @param endedAt null while it is due
 * @param lastError what the last try failed with; null if none did
 */
public record Sending(
    long alertId,
    Channel channel,
    Instant version,
    State state,
    int attempts,
    Instant nextAt,
    Instant endedAt,
    String lastError) {

  /** How far it has come. */
  public enum State {
    DUE,
    SENT,
    /** Tried in vain for too long. */
    GIVEN_UP,
    /** Closed or acknowledged before it could be sent. */
    DROPPED
  }
}
