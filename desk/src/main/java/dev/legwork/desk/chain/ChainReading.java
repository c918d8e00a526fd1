package dev.legwork.desk.chain;

import dev.legwork.chain.ChainSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A chain at one moment, and what is missing of it. A reading with troubles may still have quotes.
 *
 * @param symbol of the underlying
 * @param snapshot empty while the stock itself is not known; else with everything that was heard,
 *     each side with its moment. Only live quotes are in it
 * @param troubles in no order; empty also while things are still on their way
 */
public record ChainReading(
    String symbol,
    Optional<ChainSnapshot> snapshot,
    ChainCoverage coverage,
    List<ChainTrouble> troubles) {

  public ChainReading {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(coverage, "coverage");
    troubles = List.copyOf(troubles);
  }

  /** Whether nothing more will come of waiting: all is there, or will not come. */
  public boolean isSettled() {
    return coverage.isComplete() || troubles.stream().anyMatch(t -> t.code().isLasting());
  }
}
