package dev.legwork.simulator.market;

import java.math.BigDecimal;

/**
 * The best bid and offer that a contract displays.
 *
 * @param bid USD per share; null when nobody bids
 * @param bidSize shares or contracts; 0 without a bid
 * @param ask USD per share; null when nobody offers
 * @param askSize shares or contracts; 0 without an offer
 * @param last last trade, or null
 * @param close the close of the day before, or null
 * @param halted whether trading is halted
 */
public record Quote(
    BigDecimal bid,
    long bidSize,
    BigDecimal ask,
    long askSize,
    BigDecimal last,
    BigDecimal close,
    boolean halted) {

  /** Nothing displayed. */
  public static final Quote NONE = new Quote(null, 0, null, 0, null, null, false);

  public Quote {
    requireSide("bid", bid, bidSize);
    requireSide("ask", ask, askSize);
  }

  private static void requireSide(String side, BigDecimal price, long size) {
    if (size < 0 || (price == null && size != 0)) {
      throw new IllegalArgumentException(side + "Size must not be negative, nor without a " + side);
    }
  }

  /** A two-sided quote without a last trade. */
  public static Quote of(BigDecimal bid, long bidSize, BigDecimal ask, long askSize) {
    return new Quote(bid, bidSize, ask, askSize, null, null, false);
  }

  /** The price in the middle; the one side there is; the last trade or close; or null. */
  public BigDecimal mark() {
    if (bid != null && ask != null) {
      return bid.add(ask).divide(BigDecimal.valueOf(2));
    }
    if (bid != null || ask != null) {
      return bid != null ? bid : ask;
    }
    return last != null ? last : close;
  }
}
