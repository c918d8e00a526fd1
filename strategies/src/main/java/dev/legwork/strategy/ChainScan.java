package dev.legwork.strategy;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.order.Side;

/**
 * A pass as most strategies make it: refuses underlyings and expiries by {@link ChainTerms}, counts
 * them, and hands on those that are left.
 */
public abstract class ChainScan implements Strategy.Scan {
  private final Strategy strategy;
  private final ChainTerms terms;
  private final Side stockSide;
  private final FunnelCounter funnel;
  private ChainSnapshot snapshot;

  /**
   * Begins a pass.
   *
   * @param stockSide the side of the stock that the strategy's trades take; null without stock
   */
  protected ChainScan(Strategy strategy, ChainTerms terms, Side stockSide) {
    this.strategy = strategy;
    this.terms = terms;
    this.stockSide = stockSide;
    this.funnel = new FunnelCounter(strategy);
  }

  @Override
  public final void look(ChainSnapshot chains) {
    snapshot = chains;
    funnel.symbol();
    Refusal refusal = terms.refusal(chains, stockSide);
    if (refusal != null) {
      funnel.refuse(refusal);
      return;
    }
    begins();
    int looked = 0;
    for (ExpiryChain chain : chains.expiries()) {
      looked += looksAt(chain, looked) ? 1 : 0;
    }
    ends();
  }

  private boolean looksAt(ExpiryChain chain, int looked) {
    funnel.expiry();
    int dte = snapshot.daysTo(chain);
    Refusal refusal = terms.refusal(chain, dte);
    if (refusal == null && looked >= terms.maxExpiries()) {
      refusal = Refusal.EXPIRIES_OVER_LIMIT;
    }
    if (refusal != null) {
      funnel.refuse(refusal);
      return false;
    }
    long before = funnel.pairs();
    pairs(chain, dte);
    if (funnel.pairs() == before) {
      funnel.refuse(Refusal.NO_STRIKES_IN_RANGE);
      return false;
    }
    return true;
  }

  /** An underlying was not refused; {@link #snapshot()} is it. */
  protected void begins() {}

  /**
   * Looks at the strikes of an expiry. Every choice of strikes is counted by {@link
   * FunnelCounter#pair()} and then either refused or kept as an opportunity.
   *
   * @param dte calendar days to expiry
   */
  protected abstract void pairs(ExpiryChain chain, int dte);

  /** All expiries of the underlying were looked at. */
  protected void ends() {}

  /** The underlying that is looked at. */
  protected final ChainSnapshot snapshot() {
    return snapshot;
  }

  protected final Strategy strategy() {
    return strategy;
  }

  protected final ChainTerms terms() {
    return terms;
  }

  protected final FunnelCounter funnel() {
    return funnel;
  }
}
