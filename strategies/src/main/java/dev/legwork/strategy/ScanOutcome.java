package dev.legwork.strategy;

import java.util.List;
import java.util.Optional;

/**
 * What one pass of all strategies brought.
 *
 * @param funnels one for each strategy, in their order
 * @param opportunities the best first; each set of legs once
 */
public record ScanOutcome(List<Funnel> funnels, List<Opportunity> opportunities) {
  public ScanOutcome {
    funnels = List.copyOf(funnels);
    opportunities = List.copyOf(opportunities);
  }

  /** The best of all, or nothing. */
  public Optional<Opportunity> best() {
    return opportunities.stream().findFirst();
  }
}
