package dev.legwork.guard;

import dev.legwork.order.OrderRef;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom an account's kill switch has still to be brought to: each unfinished trade is told once to
 * end, and an opening order that works on, because its trade cannot be reached or does not answer,
 * is cancelled past it. Harmless after any restart: what is told twice counts once.
 *
 * <p>Driven by its owner, on one thread, who asks the ledger and brings the news.
 */
public final class StandDown {
  /** So long a trade has to withdraw its orders by itself. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Map<String, Long> noticed = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<OrderRef, Long> cancelled = new HashMap<>();

  /** What a trade is asked to end with; {@link dev.legwork.saga.Reason#ofCancel} reads it. */
  public static String cancelReason(AccountSwitch killSwitch) {
    return ReasonCode.KILL_SWITCH + ": " + killSwitch.refusal().detail();
  }

  /** No kill switch stands: nothing is to be brought to anybody. */
  public void allClear() {
    noticed.clear();
    told.clear();
    cancelled.clear();
  }

  /**
   * Trades that have not been told.
   *
   * @param unfinished the account's trades without an ending
   * @param now monotonic, ns
   */
  public List<String> toTell(Collection<String> unfinished, long now) {
    noticed.keySet().retainAll(unfinished);
    told.retainAll(unfinished);
    unfinished.forEach(id -> noticed.putIfAbsent(id, now));
    return unfinished.stream().filter(id -> !told.contains(id)).toList();
  }

  /** The trade's workflow has taken it, or is closed. */
  public void told(String executionId) {
    told.add(executionId);
  }

  /**
   * Opening orders to cancel past their trades; each again after a while.
   *
   * @param open the account's orders that are not proven over
   * @param now monotonic, ns
   */
  public List<OrderRef> toCancel(Collection<OrderRef> open, long now) {
    cancelled.keySet().retainAll(open);
    List<OrderRef> due =
        open.stream()
            .filter(ref -> ref.purpose().opens())
            .filter(ref -> isPast(noticed.get(ref.executionId()), GRACE, now))
            .filter(ref -> !cancelled.containsKey(ref) || isPast(cancelled.get(ref), AGAIN, now))
            .toList();
    due.forEach(ref -> cancelled.put(ref, now));
    return due;
  }

  private static boolean isPast(Long since, Duration most, long now) {
    return since != null && now - since >= most.toNanos();
  }
}
