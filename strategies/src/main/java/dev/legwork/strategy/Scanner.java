package dev.legwork.strategy;

import dev.legwork.chain.ChainSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has strategies look at the same chains, and ranks what they found together. */
public final class Scanner {

  /**
   * The best first, over underlyings, expiries and strategies: by priority of the strategy, then
   * score, then net worst case, then id, so that the order never depends on the order of looking.
   */
  public static final Comparator<Opportunity> BEST_FIRST =
      Comparator.comparingInt(Opportunity::priority)
          .reversed()
          .thenComparing(Opportunity::score, Comparator.reverseOrder())
          .thenComparing(o -> o.figures().minProfitNet(), Comparator.reverseOrder())
          .thenComparing(Opportunity::id);

  private final List<Strategy.Scan> scans;

  /** Begins a pass of these strategies; for one thread. */
  public Scanner(List<Strategy> strategies) {
    this.scans = strategies.stream().map(Strategy::begin).toList();
  }

  /** One pass over all these chains. */
  public static ScanOutcome scan(List<Strategy> strategies, List<ChainSnapshot> snapshots) {
    Scanner scanner = new Scanner(strategies);
    snapshots.forEach(scanner::look);
    return scanner.end();
  }

  /** Every strategy looks at it. */
  public void look(ChainSnapshot snapshot) {
    for (Strategy.Scan scan : scans) {
      scan.look(snapshot);
    }
  }

  /** Ends the pass. The same legs found by several strategies are one opportunity: the best's. */
  public ScanOutcome end() {
    List<Funnel> funnels = new ArrayList<>();
    List<Opportunity> found = new ArrayList<>();
    for (Strategy.Scan scan : scans) {
      Strategy.Result result = scan.end();
      funnels.add(result.funnel());
      found.addAll(result.opportunities());
    }
    found.sort(BEST_FIRST);
    Set<String> seen = new HashSet<>();
    found.removeIf(opportunity -> !seen.add(opportunity.id()));
    return new ScanOutcome(funnels, found);
  }
}
