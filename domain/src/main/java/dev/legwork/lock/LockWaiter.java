package dev.legwork.lock;

import java.time.Instant;
import java.util.Objects;

/**
 * Who waits for the lock, and since when.
 *
 * @param heir whether it settles what another request left: it opens nothing, and goes first
 */
public record LockWaiter(String requestId, String account, Instant since, boolean heir) {
  public LockWaiter {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(since, "since");
  }

  LockWaiter(String requestId, String account, Instant since) {
    this(requestId, account, since, false);
  }
}
