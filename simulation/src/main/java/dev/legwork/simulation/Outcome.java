package dev.legwork.simulation;

import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.time.Story;
import java.util.List;
import java.util.Set;

/**
 * What came of a seed.
 *
 * @param hash of everything that happened; the same seed gives the same
 * @param violations empty for a good one
 * @param kinds the faults that the seed had switched on
 */
public record Outcome(
    long seed,
    long hash,
    List<String> violations,
    List<Story.Line> story,
    Set<FaultKind> kinds,
    Coverage coverage) {

  public boolean isGood() {
    return violations.isEmpty();
  }
}
