package dev.legwork.request;

import java.util.List;

/**
 * Trades that have a name: their parameters make the legs. The legs' names are fixed, so that the
 * same parameters always make the same request. What has no name here is given by its legs.
 */
public enum Template {
  /** Buys the stock and a put and sells the call of the same strike. */
  CONVERSION("strike"),
  /** Sells the stock and a put and buys the call of the same strike. */
  REVERSAL("strike"),
  /** Buys one option and sells another of the same right. */
  VERTICAL("right", "buyStrike", "sellStrike"),
  /** Sells a put and a call and buys a put below and a call above them. */
  IRON_CONDOR("putBuyStrike", "putSellStrike", "callSellStrike", "callBuyStrike"),
  /** Buys, or sells, a put and a call. */
  STRANGLE("action", "putStrike", "callStrike"),
  /**
   * Buys, or sells, what pays the difference of two strikes whatever happens: a call spread and a
   * put spread.
   */
  BOX("action", "lowStrike", "highStrike"),
  /** Buys the stock and a put and sells a call above it. */
  COLLAR("putStrike", "callStrike");

  private final List<String> parameters;

  Template(String... parameters) {
    this.parameters = List.of(parameters);
  }

  /** The parameters of its own, beside {@code symbol} and {@code expiry}; all are needed. */
  public List<String> parameters() {
    return parameters;
  }
}
