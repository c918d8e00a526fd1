package dev.legwork.strategy.spread;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Ticker;
import dev.legwork.order.Side;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.PriceAuthority;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Two options of one right and expiry, bought: a bull call spread (lower strike bought) or a bear
 * put spread (higher strike bought). Worth between nothing and the distance of the strikes at
 * expiry: loses at most what it costs.
 */
public final class Vertical extends SpreadStrategy {
  /** How settings, trades and reports name it. */
  public static final String NAME = "VERTICAL";

  private static final String CALLS = "calls";
  private static final String PUTS = "puts";

  /** Risk-reward counts no further than this in the score. */
  private static final double CAP = 5;

  private final boolean calls;
  private final boolean puts;
  private final long maxLoss;
  private final double minRiskReward;
  private final long maxSlippage;

  Vertical(Settings settings) {
    super(NAME, settings, null);
    this.calls = !settings.text("rights").equals(PUTS);
    this.puts = !settings.text("rights").equals(CALLS);
    this.maxLoss = settings.price("max-loss");
    this.minRiskReward = settings.number("min-risk-reward");
    this.maxSlippage = settings.price("max-slippage");
  }

  static List<Parameter> parameters() {
    return List.of(
        Parameter.choice("rights", List.of("both", CALLS, PUTS), "of which options"),
        Parameter.limit("max-loss", null, "USD a spread, positive; what it costs, fees included"),
        Parameter.decimal("min-risk-reward", "2", "0", null, "best case to worst case"),
        Parameter.decimal(
            "max-slippage", "0", "0", null, "USD a share that the limit is above the cost"));
  }

  @Override
  List<Combination> make(ChainSnapshot snapshot, ExpiryChain chain, int dte, int lower, int upper) {
    List<Combination> made = new ArrayList<>();
    if (lower == upper) {
      return made;
    }
    long width = chain.series().strike(upper) - chain.series().strike(lower);
    if (calls) {
      List<Combination.Leg> legs =
          List.of(
              Combination.call("call-low", Side.BUY, lower),
              Combination.call("call-high", Side.SELL, upper));
      made.add(new Combination(snapshot, chain, dte, null, legs, 0, width));
    }
    if (puts) {
      List<Combination.Leg> legs =
          List.of(
              Combination.put("put-high", Side.BUY, upper),
              Combination.put("put-low", Side.SELL, lower));
      made.add(new Combination(snapshot, chain, dte, null, legs, 0, width));
    }
    return made;
  }

  @Override
  Refusal profitRefusal(Combination each) {
    if (maxLoss != Ticker.UNKNOWN && -each.minProfit() * each.multiplier() > maxLoss) {
      return Refusal.MAX_LOSS_EXCEEDED;
    }
    return riskReward(each) < minRiskReward ? Refusal.RISK_REWARD_BELOW_MINIMUM : null;
  }

  private static double riskReward(Combination each) {
    return each.minProfit() >= 0
        ? Double.POSITIVE_INFINITY
        : (double) each.maxProfit() / -each.minProfit();
  }

  @Override
  long bound(Combination each, long costsPerShare) {
    long bound =
        Math.min(
            each.debit() + maxSlippage,
            PriceAuthority.keepingRatio(each.worst(), each.best(), minRiskReward));
    return maxLoss == Ticker.UNKNOWN
        ? bound
        : Math.min(bound, maxLoss / each.multiplier() - costsPerShare);
  }

  @Override
  double score(Combination each) {
    return Math.min(CAP, riskReward(each));
  }
}
