package dev.legwork.strategy.conversion;

import dev.legwork.chain.Ticker;

/**
 * Remembers what fees take of a share for the pairs of one underlying and multiplier: they differ
 * only by whether the strikes are equal.
 */
final class FeeMemo {
  private final Conversions conversions;
  private Ticker stock;
  private int multiplier;
  private long ofEqualStrikes;
  private long ofOthers;

  FeeMemo(Conversions conversions) {
    this.conversions = conversions;
  }

  /** Ten-thousandths of a dollar a share. */
  long perShare(Pair pair) {
    if (stock != pair.stock() || multiplier != pair.multiplier()) {
      stock = pair.stock();
      multiplier = pair.multiplier();
      ofEqualStrikes = Ticker.UNKNOWN;
      ofOthers = Ticker.UNKNOWN;
    }
    return pair.callStrike() == pair.putStrike() ? equal(pair) : other(pair);
  }

  private long equal(Pair pair) {
    if (ofEqualStrikes == Ticker.UNKNOWN) {
      ofEqualStrikes = conversions.feesPerShare(pair);
    }
    return ofEqualStrikes;
  }

  private long other(Pair pair) {
    if (ofOthers == Ticker.UNKNOWN) {
      ofOthers = conversions.feesPerShare(pair);
    }
    return ofOthers;
  }
}
