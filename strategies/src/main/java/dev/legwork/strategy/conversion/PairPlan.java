package dev.legwork.strategy.conversion;

import dev.legwork.chain.ExpiryChain;
import dev.legwork.chain.Ticker;
import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Parameter;
import dev.legwork.strategy.Settings;
import java.util.List;

/**
 * Which strikes are paired, in what order.
 *
 * @param choice by position around the money, below it, or all there are
 * @param equalStrikes whether call and put may have the same strike
 * @param perExpiry how many qualified pairs of an expiry are looked at, the first ones
 * @param combinations how many pairs of an expiry are made by position
 * @param difference how many strikes apart they may be by position
 */
record PairPlan(
    Choice choice, boolean equalStrikes, int perExpiry, int combinations, int difference) {

  /** How pairs are made. */
  enum Choice {
    /** By position around the strike at or below the stock's price (SFR). */
    POSITION,
    /** The call at or just below the stock's price, the put one or two strikes lower. */
    BELOW,
    /** All pairs within the range of strikes. */
    ALL
  }

  /** Told of each pair. */
  interface Sink {

    /** Returns whether the pair is qualified, and so counts against {@link #perExpiry}. */
    boolean consider(int call, int put);
  }

  private static final int CALLS_ASIDE = 3;
  private static final int PUTS_ASIDE = 2;

  static List<Parameter> parameters(int perExpiry) {
    return List.of(
        Parameter.choice(
            "pairs", List.of("near", "all"), "strikes near the money, or all in range"),
        Parameter.yesNo("equal-strikes", false, "whether call and put may have the same strike"),
        Parameter.whole("pairs-per-expiry", perExpiry, 1, 10_000, "near pairs of an expiry"),
        Parameter.whole("max-combinations", 10, 1, 100, "pairs made by position"),
        Parameter.whole("max-strike-difference", 5, 1, 100, "strikes apart, by position"));
  }

  static PairPlan of(Settings settings, Choice near) {
    return new PairPlan(
        settings.text("pairs").equals("all") ? Choice.ALL : near,
        settings.flag("equal-strikes"),
        settings.whole("pairs-per-expiry"),
        settings.whole("max-combinations"),
        settings.whole("max-strike-difference"));
  }

  /**
   * Tells the sink of the pairs.
   *
   * @param price the stock's fair price, ten-thousandths of a dollar
   */
  void make(ExpiryChain chain, ChainTerms terms, long price, Sink sink) {
    int low = terms.lowest(chain, price);
    int high = terms.highest(chain, price);
    if (low > high) {
      return;
    }
    switch (choice) {
      case POSITION -> byPosition(chain, low, high, price, sink);
      case BELOW -> below(chain, low, price, terms, sink);
      case ALL -> all(low, high, sink);
    }
  }

  /** By distance, then call, then put, both ascending. */
  private void byPosition(ExpiryChain chain, int low, int high, long price, Sink sink) {
    int money = Math.clamp(chain.series().atOrBelow(price), low, high);
    int made = 0;
    int taken = 0;
    for (int apart = least(); apart <= difference; apart++) {
      int firstCall = Math.max(low, money - CALLS_ASIDE);
      int lastCall = Math.min(high, money + CALLS_ASIDE);
      for (int call = firstCall; call <= lastCall; call++) {
        int put = call - apart;
        boolean candidate =
            put >= Math.max(low, money - PUTS_ASIDE) && put <= Math.min(high, money + PUTS_ASIDE);
        if (candidate && made < combinations && taken < perExpiry) {
          made++;
          taken += sink.consider(call, put) ? 1 : 0;
        }
      }
    }
  }

  /** The range below the price is open: a strike exactly that far away is not in it. */
  private void below(ExpiryChain chain, int low, long price, ChainTerms terms, Sink sink) {
    int call = chain.series().atOrBelow(price);
    int taken = 0;
    for (int put = call - least(); put >= low && put >= call - 2; put--) {
      boolean inside =
          terms.strikeRange() == Ticker.UNKNOWN
              || chain.series().strike(put) > price - terms.strikeRange();
      if (inside && taken < perExpiry) {
        taken += sink.consider(call, put) ? 1 : 0;
      }
    }
  }

  private void all(int low, int high, Sink sink) {
    for (int call = low; call <= high; call++) {
      for (int put = low; put <= call - least(); put++) {
        sink.consider(call, put);
      }
    }
  }

  private int least() {
    return equalStrikes ? 0 : 1;
  }
}
