package dev.legwork.api.lock;

import dev.legwork.lock.LockEvent;
import dev.legwork.lock.LockHolder;
import dev.legwork.lock.LockStatistics;
import dev.legwork.lock.LockView;
import dev.legwork.lock.LockWaiter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A lock as REST answers it.
 *
 * @param lock the account, or {@code global}
 * @param lost whether the lock's workflow was ended by force: what follows is what it knew last;
 *     whoever asks next, or a forced release, starts it anew and fences all earlier holders off
 * @param holder the execution that holds it, null when it is free
 * @param fencingToken the holder's, null when it is free
 * @param since when it was granted, null when it is free
 * @param leaseUntil when somebody asks whether the holder still lives
 * @param waiters next one first
 * @param history latest events, oldest first
 */
public record LockAnswer(
    String account,
    String lock,
    boolean lost,
    String holder,
    Long fencingToken,
    Instant since,
    Instant leaseUntil,
    List<Waiter> waiters,
    LockStatistics statistics,
    List<LockEvent> history) {

  /**
   * @param position 1 is next
   */
  public record Waiter(int position, String execution, String account, Instant since) {}

  static LockAnswer of(String account, LockView view, boolean lost) {
    LockHolder holder = view.holder();
    return new LockAnswer(
        account,
        view.lock(),
        lost,
        holder == null ? null : holder.requestId(),
        holder == null ? null : holder.token(),
        holder == null ? null : holder.since(),
        holder == null ? null : holder.leaseUntil(),
        waiters(view.waiters()),
        view.statistics(),
        view.history());
  }

  private static List<Waiter> waiters(List<LockWaiter> queue) {
    List<Waiter> waiters = new ArrayList<>();
    for (LockWaiter waiter : queue) {
      waiters.add(
          new Waiter(waiters.size() + 1, waiter.requestId(), waiter.account(), waiter.since()));
    }
    return waiters;
  }
}
