package dev.legwork.strategy.conversion;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.RefusalCode;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * Synthetic free risk: a conversion that earns at expiry whatever the stock does (D1, D3). The
 * limit leaves the minimum profit and the fees below the put strike, so that no fill inside it can
 * lose.
 */
public final class Sfr extends Conversions {
  /** How settings, trades and reports name it. */
  public static final String NAME = "SFR";

  private static final List<RefusalCode> REFUSALS =
      ChainTerms.refusals(
          Refusal.NOT_QUALIFIED,
          Refusal.STRIKE_WIDTH_OUT_OF_RANGE,
          Refusal.CALL_MONEYNESS_OUT_OF_RANGE,
          Refusal.PUT_MONEYNESS_OUT_OF_RANGE,
          Refusal.DATA_QUALITY_LOW,
          Refusal.HALTED,
          Refusal.QUOTE_MISSING,
          Refusal.QUOTE_CROSSED,
          Refusal.QUOTE_STALE,
          Refusal.BID_ASK_SPREAD_TOO_WIDE,
          Refusal.THEORETICAL_PROFIT_TOO_LOW,
          Refusal.ARBITRAGE_CONDITION_NOT_MET,
          Refusal.GUARANTEED_PROFIT_TOO_LOW,
          Refusal.NET_CREDIT_NEGATIVE,
          Refusal.PROFIT_TARGET_NOT_MET,
          Refusal.PRICE_LIMIT_EXCEEDED,
          Refusal.CALL_SPREAD_PERCENT_TOO_WIDE,
          Refusal.PUT_SPREAD_PERCENT_TOO_WIDE,
          Refusal.TOTAL_SPREAD_TOO_WIDE,
          Refusal.SPREAD_QUALITY_LOW,
          Refusal.SIZE_TOO_SMALL,
          Refusal.NET_LIMIT_BELOW_COST,
          Refusal.NET_PROFIT_NOT_POSITIVE);

  Sfr(Settings settings) {
    super(
        settings.whole("priority"),
        ChainTerms.of(settings),
        PairTerms.of(settings),
        PairPlan.of(settings, PairPlan.Choice.POSITION),
        SfrRules.of(settings),
        settings.flag("net-matters"));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<RefusalCode> refusals() {
    return REFUSALS;
  }
}
