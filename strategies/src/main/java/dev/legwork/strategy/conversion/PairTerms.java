package dev.legwork.strategy.conversion;

import dev.legwork.chain.Ticker;
import dev.legwork.order.Side;
import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.StrategyProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What is asked of strikes and quotes before their profit is looked at.
 *
 * @param minWidth least call strike − put strike, ten-thousandths of a dollar; equal strikes, where
 *     they are allowed, are not asked for it
 * @param minCall least call strike in parts of the stock's price, and so on
 * @param quality least {@link DataQuality}, in hundredths
 * @param partialQuality the same while the snapshot is not complete
 */
record PairTerms(
    long minWidth,
    long maxWidth,
    double minCall,
    double maxCall,
    double minPut,
    double maxPut,
    int quality,
    int partialQuality) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static List<Parameter> parameters(String maxCall, String quality, String partialQuality) {
    return List.of(
        Parameter.decimal("min-width", "1", "0", null, "USD, call strike − put strike"),
        Parameter.decimal("max-width", "50", "0", null, "USD, call strike − put strike"),
        Parameter.decimal("min-call-moneyness", "0.90", "0", null, "call strike / stock price"),
        Parameter.decimal("max-call-moneyness", maxCall, "0", null, "call strike / stock price"),
        Parameter.decimal("min-put-moneyness", "0.80", "0", null, "put strike / stock price"),
        Parameter.decimal("max-put-moneyness", "1.10", "0", null, "put strike / stock price"),
        Parameter.decimal("min-data-quality", quality, "0", "1", "score of what is known"),
        Parameter.decimal(
            "min-partial-data-quality", partialQuality, "0", "1", "the same of partial data"));
  }

  static void check(Settings settings, StrategyProvider.Problems report) {
    ascending("width", settings, report);
    ascending("call-moneyness", settings, report);
    ascending("put-moneyness", settings, report);
  }

  private static void ascending(String what, Settings settings, StrategyProvider.Problems report) {
    if (settings.number("min-" + what) > settings.number("max-" + what)) {
      report.add("min-" + what, "must not be above max-" + what);
    }
  }

  static PairTerms of(Settings settings) {
    return new PairTerms(
        settings.price("min-width"),
        settings.price("max-width"),
        settings.number("min-call-moneyness"),
        settings.number("max-call-moneyness"),
        settings.number("min-put-moneyness"),
        settings.number("max-put-moneyness"),
        hundredths(settings.decimal("min-data-quality")),
        hundredths(settings.decimal("min-partial-data-quality")));
  }

  private static int hundredths(BigDecimal part) {
    return part.multiply(HUNDRED).setScale(0, RoundingMode.CEILING).intValue();
  }

  /** Strikes, then what is known, then whether the quotes can be traded on; null if all is well. */
  Refusal refusal(Pair pair, ChainTerms chain) {
    Refusal strikes = strikes(pair);
    if (strikes != null) {
      return strikes;
    }
    int least = pair.snapshot().complete() ? quality : partialQuality;
    if (DataQuality.of(pair.stock(), pair.call(), pair.put()) < least) {
      return Refusal.DATA_QUALITY_LOW;
    }
    long at = pair.snapshot().millis();
    Refusal call = chain.fault(pair.call(), Side.SELL, at);
    return call != null ? call : chain.fault(pair.put(), Side.BUY, at);
  }

  private Refusal strikes(Pair pair) {
    long width = pair.callStrike() - pair.putStrike();
    if (width > maxWidth || (width != 0 && width < minWidth)) {
      return Refusal.STRIKE_WIDTH_OUT_OF_RANGE;
    }
    double price = fair(pair.stock());
    double call = pair.callStrike() / price;
    if (call < minCall || call > maxCall) {
      return Refusal.CALL_MONEYNESS_OUT_OF_RANGE;
    }
    double put = pair.putStrike() / price;
    return put < minPut || put > maxPut ? Refusal.PUT_MONEYNESS_OUT_OF_RANGE : null;
  }

  private static double fair(Ticker stock) {
    return stock.fairTwice() / 2.0;
  }
}
