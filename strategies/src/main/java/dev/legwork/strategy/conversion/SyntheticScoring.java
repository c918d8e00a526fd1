package dev.legwork.strategy.conversion;

import dev.legwork.chain.Prices;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.StrategyProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How Synthetic ranks: by risk-reward, liquidity, time to expiry and quality of the market. Nothing
 * is compared with other pairs, so that scores of different passes can be compared.
 *
 * @param minLiquidity below it a pair is refused
 * @param minRiskReward below it a pair is refused
 * @param maxSpread USD, ask − bid at which liquidity and quality lose their part for spreads
 * @param optimalDte calendar days to expiry that are best
 * @param cap risk-reward counts no further than this: near break-even it has no bound
 */
record SyntheticScoring(
    Weights weights,
    double minLiquidity,
    double minRiskReward,
    double maxSpread,
    int optimalDte,
    double cap) {

  static final List<String> COMPONENTS = List.of("risk-reward", "liquidity", "time", "quality");

  private static final Map<String, SyntheticScoring> PRESETS = new LinkedHashMap<>();

  static {
    preset("balanced", new Weights(.40, .25, .20, .15), 0.3, 1.5, 20, 30);
    preset("conservative", new Weights(.30, .35, .25, .10), 0.5, 2.0, 15, 25);
    preset("aggressive", new Weights(.50, .15, .20, .15), 0.2, 1.2, 25, 35);
    preset("liquidity-focused", new Weights(.25, .40, .15, .20), 0.6, 1.3, 12, 28);
  }

  private static void preset(
      String name,
      Weights weights,
      double minLiquidity,
      double minRiskReward,
      double maxSpread,
      int optimalDte) {
    PRESETS.put(
        name,
        new SyntheticScoring(
            weights, minLiquidity, minRiskReward, maxSpread, optimalDte, Double.NaN));
  }

  static List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        Parameter.choice("scoring", List.copyOf(PRESETS.keySet()), "what ranking looks at most"));
    parameters.addAll(Weights.parameters(COMPONENTS));
    parameters.add(
        Parameter.limit("min-liquidity", null, "from 0 to 1; as the scoring says unless given"));
    parameters.add(
        Parameter.limit("min-risk-reward", null, "ratio; as the scoring says unless given"));
    parameters.add(
        Parameter.decimal("risk-reward-cap", "5", "1", null, "counts no further in the score"));
    return parameters;
  }

  static void check(Settings settings, StrategyProvider.Problems report) {
    Weights.check(COMPONENTS, settings, report);
  }

  static SyntheticScoring of(Settings settings) {
    SyntheticScoring preset = PRESETS.get(settings.text("scoring"));
    return new SyntheticScoring(
        Weights.of(COMPONENTS, settings, preset.weights),
        settings.has("min-liquidity") ? settings.number("min-liquidity") : preset.minLiquidity,
        settings.has("min-risk-reward") ? settings.number("min-risk-reward") : preset.minRiskReward,
        preset.maxSpread,
        preset.optimalDte,
        settings.number("risk-reward-cap"));
  }

  void score(List<Kept> kept) {
    for (Kept each : kept) {
      Pair pair = each.pair();
      double[] parts = {
        Math.min(cap, riskReward(pair)), liquidity(pair), time(pair.dte()), quality(pair)
      };
      each.scored(weights.apply(parts), parts);
    }
  }

  /** Best case to worst case; 0 at break-even. */
  static double riskReward(Pair pair) {
    long worst = Math.abs(pair.minProfit());
    return worst == 0 ? 0 : (double) pair.maxProfit() / worst;
  }

  double liquidity(Pair pair) {
    double volume = Math.max(0, pair.call().volume()) + Math.max(0, pair.put().volume());
    return 0.6 * Math.min(1, volume / 1000) + 0.4 * narrow(pair);
  }

  private double narrow(Pair pair) {
    double average = Prices.approximate(pair.call().spread() + pair.put().spread()) / 2;
    return Math.max(0, 1 - average / maxSpread);
  }

  private double time(int dte) {
    if (dte <= 0) {
      return 0;
    }
    return dte <= optimalDte
        ? (double) dte / optimalDte
        : Math.max(0.1, 1 - (dte - optimalDte) / (2.0 * optimalDte));
  }

  private double quality(Pair pair) {
    double credit = pair.credit() / (0.1 * pair.stock().ask());
    return 0.7 * narrow(pair) + 0.3 * Math.clamp(credit, 0.0, 1.0);
  }
}
