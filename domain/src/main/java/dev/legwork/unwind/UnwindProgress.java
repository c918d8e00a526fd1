package dev.legwork.unwind;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far the closing of each leg has come.
 *
 * @param rounds by leg name; a round ends when its orders closed all that was closable
 * @param numbers by leg name: the highest attempt number that was used for a reference, whatever
 *     became of the order; a reference is never used for a second order
 */
public record UnwindProgress(Map<String, Round> rounds, Map<String, Integer> numbers) {
  public static final UnwindProgress NONE = new UnwindProgress(Map.of(), Map.of());

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
    numbers = Map.copyOf(numbers);
  }

  /** This progress when the orders of these legs, planned after {@code before}, never arrived. */
  public UnwindProgress withoutAttempts(Set<String> legs, UnwindProgress before) {
    Map<String, Round> left = new TreeMap<>(rounds);
    for (String leg : legs) {
      Round round = before.rounds().get(leg);
      if (round == null) {
        left.remove(leg);
      } else {
        left.put(leg, round);
      }
    }
    return new UnwindProgress(left, numbers);
  }

  /**
   * The market of these legs was away and has come back: attempts to close them begin anew, under
   * numbers of their own. What could be traded all the time has had its attempts.
   */
  public UnwindProgress afresh(Set<String> legs) {
    Map<String, Round> left = new TreeMap<>(rounds);
    left.keySet().removeAll(legs);
    return new UnwindProgress(left, numbers);
  }

  /**
   * This progress when not all of a leg's latest order was placed: its round may end with less.
   *
   * @param left that was not placed, contracts (shares), positive to be bought
   */
  public UnwindProgress lacking(String leg, BigDecimal left) {
    Round round = rounds.get(leg);
    if (round == null) {
      return this;
    }
    Map<String, Round> next = new TreeMap<>(rounds);
    BigDecimal net = round.netAfterFull().subtract(left);
    next.put(leg, new Round(round.attempts(), round.firstQuote(), net));
    return new UnwindProgress(next, numbers);
  }

  /** This progress where a number is taken, though nothing of this unwinding was sent under it. */
  public UnwindProgress taken(String leg, int number) {
    Map<String, Integer> next = new TreeMap<>(numbers);
    next.merge(leg, number, Math::max);
    return new UnwindProgress(rounds, next);
  }

  int lastNumber(String leg) {
    return numbers.getOrDefault(leg, 0);
  }

  UnwindProgress with(String leg, Round round, int number) {
    Map<String, Round> nextRounds = new TreeMap<>(rounds);
    nextRounds.put(leg, round);
    Map<String, Integer> nextNumbers = new TreeMap<>(numbers);
    nextNumbers.put(leg, number);
    return new UnwindProgress(nextRounds, nextNumbers);
  }
}
