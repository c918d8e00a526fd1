package dev.legwork.workflow.session;

import dev.legwork.strategy.Opportunity;

/**
 * What looking at the chains brought. What else was seen is in the ledger, not in the history.
 *
 * @param best of what may still be executed; null where nothing was found in time
 * @param found how many there were to choose from
 */
public record Sighting(Opportunity best, int found) {
  /** Nothing was found. */
  public static final Sighting NOTHING = new Sighting(null, 0);
}
