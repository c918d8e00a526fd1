package dev.legwork.strategy.spread;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategy;
import dev.legwork.strategy.StrategyProvider;
import java.util.List;

/** Makes {@link Box}. */
public final class BoxProvider implements StrategyProvider {

  @Override
  public String name() {
    return Box.NAME;
  }

  @Override
  public String description() {
    return "two spreads that are worth their strikes apart, for less";
  }

  @Override
  public List<Parameter> parameters() {
    return ChainTerms.parameters(Riskless.parameters(), "priority", "80");
  }

  @Override
  public void check(Settings settings, Problems report) {
    ChainTerms.check(settings, report);
  }

  @Override
  public Strategy create(Settings settings) {
    return new Box(settings);
  }
}
