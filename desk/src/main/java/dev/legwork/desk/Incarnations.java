package dev.legwork.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The orders at the venue that are one intent of ours: one, named by a permId once it is told;
 * several after an impaired session, each with a life of its own. The intent has its terminal
 * answer once all of them have theirs.
 */
final class Incarnations {
  private static final long UNNAMED = 0;

  private final Map<Long, OptionalLong> terminalAt = new LinkedHashMap<>();
  private OptionalLong unnamedTerminalAt = OptionalLong.empty();

  /**
   * Takes note of a permId.
   *
   * @return whether the intent has more than one now, and had not before
   */
  boolean learn(long permId) {
    if (permId == UNNAMED || terminalAt.containsKey(permId)) {
      return false;
    }
    terminalAt.put(permId, OptionalLong.empty());
    return terminalAt.size() == 2;
  }

  /** A terminal answer about this one; about the only one, if it has no name. */
  void ended(long permId, long now) {
    if (permId == UNNAMED) {
      unnamedTerminalAt = unnamedTerminalAt.isPresent() ? unnamedTerminalAt : OptionalLong.of(now);
    } else {
      terminalAt.merge(
          permId, OptionalLong.of(now), (known, told) -> known.isPresent() ? known : told);
    }
  }

  /** When the last of them had its terminal answer; empty while one has none. */
  OptionalLong terminalAt() {
    if (terminalAt.size() < 2) {
      OptionalLong named = terminalAt.values().stream().findFirst().orElse(OptionalLong.empty());
      return named.isPresent() ? named : unnamedTerminalAt;
    }
    // An answer that names none of them says nothing about the others.
    return terminalAt.values().stream().allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(
            terminalAt.values().stream().mapToLong(OptionalLong::getAsLong).max().getAsLong())
        : OptionalLong.empty();
  }

  Set<Long> permIds() {
    return terminalAt.keySet();
  }

  boolean areSeveral() {
    return terminalAt.size() > 1;
  }

  /** How many, at least one. */
  int count() {
    return Math.max(1, terminalAt.size());
  }
}
