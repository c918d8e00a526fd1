package dev.legwork.strategy.conversion;

import dev.legwork.chain.Ticker;
import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.PriceAuthority;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * When a conversion is an SFR. Prices are ten-thousandths of a dollar per share.
 *
 * @param minTheoretical least worst case at fair prices
 * @param minProfit least worst case at executable prices, and what the limit must leave
 * @param minRoi least worst case in percent of the debit; NaN for none
 * @param debitAllowed whether the put may cost more than the call brings
 * @param costLimit the most a unit may cost; {@link Ticker#UNKNOWN} for any
 * @param maxRelativeSpread the spread of an option stays below that part of its middle
 * @param maxTotalSpread the three spreads together stay below it
 * @param minQuality spread quality stays above it
 * @param maxDeviation standard deviations above the chain's mean at which a spread is an outlier
 */
record SfrRules(
    long minTheoretical,
    long minProfit,
    double minRoi,
    boolean debitAllowed,
    long costLimit,
    double maxRelativeSpread,
    long maxTotalSpread,
    double minQuality,
    double maxDeviation,
    SfrScoring scoring)
    implements ConversionRules {

  private static final double WIDE = 0.05;
  private static final double OUTLIER = 0.5;
  private static final double PERCENT = 100;

  static List<Parameter> parameters() {
    return List.of(
        Parameter.decimal(
            "min-profit", "0.01", "0.0001", null, "USD a share, worst case at executable prices"),
        Parameter.decimal(
            "min-theoretical-profit", "0.01", null, null, "USD a share, worst case at fair prices"),
        Parameter.limit("min-roi", null, "percent of the debit, worst case"),
        Parameter.yesNo("allow-debit", false, "whether the put may cost more than the call brings"),
        Parameter.limit("max-spread-percent", "5", "an option's spread, percent of its middle"),
        Parameter.limit("max-total-spread", "5", "USD, the three spreads together"),
        Parameter.decimal("min-spread-quality", "0.5", null, "1", "from 1 down, see the manual"),
        Parameter.decimal(
            "max-spread-deviation", "2", "0", null, "deviations from the chain's mean"),
        Parameter.yesNo("net-matters", false, "whether the net worst case must be above 0"));
  }

  static SfrRules of(Settings settings) {
    return new SfrRules(
        settings.price("min-theoretical-profit"),
        settings.price("min-profit"),
        settings.number("min-roi"),
        settings.flag("allow-debit"),
        settings.price("cost-limit"),
        or(settings.number("max-spread-percent"), Double.POSITIVE_INFINITY) / PERCENT,
        settings.has("max-total-spread") ? settings.price("max-total-spread") : Long.MAX_VALUE,
        settings.number("min-spread-quality"),
        settings.number("max-spread-deviation"),
        SfrScoring.of(settings));
  }

  private static double or(double value, double other) {
    return Double.isNaN(value) ? other : value;
  }

  @Override
  public Refusal refusal(Pair pair) {
    if (pair.theoreticalTwice() < 2 * minTheoretical) {
      return Refusal.THEORETICAL_PROFIT_TOO_LOW;
    }
    long profit = pair.minProfit();
    if (profit <= 0) {
      return Refusal.ARBITRAGE_CONDITION_NOT_MET;
    }
    if (profit < minProfit) {
      return Refusal.GUARANTEED_PROFIT_TOO_LOW;
    }
    if (pair.credit() < 0 && !debitAllowed) {
      return Refusal.NET_CREDIT_NEGATIVE;
    }
    long debit = pair.debit();
    if (debit > 0 && profit * PERCENT / debit < minRoi) {
      return Refusal.PROFIT_TARGET_NOT_MET;
    }
    return costLimit != Ticker.UNKNOWN && debit > costLimit ? Refusal.PRICE_LIMIT_EXCEEDED : null;
  }

  @Override
  public Refusal refusal(Pair pair, SpreadSample sample) {
    double call = Pair.relativeSpread(pair.call());
    double put = Pair.relativeSpread(pair.put());
    if (call >= maxRelativeSpread) {
      return Refusal.CALL_SPREAD_PERCENT_TOO_WIDE;
    }
    if (put >= maxRelativeSpread) {
      return Refusal.PUT_SPREAD_PERCENT_TOO_WIDE;
    }
    long total = pair.call().spread() + pair.put().spread() + pair.stock().spread();
    if (total >= maxTotalSpread) {
      return Refusal.TOTAL_SPREAD_TOO_WIDE;
    }
    return quality(pair, sample) > minQuality ? null : Refusal.SPREAD_QUALITY_LOW;
  }

  /** 1 for no spreads at all, less for wide ones and for those far wider than the chain's. */
  double quality(Pair pair, SpreadSample sample) {
    double call = Pair.relativeSpread(pair.call());
    double put = Pair.relativeSpread(pair.put());
    double quality =
        1
            - 0.3 * Math.min(1, call / WIDE)
            - 0.3 * Math.min(1, put / WIDE)
            - 0.2 * Math.min(1, Pair.relativeSpread(pair.stock()) / WIDE);
    if (sample != null && sample.callScore(call) > maxDeviation) {
      quality -= OUTLIER;
    }
    if (sample != null && sample.putScore(put) > maxDeviation) {
      quality -= OUTLIER;
    }
    return quality;
  }

  /** Put strike − minimum profit − fees, and what the return and the cost limit leave of it. */
  @Override
  public long bound(Pair pair, long feesPerShare) {
    long bound =
        Math.min(
            pair.putStrike() - minProfit - feesPerShare,
            PriceAuthority.keepingReturn(pair.putStrike(), minRoi));
    return costLimit == Ticker.UNKNOWN ? bound : Math.min(bound, costLimit);
  }

  @Override
  public long breakEven(Pair pair, long feesPerShare) {
    return pair.putStrike() - feesPerShare;
  }

  @Override
  public String label(Figures figures) {
    return figures.isRiskFree() ? "risk-free" : "no loss before costs";
  }

  @Override
  public List<String> components() {
    return SfrScoring.COMPONENTS;
  }

  @Override
  public void score(List<Kept> kept) {
    scoring.score(kept);
  }
}
