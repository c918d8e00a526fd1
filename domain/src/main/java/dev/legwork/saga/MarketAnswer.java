package dev.legwork.saga;

import java.util.Set;

/**
 * Whether a market that a trade needs can be used.
 *
 * @param usable whether any of what was asked for can be traded now, as far as quotes tell
 * @param why where it cannot, for people: closed, halted or one-sided, leg by leg; else empty
 * @param closed legs that the venue does not trade now by its hours, whatever their quotes say
 * @param open legs that it does trade now by its hours; of all others nobody knows
 */
public record MarketAnswer(boolean usable, String why, Set<String> closed, Set<String> open) {
  public MarketAnswer {
    closed = closed == null ? Set.of() : Set.copyOf(closed);
    open = open == null ? Set.of() : Set.copyOf(open);
  }

  /** Where nothing is known of the venue's hours. */
  public MarketAnswer(boolean usable, String why) {
    this(usable, why, Set.of(), Set.of());
  }
}
