package dev.legwork.lock;

import dev.legwork.lock.LockEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Holder, queue and token of one lock. At most one holder, waiters in the order they were accepted,
 * every grant with a larger token than all before it; asking again changes nothing. Heirs of those
 * who vanished wait ahead of the others: they open nothing, and reduce what is at risk.
 *
 * <p>Not thread-safe; time comes with each call and never goes back.
 */
public final class LockBook {
  /** How long a holder is believed to live without being asked after. */
  public static final Duration LEASE = Duration.ofSeconds(60);

  static final int REMEMBERED_EVENTS = 50;
  static final int REMEMBERED_REQUESTS = 200;

  private final Deque<LockWaiter> waiters;
  private final Deque<String> over;
  private final Deque<LockEvent> history;
  private boolean seeded;
  private long lastToken;
  private LockHolder holder;
  private LockStatistics statistics;

  public LockBook(LockState state) {
    seeded = state.seeded();
    lastToken = state.lastToken();
    holder = state.holder();
    waiters = new ArrayDeque<>(state.waiters());
    over = new ArrayDeque<>(state.over());
    statistics = state.statistics();
    history = new ArrayDeque<>(state.history());
  }

  /** A copy of everything, to be carried to another book. */
  public LockState state() {
    return new LockState(
        seeded,
        lastToken,
        holder,
        List.copyOf(waiters),
        List.copyOf(over),
        statistics,
        List.copyOf(history));
  }

  public LockView view(String lock) {
    return new LockView(lock, holder, List.copyOf(waiters), statistics, List.copyOf(history));
  }

  public LockStatistics statistics() {
    return statistics;
  }

  public boolean isSeeded() {
    return seeded;
  }

  public Optional<LockHolder> holder() {
    return Optional.ofNullable(holder);
  }

  /**
   * From now on tokens above this one are granted.
   *
   * @param fence the largest token that may ever have been granted
   */
  public void seed(long fence) {
    lastToken = Math.max(lastToken, fence);
    seeded = true;
  }

  /** Asks for the lock; granted at once when it is free and nobody waits. */
  public AcquireReply acquire(String requestId, String account, Instant now) {
    if (holder != null && holder.requestId().equals(requestId)) {
      return new AcquireReply.Granted(holder.token());
    }
    if (over.contains(requestId)) {
      return new AcquireReply.Over();
    }
    int position = position(requestId);
    if (position > 0) {
      return new AcquireReply.Queued(position);
    }
    LockWaiter asking = new LockWaiter(requestId, account, now);
    if (isGrantable() && waiters.isEmpty()) {
      return new AcquireReply.Granted(grant(asking, now).token());
    }
    waiters.addLast(asking);
    statistics = statistics.queued(waiters.size());
    return new AcquireReply.Queued(waiters.size());
  }

  /**
   * The recovery of a request asks for the lock. It takes over what that request holds, with its
   * token; else it waits ahead of those who want to open, behind other recoveries. It may come back
   * as often as it has to.
   *
   * @param heir the recovery's own request
   * @param from the request that nobody looks after any more
   */
  public AcquireReply inherit(String heir, String from, String account, Instant now) {
    over.remove(heir);
    remember(from);
    waiters.removeIf(waiter -> waiter.requestId().equals(from));
    if (holder != null && holder.requestId().equals(from)) {
      holder = new LockHolder(heir, holder.account(), holder.token(), now, now.plus(LEASE));
      note(now, Kind.INHERITED, heir, holder.token(), "from " + from);
    }
    boolean known = position(heir) > 0 || (holder != null && holder.requestId().equals(heir));
    if (!known && !(isGrantable() && waiters.isEmpty())) {
      letAhead(new LockWaiter(heir, account, now, true));
      return new AcquireReply.Queued(position(heir));
    }
    return acquire(heir, account, now);
  }

  private void letAhead(LockWaiter heir) {
    List<LockWaiter> queue = new ArrayList<>(waiters);
    int place = 0;
    while (place < queue.size() && queue.get(place).heir()) {
      place++;
    }
    queue.add(place, heir);
    waiters.clear();
    waiters.addAll(queue);
    statistics = statistics.queued(waiters.size());
  }

  /** Whether nobody holds it and nobody waits. */
  public boolean isIdle() {
    return holder == null && waiters.isEmpty();
  }

  /** Whether {@link #grantNext} would grant. */
  public boolean canGrantNext() {
    return isGrantable() && !waiters.isEmpty();
  }

  /** Grants to the first waiter if the lock is free. The caller must tell that waiter. */
  public Optional<LockHolder> grantNext(Instant now) {
    return canGrantNext() ? Optional.of(grant(waiters.removeFirst(), now)) : Optional.empty();
  }

  /** Ends the hold of exactly this grant; anything else is a late repetition and does nothing. */
  public boolean release(String requestId, long token, Instant now) {
    return end(requestId, token, now, Kind.RELEASED, "");
  }

  /** The waiter that was granted to is gone: it never heard of its grant. */
  public boolean skip(String requestId, long token, Instant now) {
    return end(requestId, token, now, Kind.SKIPPED, "its workflow is gone");
  }

  /** The holder has ended properly, only its release was lost. */
  public boolean free(String requestId, long token, Instant now) {
    return end(requestId, token, now, Kind.FREED, "ended without a release");
  }

  /**
   * The requester gives up for good, having opened nothing: it leaves the queue, and the lock as
   * well if a grant to it is on its way.
   */
  public void cancelRequest(String requestId, Instant now) {
    if (holder != null && holder.requestId().equals(requestId)) {
      end(requestId, holder.token(), now, Kind.WITHDRAWN, "after the grant");
    } else if (waiters.removeIf(waiter -> waiter.requestId().equals(requestId))) {
      statistics = statistics.withdrew();
      note(now, Kind.WITHDRAWN, requestId, 0, "");
    }
    remember(requestId);
  }

  /**
   * Takes the lock away from exactly this grant.
   *
   * @param fence what the ledger's fence was raised to before: above the holder's token
   */
  public boolean forceRelease(
      String requestId, long token, long fence, String detail, Instant now) {
    if (fence <= token) {
      throw new IllegalArgumentException("fence " + fence + " leaves token " + token + " valid");
    }
    // The next grant may have the fence's own value: the ledger accepts tokens from it upwards.
    lastToken = Math.max(lastToken, fence - 1);
    return end(requestId, token, now, Kind.FORCED, detail);
  }

  /** Whether it is time to ask after the holder. */
  public boolean isLeaseOver(Instant now) {
    return holder != null && !now.isBefore(holder.leaseUntil());
  }

  /** The holder of this grant is to be left alone for another lease. */
  public void extendLease(String requestId, long token, Instant now) {
    if (holder != null && holder.is(requestId, token)) {
      holder = holder.extendedTo(now.plus(LEASE));
    }
  }

  private boolean isGrantable() {
    return seeded && holder == null;
  }

  private LockHolder grant(LockWaiter waiter, Instant now) {
    lastToken++;
    holder = new LockHolder(waiter.requestId(), waiter.account(), lastToken, now, now.plus(LEASE));
    statistics = statistics.granted(Duration.between(waiter.since(), now));
    note(now, Kind.GRANTED, waiter.requestId(), lastToken, "");
    return holder;
  }

  private boolean end(String requestId, long token, Instant now, Kind kind, String detail) {
    if (holder == null || !holder.is(requestId, token)) {
      return false;
    }
    statistics = statistics.ended(Duration.between(holder.since(), now), kind == Kind.FORCED);
    holder = null;
    remember(requestId);
    note(now, kind, requestId, token, detail);
    return true;
  }

  private int position(String requestId) {
    int position = 0;
    for (LockWaiter waiter : waiters) {
      position++;
      if (waiter.requestId().equals(requestId)) {
        return position;
      }
    }
    return 0;
  }

  private void remember(String requestId) {
    if (!over.contains(requestId)) {
      over.addLast(requestId);
      trim(over, REMEMBERED_REQUESTS);
    }
  }

  private void note(Instant at, Kind kind, String requestId, long token, String detail) {
    history.addLast(new LockEvent(at, kind, requestId, token, detail));
    trim(history, REMEMBERED_EVENTS);
  }

  private static void trim(Deque<?> deque, int size) {
    while (deque.size() > size) {
      deque.removeFirst();
    }
  }
}
