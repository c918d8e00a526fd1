package dev.legwork.strategy.conversion;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategy;
import dev.legwork.strategy.StrategyProvider;
import java.util.ArrayList;
import java.util.List;

/** Makes {@link Synthetic}. */
public final class SyntheticProvider implements StrategyProvider {

  @Override
  public String name() {
    return Synthetic.NAME;
  }

  @Override
  public String description() {
    return "conversions with a bounded loss, by best case to worst case";
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> own = new ArrayList<>();
    own.addAll(PairPlan.parameters(2));
    own.addAll(PairTerms.parameters("1.20", "0", "0"));
    own.addAll(SyntheticRules.parameters());
    own.addAll(SyntheticScoring.parameters());
    return ChainTerms.parameters(
        own,
        "min-dte",
        "19",
        "max-dte",
        "45",
        "max-expiries",
        "1000",
        "strike-range",
        "10",
        "priority",
        "50");
  }

  @Override
  public void check(Settings settings, Problems report) {
    ChainTerms.check(settings, report);
    PairTerms.check(settings, report);
    SyntheticScoring.check(settings, report);
  }

  @Override
  public Strategy create(Settings settings) {
    return new Synthetic(settings);
  }
}
