package dev.legwork.strategy;

import dev.legwork.chain.ChainSnapshot;
import java.util.List;

/**
 * Finds trades in option chains. Immutable: any number of passes may run at the same time, each in
 * one thread. What it says depends on the snapshots alone; it asks no clock and no world.
 *
 * <p>{@link ChainScan} does what most strategies have in common.
 */
public interface Strategy {

  /** {@code [A-Za-z0-9-]{1,16}}, e.g. {@code SFR}; what trades, reports and metrics name. */
  String name();

  /** Between opportunities of several strategies the higher priority is taken first. */
  int priority();

  /** All codes it refuses by, in the order of its filters. */
  List<? extends RefusalCode> refusals();

  /** Begins a pass over any number of underlyings. */
  Scan begin();

  /**
   * Looks again at what was found, just before it is placed.
   *
   * @param now a newer snapshot of the same underlying
   */
  default Recheck recheck(Opportunity seen, ChainSnapshot now) {
    Scan scan = begin();
    scan.look(now);
    for (Opportunity found : scan.end().opportunities()) {
      if (found.id().equals(seen.id())) {
        return found.hasContractsOf(seen)
            ? new Recheck.Stands(found)
            : Recheck.Fallen.of(Refusal.CONTRACT_MISMATCH);
      }
    }
    return Recheck.Fallen.of(Refusal.NOT_THERE_ANY_MORE);
  }

  /** One pass. */
  interface Scan {

    /** Looks at an underlying. */
    void look(ChainSnapshot snapshot);

    /** Ends the pass: scores depend on everything that was seen. */
    Result end();
  }

  /**
   * What a pass found.
   *
   * @param opportunities the best first; perhaps not all that the funnel counts
   */
  record Result(Funnel funnel, List<Opportunity> opportunities) {
    public Result {
      opportunities = List.copyOf(opportunities);
    }
  }
}
