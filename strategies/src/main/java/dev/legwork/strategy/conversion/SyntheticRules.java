package dev.legwork.strategy.conversion;

import dev.legwork.chain.Ticker;
import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.PriceAuthority;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * When a conversion is a Synthetic. Amounts are ten-thousandths of a dollar; {@link Ticker#UNKNOWN}
 * for no limit.
 *
 * @param maxLoss the most that a conversion (one of the multiplier's shares) may lose, positive
 * @param maxProfitCap a conversion that may earn more is taken for a wrong quote
 * @param minProfitRatio least best case to worst case; NaN for none
 * @param costLimit the most a unit may cost per share
 * @param maxSlippage how much more than it costs the limit allows, per share
 */
record SyntheticRules(
    long maxLoss,
    long maxProfitCap,
    double minProfitRatio,
    long costLimit,
    long maxSlippage,
    SyntheticScoring scoring)
    implements ConversionRules {

  static List<Parameter> parameters() {
    return List.of(
        Parameter.limit("max-loss", null, "USD a conversion, positive; the worst case at expiry"),
        Parameter.limit("max-profit-cap", null, "USD a conversion; above it nothing is believed"),
        Parameter.limit("min-profit-ratio", null, "best case to worst case"),
        Parameter.decimal(
            "max-slippage", "0", "0", null, "USD a share that the limit is above the cost"));
  }

  static SyntheticRules of(Settings settings) {
    return new SyntheticRules(
        settings.price("max-loss"),
        settings.price("max-profit-cap"),
        settings.number("min-profit-ratio"),
        settings.price("cost-limit"),
        settings.price("max-slippage"),
        SyntheticScoring.of(settings));
  }

  @Override
  public Refusal refusal(Pair pair) {
    long worst = pair.minProfit();
    if (worst >= 0) {
      return Refusal.RISK_FREE;
    }
    if (maxLoss != Ticker.UNKNOWN && -worst * pair.multiplier() > maxLoss) {
      return Refusal.MAX_LOSS_EXCEEDED;
    }
    if (pair.credit() < 0) {
      return Refusal.NET_CREDIT_NEGATIVE;
    }
    if (maxProfitCap != Ticker.UNKNOWN && pair.maxProfit() * pair.multiplier() > maxProfitCap) {
      return Refusal.MAX_PROFIT_EXCEEDED;
    }
    double riskReward = SyntheticScoring.riskReward(pair);
    if (riskReward < minProfitRatio) {
      return Refusal.PROFIT_RATIO_TOO_LOW;
    }
    if (costLimit != Ticker.UNKNOWN && pair.debit() > costLimit) {
      return Refusal.PRICE_LIMIT_EXCEEDED;
    }
    if (scoring.liquidity(pair) < scoring.minLiquidity()) {
      return Refusal.LIQUIDITY_BELOW_MINIMUM;
    }
    return riskReward < scoring.minRiskReward() ? Refusal.RISK_REWARD_BELOW_MINIMUM : null;
  }

  @Override
  public Refusal refusal(Pair pair, SpreadSample sample) {
    return null;
  }

  /** What it costs and the slippage allowed, but no more than loss, ratios and cost limit leave. */
  @Override
  public long bound(Pair pair, long feesPerShare) {
    long bound =
        Math.min(
            pair.debit() + maxSlippage,
            Math.min(ratio(pair, minProfitRatio), ratio(pair, scoring.minRiskReward())));
    if (costLimit != Ticker.UNKNOWN) {
      bound = Math.min(bound, costLimit);
    }
    return maxLoss == Ticker.UNKNOWN
        ? bound
        : Math.min(bound, pair.putStrike() + maxLoss / pair.multiplier() - feesPerShare);
  }

  private static long ratio(Pair pair, double least) {
    return PriceAuthority.keepingRatio(pair.putStrike(), pair.callStrike(), least);
  }

  /** It may lose, so that there is no net at which it never does. */
  @Override
  public long breakEven(Pair pair, long feesPerShare) {
    return Ticker.UNKNOWN;
  }

  @Override
  public String label(Figures figures) {
    return "bounded loss";
  }

  @Override
  public List<String> components() {
    return SyntheticScoring.COMPONENTS;
  }

  @Override
  public void score(List<Kept> kept) {
    scoring.score(kept);
  }
}
