package dev.legwork.strategy.spread;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategy;
import dev.legwork.strategy.StrategyProvider;
import java.util.List;

/** Makes {@link Vertical}. */
public final class VerticalProvider implements StrategyProvider {

  @Override
  public String name() {
    return Vertical.NAME;
  }

  @Override
  public String description() {
    return "debit spreads by best case to worst case";
  }

  @Override
  public List<Parameter> parameters() {
    return ChainTerms.parameters(Vertical.parameters(), "priority", "10");
  }

  @Override
  public void check(Settings settings, Problems report) {
    ChainTerms.check(settings, report);
  }

  @Override
  public Strategy create(Settings settings) {
    return new Vertical(settings);
  }
}
