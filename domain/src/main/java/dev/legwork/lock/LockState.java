package dev.legwork.lock;

import java.util.List;

/**
 * All that a lock remembers, to be carried from one run of its workflow to the next.
 *
 * @param seeded whether the last token is known; nothing is granted before
 * @param lastToken the largest token ever granted or fenced off
 * @param holder null when free
 * @param waiters next one first
 * @param over requests that were released or withdrawn lately, oldest first
 * @param history latest events, oldest first
 */
public record LockState(
    boolean seeded,
    long lastToken,
    LockHolder holder,
    List<LockWaiter> waiters,
    List<String> over,
    LockStatistics statistics,
    List<LockEvent> history) {

  /** A lock that nobody ever asked for. */
  public static final LockState NEW =
      new LockState(false, 0, null, List.of(), List.of(), LockStatistics.NONE, List.of());

  public LockState {
    waiters = List.copyOf(waiters);
    over = List.copyOf(over);
    history = List.copyOf(history);
  }
}
