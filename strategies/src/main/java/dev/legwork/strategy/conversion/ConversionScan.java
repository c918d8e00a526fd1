package dev.legwork.strategy.conversion;

import dev.legwork.chain.ExpiryChain;
import dev.legwork.order.Side;
import dev.legwork.strategy.ChainScan;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A pass over conversions. What an underlying's pairs are compared with is known only after all of
 * them were seen, so that the last filters wait until then; and scores wait for the end.
 */
final class ConversionScan extends ChainScan implements PairPlan.Sink {
  private static final Comparator<Kept> BEST_FIRST =
      Comparator.comparingDouble(Kept::score)
          .reversed()
          .thenComparing(kept -> kept.pair().minProfit(), Comparator.reverseOrder())
          .thenComparing(kept -> kept.pair().chain().expiry())
          .thenComparing(kept -> kept.pair().putStrike())
          .thenComparing(kept -> kept.pair().callStrike());

  private final Conversions conversions;
  private final Pair pair = new Pair();
  private final SpreadSample spreads = new SpreadSample();
  private final FeeMemo fees;
  private final List<Pair> waiting = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();

  ConversionScan(Conversions conversions) {
    super(conversions, conversions.chain(), Side.BUY);
    this.conversions = conversions;
    this.fees = new FeeMemo(conversions);
  }

  @Override
  protected void begins() {
    pair.moveTo(snapshot());
    spreads.clear();
    waiting.clear();
  }

  @Override
  protected void pairs(ExpiryChain chain, int dte) {
    pair.moveTo(chain, dte);
    conversions.plan().make(chain, terms(), snapshot().stockTicker().fairTwice() / 2, this);
  }

  @Override
  public boolean consider(int call, int put) {
    funnel().pair();
    pair.moveTo(call, put);
    Refusal refusal = refusal();
    if (refusal == null) {
      waiting.add(pair.copy());
    } else {
      funnel().refuse(refusal);
    }
    return refusal != Refusal.NOT_QUALIFIED;
  }

  private Refusal refusal() {
    Refusal refusal = conversions.quotesRefusal(pair);
    if (refusal != null) {
      return refusal;
    }
    spreads.add(Pair.relativeSpread(pair.call()), Pair.relativeSpread(pair.put()));
    return conversions.profitRefusal(pair);
  }

  @Override
  protected void ends() {
    for (Pair each : waiting) {
      Refusal refusal = conversions.lastRefusal(each, spreads, fees.perShare(each));
      if (refusal == null) {
        funnel().opportunity();
        kept.add(new Kept(each));
      } else {
        funnel().refuse(refusal);
      }
    }
  }

  @Override
  public Strategy.Result end() {
    conversions.rules().score(kept);
    kept.sort(BEST_FIRST);
    List<Opportunity> best =
        kept.stream().limit(terms().most()).map(conversions::opportunity).toList();
    return new Strategy.Result(funnel().funnel(), best);
  }
}
