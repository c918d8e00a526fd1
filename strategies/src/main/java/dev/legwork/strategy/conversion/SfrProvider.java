package dev.legwork.strategy.conversion;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategy;
import dev.legwork.strategy.StrategyProvider;
import java.util.ArrayList;
import java.util.List;

/** Makes {@link Sfr}. */
public final class SfrProvider implements StrategyProvider {

  @Override
  public String name() {
    return Sfr.NAME;
  }

  @Override
  public String description() {
    return "conversions that cannot lose at expiry";
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> own = new ArrayList<>();
    own.addAll(PairPlan.parameters(10));
    own.addAll(PairTerms.parameters("1.15", "0.60", "0.80"));
    own.addAll(SfrRules.parameters());
    own.addAll(SfrScoring.parameters());
    return ChainTerms.parameters(own, "priority", "100");
  }

  @Override
  public void check(Settings settings, Problems report) {
    ChainTerms.check(settings, report);
    PairTerms.check(settings, report);
    SfrScoring.check(settings, report);
  }

  @Override
  public Strategy create(Settings settings) {
    return new Sfr(settings);
  }
}
