package dev.legwork.activity.session;

import dev.legwork.desk.chain.ChainWish;
import dev.legwork.session.SessionPlan;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategies;
import dev.legwork.strategy.StrategyProvider;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which parts of its chains a session has to see, by what its strategies look for. */
final class ChainWishes {
  private static final int LONGEST_DTE = 3_660;
  private static final BigDecimal WIDEST = BigDecimal.valueOf(100);

  private ChainWishes() {}

  /** One wish for each symbol: the least that holds what every strategy looks at. */
  static Map<String, ChainWish> of(SessionPlan plan, Strategies strategies) {
    return of(plan.symbols(), plan.settings(), strategies);
  }

  /** The same of symbols and settings by strategy. */
  static Map<String, ChainWish> of(
      List<String> symbols, Map<String, Map<String, String>> settings, Strategies strategies) {
    ChainWish all = null;
    for (StrategyProvider provider : strategies.providers()) {
      Map<String, String> given = settings.get(provider.name());
      if (given != null) {
        ChainWish one = wish(Strategies.settings(provider, given));
        all = all == null ? one : all.and(one);
      }
    }
    Map<String, ChainWish> wishes = new HashMap<>();
    for (String symbol : symbols) {
      wishes.put(symbol, all);
    }
    return wishes;
  }

  /** A strategy of somebody else's may know other words: it is shown what there is. */
  private static ChainWish wish(Settings settings) {
    BigDecimal range = settings.has("strike-range") ? settings.decimal("strike-range") : WIDEST;
    return new ChainWish(
        settings.has("min-dte") ? settings.whole("min-dte") : 0,
        settings.has("max-dte") ? settings.whole("max-dte") : LONGEST_DTE,
        settings.has("max-expiries") ? settings.whole("max-expiries") : Integer.MAX_VALUE,
        range,
        range);
  }
}
