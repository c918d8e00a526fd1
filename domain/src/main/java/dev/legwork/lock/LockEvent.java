package dev.legwork.lock;

import java.time.Instant;

/**
 * One line of the lock's recent history.
 *
 * @param token the grant it is about, 0 where there is none
 * @param detail for people; for a forced release the operator and the reason
 */
public record LockEvent(Instant at, Kind kind, String requestId, long token, String detail) {
  public enum Kind {
    GRANTED,
    INHERITED,
    RELEASED,
    WITHDRAWN,
    SKIPPED,
    FREED,
    FORCED
  }
}
