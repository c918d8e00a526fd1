package dev.legwork.strategy.conversion;

import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;

/**
 * How much is known of three contracts, in hundredths: bid 10, ask 10, last trade 5, volume 5 each,
 * and 5 for an option that is quoted less than 5 USD apart; 100 at most.
 */
final class DataQuality {
  private static final long NEAR = 5 * Prices.PER_DOLLAR;

  private DataQuality() {}

  static int of(Ticker stock, Ticker call, Ticker put) {
    return known(stock) + option(call) + option(put);
  }

  private static int option(Ticker ticker) {
    boolean near = ticker.hasBothSides() && Math.abs(ticker.spread()) < NEAR;
    return known(ticker) + (near ? 5 : 0);
  }

  private static int known(Ticker ticker) {
    return (ticker.hasBid() ? 10 : 0)
        + (ticker.hasAsk() ? 10 : 0)
        + (ticker.last() != Ticker.UNKNOWN ? 5 : 0)
        + (ticker.volume() > 0 ? 5 : 0);
  }
}
