package dev.legwork.strategy.spread;

import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.ExpiryChain;
import dev.legwork.order.Side;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * Short stock, a long call and a short put of one strike: at expiry the stock is bought back at the
 * strike, whatever it costs. Earns what it brought above the strike. Dividends until expiry are
 * owed, and are taken off the limit; the short put may be assigned earlier, which costs nothing but
 * the time.
 */
public final class Reversal extends Riskless {
  /** How settings, trades and reports name it. */
  public static final String NAME = "REVERSAL";

  Reversal(Settings settings) {
    super(NAME, settings, Side.SELL);
  }

  @Override
  List<Combination> make(ChainSnapshot snapshot, ExpiryChain chain, int dte, int lower, int upper) {
    if (lower != upper) {
      return List.of();
    }
    long owed = -chain.series().strike(lower);
    List<Combination.Leg> legs =
        List.of(
            Combination.call("call", Side.BUY, lower), Combination.put("put", Side.SELL, lower));
    return List.of(new Combination(snapshot, chain, dte, Side.SELL, legs, owed, owed));
  }
}
