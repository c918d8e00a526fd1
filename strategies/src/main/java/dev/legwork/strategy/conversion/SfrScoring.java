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
 * How SFR ranks: by profit beside the best of the pass, liquidity, spread and time to expiry.
 *
 * @param minVolume contracts traded today below which liquidity is halved
 * @param maxSpread ask − bid, ten-thousandths of a dollar, above which the spread's part is halved
 * @param optimalDte calendar days to expiry that are best
 */
record SfrScoring(
    Weights weights, long minVolume, long maxSpread, int optimalDte, int minDte, int maxDte) {

  static final List<String> COMPONENTS = List.of("profit", "liquidity", "spread", "time");

  private static final Map<String, SfrScoring> PRESETS = new LinkedHashMap<>();

  static {
    preset("balanced", new Weights(.50, .25, .15, .10), 5, 20, 30, 15, 50);
    preset("profit-focused", new Weights(.70, .15, .10, .05), 3, 25, 35, 15, 50);
    preset("liquidity-focused", new Weights(.35, .35, .20, .10), 10, 15, 28, 15, 50);
    preset("conservative", new Weights(.40, .30, .20, .10), 20, 10, 25, 20, 40);
  }

  private static void preset(
      String name,
      Weights weights,
      long minVolume,
      long dollars,
      int optimalDte,
      int minDte,
      int maxDte) {
    long maxSpread = dollars * Prices.PER_DOLLAR;
    PRESETS.put(name, new SfrScoring(weights, minVolume, maxSpread, optimalDte, minDte, maxDte));
  }

  static List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        Parameter.choice("scoring", List.copyOf(PRESETS.keySet()), "what ranking looks at most"));
    parameters.addAll(Weights.parameters(COMPONENTS));
    return parameters;
  }

  static void check(Settings settings, StrategyProvider.Problems report) {
    Weights.check(COMPONENTS, settings, report);
  }

  static SfrScoring of(Settings settings) {
    SfrScoring preset = PRESETS.get(settings.text("scoring"));
    return new SfrScoring(
        Weights.of(COMPONENTS, settings, preset.weights),
        preset.minVolume,
        preset.maxSpread,
        preset.optimalDte,
        preset.minDte,
        preset.maxDte);
  }

  void score(List<Kept> kept) {
    long best = kept.stream().mapToLong(each -> each.pair().minProfit()).max().orElse(0);
    for (Kept each : kept) {
      Pair pair = each.pair();
      double[] parts = {profit(pair, best), liquidity(pair), spread(pair), time(pair.dte())};
      each.scored(weights.apply(parts), parts);
    }
  }

  private static double profit(Pair pair, long best) {
    if (best <= 0) {
      return 0;
    }
    double part = Math.max(0, (double) pair.minProfit() / best);
    return Math.pow(Math.min(1, part), 0.8);
  }

  private double liquidity(Pair pair) {
    long volume = Math.max(0, Math.min(pair.call().volume(), pair.put().volume()));
    if (volume < minVolume) {
      return 0.5 * volume / minVolume;
    }
    long open = Math.min(pair.call().openInterest(), pair.put().openInterest());
    double bonus = open > 0 ? Math.min(0.2, Math.log10(open + 1) / 4) : 0;
    return Math.min(1, Math.min(1, Math.log10(volume + 1) / 3) + bonus);
  }

  private double spread(Pair pair) {
    double weighted =
        0.4 * Pair.relativeSpread(pair.call())
            + 0.4 * Pair.relativeSpread(pair.put())
            + 0.2 * Pair.relativeSpread(pair.stock());
    boolean wide = pair.call().spread() > maxSpread || pair.put().spread() > maxSpread;
    return Math.exp(-10 * weighted) * (wide ? 0.5 : 1);
  }

  private double time(int dte) {
    if (dte < minDte) {
      return 0.5 * dte / minDte;
    }
    if (dte > maxDte) {
      return Math.max(0.3, 1 - (dte - maxDte) / 30.0);
    }
    double off = dte - optimalDte;
    return Math.exp(-off * off / 200);
  }
}
