package dev.legwork.guard;

import dev.legwork.order.OrderRef;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom an account's kill switch has still to be brought to: each unfinished trade is told once to
 * end, and an opening order that works on, because its trade cannot be reached or does not answer,
 * is cancelled past it. Whom it told is forgotten with a restart, and others tell too: a trade that
 * is told again does what it does already, and a position that waits for its market waits on,
 * unless the switch flattens and its trade keeps something beside it.
 *
 * <p>Driven by its owner, on one thread, who asks the ledger and brings the news.
 */
public final class StandDown {
  /** So long a trade has to withdraw its orders by itself. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Map<String, Long> noticed = new HashMap<>();

  /** By trade: what it was told last. */
  private final Map<String, String> told = new HashMap<>();

  private final Map<OrderRef, Long> cancelled = new HashMap<>();

  /**
   * What a trade is asked to end with; {@link Reason#ofCancel} and {@link Reason#flattens} read it.
   */
  public static String cancelReason(AccountSwitch killSwitch) {
    String before = killSwitch.flattens() ? Reason.FLATTENING : ReasonCode.KILL_SWITCH + ": ";
    return before + killSwitch.refusal().detail();
  }

  /** No kill switch stands: nothing is to be brought to anybody. */
  public void allClear() {
    noticed.clear();
    told.clear();
    cancelled.clear();
  }

  /**
   * Trades that have not been told this: a switch that flattens from now on is news to whom it
   * stopped before.
   *
   * @param unfinished the account's trades without an ending
   * @param reason {@link #cancelReason} of the switch
   * @param now monotonic, ns
   */
  public List<String> toTell(Collection<String> unfinished, String reason, long now) {
    noticed.keySet().retainAll(unfinished);
    told.keySet().retainAll(unfinished);
    unfinished.forEach(id -> noticed.putIfAbsent(id, now));
    return unfinished.stream().filter(id -> !reason.equals(told.get(id))).toList();
  }

  /** The trade's workflow has taken it, or is closed. */
  public void told(String executionId, String reason) {
    told.put(executionId, reason);
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
