package dev.legwork.lock;

import java.time.Instant;
import java.util.Objects;

/** Who waits for the lock, and since when. */
public record LockWaiter(String requestId, String account, Instant since) {
  public LockWaiter {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(since, "since");
  }
}
