package dev.legwork.unwind;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the closing of each leg has come.
 *
 * @param rounds by leg name; a round ends when its orders closed all that was closable
 */
public record UnwindProgress(Map<String, Round> rounds) {
  public static final UnwindProgress NONE = new UnwindProgress(Map.of());

  /**
   * Attempts in a row to close one position.
   *
   * @param attempts made so far
   * @param firstQuote the opposite quote at the first of them, USD per share
   * @param netAfterFull the position at which the round's last order would have executed fully
   */
  record Round(int attempts, BigDecimal firstQuote, BigDecimal netAfterFull) {}

  public UnwindProgress {
    rounds = Map.copyOf(rounds);
  }

  UnwindProgress with(String leg, Round round) {
    Map<String, Round> next = new TreeMap<>(rounds);
    next.put(leg, round);
    return new UnwindProgress(next);
  }
}
