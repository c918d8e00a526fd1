package dev.legwork.workflow.lock;

import dev.legwork.lock.LockHolder;

/**
 * An operator takes the lock away from a holder. Whoever holds it by the time this arrives keeps it
 * unless that is who was meant.
 *
 * @param operator who does it
 * @param reason why, for the audit
 * @param holder the request that is meant, null for whichever has the token
 * @param token the grant that is meant, null for whichever the holder has
 */
public record ForceRelease(String operator, String reason, String holder, Long token) {
  /** From whoever holds it when this arrives. */
  public ForceRelease(String operator, String reason) {
    this(operator, reason, null, null);
  }

  /** For the audit and the lock's history. */
  public String text() {
    return operator + ": " + reason;
  }

  boolean isComplete() {
    return operator != null && !operator.isBlank() && reason != null && !reason.isBlank();
  }

  boolean means(LockHolder held) {
    return (holder == null || holder.equals(held.requestId()))
        && (token == null || token == held.token());
  }
}
