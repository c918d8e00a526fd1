package dev.legwork.strategy.spread;

import dev.legwork.chain.Prices;
import dev.legwork.order.Side;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Settings;
import java.util.List;

/** A structure that is worth the same at expiry whatever the stock does. */
abstract class Riskless extends SpreadStrategy {
  private final long minProfit;

  Riskless(String name, Settings settings, Side stock) {
    super(name, settings, stock);
    this.minProfit = settings.price("min-profit");
  }

  static List<Parameter> parameters() {
    return List.of(
        Parameter.decimal(
            "min-profit", "0.01", "0.0001", null, "USD a share, at executable prices"));
  }

  @Override
  final Refusal profitRefusal(Combination combination) {
    return combination.minProfit() < minProfit ? Refusal.GUARANTEED_PROFIT_TOO_LOW : null;
  }

  @Override
  final long bound(Combination combination, long costsPerShare) {
    return combination.worst() - minProfit - costsPerShare;
  }

  /** USD a share. */
  @Override
  final double score(Combination combination) {
    return Prices.approximate(combination.minProfit());
  }
}
