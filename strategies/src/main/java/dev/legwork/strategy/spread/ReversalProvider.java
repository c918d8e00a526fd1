package dev.legwork.strategy.spread;

import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategy;
import dev.legwork.strategy.StrategyProvider;
import java.util.List;

/** Makes {@link Reversal}. */
public final class ReversalProvider implements StrategyProvider {

  @Override
  public String name() {
    return Reversal.NAME;
  }

  @Override
  public String description() {
    return "short stock bought back at a strike for less than it brought";
  }

  @Override
  public List<Parameter> parameters() {
    return ChainTerms.parameters(Riskless.parameters(), "priority", "90");
  }

  @Override
  public void check(Settings settings, Problems report) {
    ChainTerms.check(settings, report);
  }

  @Override
  public Strategy create(Settings settings) {
    return new Reversal(settings);
  }
}
