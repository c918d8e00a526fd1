package dev.legwork.book;

import dev.legwork.order.OrderStatus;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The orders at the venue that are one intent of ours: one, or several after an impaired session,
 * each with a permId and a life of its own (fault O9).
 *
 * @param statuses by permId: the latest word on each one's life, which never leaves a final one
 * @param latest permId that was learned, 0 while none was
 */
public record Incarnations(SortedMap<Long, OrderStatus> statuses, long latest) {
  public static final Incarnations UNNAMED = new Incarnations(new TreeMap<>(), 0);

  public Incarnations {
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
  }

  /** These and an execution of the one with this permId; 0: it was not told which. */
  Incarnations executed(long permId) {
    return statuses.containsKey(permId) ? this : with(permId, OrderStatus.WORKING);
  }

  /** These and a word on the one with this permId; 0: it was not told which. */
  Incarnations with(long permId, OrderStatus status) {
    OrderStatus known = statuses.get(permId);
    if (permId == 0 || known == status || (known != null && known.isTerminal())) {
      return this;
    }
    SortedMap<Long, OrderStatus> more = new TreeMap<>(statuses);
    more.put(permId, status);
    return new Incarnations(more, known == null ? permId : latest);
  }

  /** How many, at least one. */
  int count() {
    return Math.max(1, statuses.size());
  }

  boolean areSeveral() {
    return statuses.size() > 1;
  }

  /**
   * Whether the venue has said of each that its life has ended; an answer without a name of none.
   */
  boolean haveEnded() {
    return !statuses.isEmpty() && statuses.values().stream().allMatch(OrderStatus::isTerminal);
  }

  /** The status of several together: that of one that lives, as long as one does. */
  OrderStatus status() {
    return statuses.values().stream()
        .filter(status -> !status.isTerminal())
        .findFirst()
        .orElse(
            statuses.containsValue(OrderStatus.FILLED)
                ? OrderStatus.FILLED
                : OrderStatus.CANCELLED);
  }

  public Set<Long> permIds() {
    return statuses.keySet();
  }
}
