package dev.legwork.book;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The orders at the venue that are one intent of ours: one, or several after an impaired session,
 * each with a permId and a life of its own (fault O9).
 *
 * @param ended by permId: whether the venue has said that its life has ended
 * @param latest permId that was told, 0 while none was
 */
public record Incarnations(SortedMap<Long, Boolean> ended, long latest) {
  public static final Incarnations UNNAMED = new Incarnations(new TreeMap<>(), 0);

  public Incarnations {
    ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
  }

  /**
   * These and the one with this permId.
   *
   * @param permId 0: it was not told which
   * @param over whether the venue says that its life has ended
   */
  Incarnations with(long permId, boolean over) {
    if (permId == 0 || (permId == latest && ended.get(permId) == (over || ended.get(permId)))) {
      return this;
    }
    SortedMap<Long, Boolean> more = new TreeMap<>(ended);
    more.merge(permId, over, Boolean::logicalOr);
    return new Incarnations(more, permId);
  }

  /** How many, at least one. */
  int count() {
    return Math.max(1, ended.size());
  }

  boolean areSeveral() {
    return ended.size() > 1;
  }

  /**
   * Whether the venue has said of each that its life has ended; an answer without a name of none.
   */
  boolean haveEnded() {
    return !ended.isEmpty() && ended.values().stream().allMatch(over -> over);
  }

  Set<Long> permIds() {
    return ended.keySet();
  }
}
