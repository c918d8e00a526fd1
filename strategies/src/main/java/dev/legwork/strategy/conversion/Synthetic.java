package dev.legwork.strategy.conversion;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.RefusalCode;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * A conversion that may lose a little at expiry and may earn more (D3): "not free risk", chosen by
 * best case to worst case. What cannot lose is left to {@link Sfr}.
 */
public final class Synthetic extends Conversions {
  /** How settings, trades and reports name it. */
  public static final String NAME = "SYNTHETIC";

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
          Refusal.RISK_FREE,
          Refusal.MAX_LOSS_EXCEEDED,
          Refusal.NET_CREDIT_NEGATIVE,
          Refusal.MAX_PROFIT_EXCEEDED,
          Refusal.PROFIT_RATIO_TOO_LOW,
          Refusal.PRICE_LIMIT_EXCEEDED,
          Refusal.LIQUIDITY_BELOW_MINIMUM,
          Refusal.RISK_REWARD_BELOW_MINIMUM,
          Refusal.SIZE_TOO_SMALL,
          Refusal.NET_LIMIT_BELOW_COST);

  Synthetic(Settings settings) {
    super(
        settings.whole("priority"),
        ChainTerms.of(settings),
        PairTerms.of(settings),
        PairPlan.of(settings, PairPlan.Choice.BELOW),
        SyntheticRules.of(settings),
        false);
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
