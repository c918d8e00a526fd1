package dev.legwork.session;

import java.time.Instant;
import java.util.List;

/**
 * What a session's last pass over its chains brought.
 *
 * @param at when it ended, by the clock of the desk's machine
 * @param tallies one for each strategy
 * @param troubles what kept it from looking at all it should, one clear line each
 * @param best the best opportunity of the pass in one line, also one that is not to be traded any
 *     more; null if there was none
 */
public record LastPass(Instant at, List<Tally> tallies, List<String> troubles, String best) {
  public LastPass {
    tallies = List.copyOf(tallies);
    troubles = List.copyOf(troubles);
  }
}
