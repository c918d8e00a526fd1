package dev.legwork.lock;

import java.time.Instant;
import java.util.Objects;

/**
 * Who holds the lock.
 *
 * @param requestId the execution's id
 * @param account whose orders the holder may open
 * @param token the fencing token of this grant
 * @param leaseUntil when somebody must ask whether the holder still lives
 */
public record LockHolder(
    String requestId, String account, long token, Instant since, Instant leaseUntil) {
  public LockHolder {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(leaseUntil, "leaseUntil");
  }

  boolean is(String id, long heldToken) {
    return requestId.equals(id) && token == heldToken;
  }

  LockHolder extendedTo(Instant until) {
    return new LockHolder(requestId, account, token, since, until);
  }
}
