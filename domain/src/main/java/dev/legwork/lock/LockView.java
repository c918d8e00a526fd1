package dev.legwork.lock;

import java.util.List;

/**
 * The lock as people see it.
 *
 * @param lock {@code account} or {@code global}: the part of the workflow id behind {@code lock/}
 * @param holder null when free
 * @param waiters next one first
 * @param history latest events, oldest first
 */
public record LockView(
    String lock,
    LockHolder holder,
    List<LockWaiter> waiters,
    LockStatistics statistics,
    List<LockEvent> history) {
  public LockView {
    waiters = List.copyOf(waiters);
    history = List.copyOf(history);
  }
}
