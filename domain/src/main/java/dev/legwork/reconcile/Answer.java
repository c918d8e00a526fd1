package dev.legwork.reconcile;

import java.util.List;

/**
 * What the broker answered to one question about what exists.
 *
 * @param complete whether it was answered to its end; nothing may be concluded from a failed one,
 *     least of all that there is nothing
 * @param rows empty if it failed
 */
public record Answer<T>(boolean complete, List<T> rows) {
  public Answer {
    rows = List.copyOf(rows);
    if (!complete && !rows.isEmpty()) {
      throw new IllegalArgumentException("a failed answer says nothing, not " + rows.size());
    }
  }

  public static <T> Answer<T> complete(List<T> rows) {
    return new Answer<>(true, rows);
  }

  public static <T> Answer<T> failed() {
    return new Answer<>(false, List.of());
  }
}
