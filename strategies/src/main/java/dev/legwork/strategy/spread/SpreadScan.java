package dev.legwork.strategy.spread;

import dev.legwork.chain.ExpiryChain;
import dev.legwork.strategy.ChainScan;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/** A pass over the combinations that a {@link SpreadStrategy} makes. */
final class SpreadScan extends ChainScan {
  private final SpreadStrategy spread;
  private final List<Opportunity> found = new ArrayList<>();

  SpreadScan(SpreadStrategy spread) {
    super(spread, spread.terms(), spread.stock());
    this.spread = spread;
  }

  @Override
  protected void pairs(ExpiryChain chain, int dte) {
    long price = snapshot().stockTicker().fairTwice() / 2;
    int low = terms().lowest(chain, price);
    int high = terms().highest(chain, price);
    for (int lower = low; lower <= high; lower++) {
      for (int upper = lower; upper <= high; upper++) {
        for (Combination each : spread.make(snapshot(), chain, dte, lower, upper)) {
          consider(each);
        }
      }
    }
  }

  private void consider(Combination combination) {
    funnel().pair();
    Refusal refusal = spread.refusal(combination);
    if (refusal == null) {
      funnel().opportunity();
      found.add(spread.opportunity(combination));
    } else {
      funnel().refuse(refusal);
    }
  }

  @Override
  public Strategy.Result end() {
    found.sort(Scanner.BEST_FIRST);
    return new Strategy.Result(funnel().funnel(), found.stream().limit(terms().most()).toList());
  }
}
