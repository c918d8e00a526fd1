package dev.legwork.strategy;

import java.util.List;

/** What a user would write: see the manual of strategies, which shows these two classes. */
public final class StraddleProvider implements StrategyProvider {

  @Override
  public String name() {
    return "STRADDLE";
  }

  @Override
  public String description() {
    return "call and put of one strike, bought below a price";
  }

  @Override
  public List<Parameter> parameters() {
    return ChainTerms.parameters(
        List.of(Parameter.decimal("most-paid", "5", "0", null, "USD a share for both")));
  }

  @Override
  public Strategy create(Settings settings) {
    return new Straddle(settings);
  }
}
