package dev.legwork.workflow.scan;

import dev.legwork.session.Tally;
import dev.legwork.strategy.Opportunity;
import java.time.Instant;
import java.util.List;

/**
 * What one pass over chains brought.
 *
 * @param at when it looked, by the clock of the desk's machine
 * @param settled whether everything was heard of that will be; otherwise the troubles tell which
 *     chains were looked at in part
 * @param tallies the funnels, one for each strategy
 * @param troubles what kept it from looking at all it should, one clear line each
 * @param found opportunities there were
 * @param opportunities the best of them first
 */
public record ScanResult(
    Instant at,
    boolean settled,
    List<Tally> tallies,
    List<String> troubles,
    int found,
    List<Opportunity> opportunities) {
  /** Told of one scan; more would not fit into a history. */
  public static final int MOST_OPPORTUNITIES = 100;

  public ScanResult {
    tallies = List.copyOf(tallies);
    troubles = List.copyOf(troubles);
    opportunities = List.copyOf(opportunities);
  }
}
