package dev.legwork.strategy.spread;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.order.Side;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * A bull call spread and a bear put spread of the same two strikes, bought: worth the distance of
 * the strikes at expiry. Earns what it costs less than that. With American options a short leg may
 * be assigned earlier; the long one of the other strike then covers it.
 */
public final class Box extends Riskless {
  /** How settings, trades and reports name it. */
  public static final String NAME = "BOX";

  Box(Settings settings) {
    super(NAME, settings, null);
  }

  @Override
  List<Combination> make(ChainSnapshot snapshot, ExpiryChain chain, int dte, int lower, int upper) {
    if (lower == upper) {
      return List.of();
    }
    long width = chain.series().strike(upper) - chain.series().strike(lower);
    List<Combination.Leg> legs =
        List.of(
            Combination.call("call-low", Side.BUY, lower),
            Combination.call("call-high", Side.SELL, upper),
            Combination.put("put-low", Side.SELL, lower),
            Combination.put("put-high", Side.BUY, upper));
    return List.of(new Combination(snapshot, chain, dte, null, legs, width, width));
  }
}
