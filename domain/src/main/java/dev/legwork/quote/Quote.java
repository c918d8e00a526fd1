package dev.legwork.quote;

import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * The best bid and ask of a contract as the desk last heard them. That there is none is one thing
 * to have heard, and to have heard nothing is another.
 *
 * @param bid USD per share, null when there is none
 * @param bidSize shares or contracts
 * @param bidAge since that side was last heard of, be it that there is none; null if it never was
 * @param ask USD per share, null when there is none
 * @param halted whether the venue says that trading is halted
 */
public record Quote(
    BigDecimal bid,
    BigDecimal bidSize,
    Duration bidAge,
    BigDecimal ask,
    BigDecimal askSize,
    Duration askAge,
    boolean halted) {

  public Quote {
    bid = usable(bid);
    ask = usable(ask);
    bidSize = bidSize == null ? BigDecimal.ZERO : Decimals.normal(bidSize);
    askSize = askSize == null ? BigDecimal.ZERO : Decimals.normal(askSize);
    bidAge = bidAge == null && bid != null ? Duration.ZERO : bidAge;
    askAge = askAge == null && ask != null ? Duration.ZERO : askAge;
  }

  /** A fresh quote that is not halted; null for a side that there is none of. */
  public static Quote of(BigDecimal bid, BigDecimal bidSize, BigDecimal ask, BigDecimal askSize) {
    return new Quote(bid, bidSize, Duration.ZERO, ask, askSize, Duration.ZERO, false);
  }

  /** The venue says that there is no side at all. */
  public static Quote none() {
    return new Quote(null, null, Duration.ZERO, null, null, Duration.ZERO, false);
  }

  /** Nothing was heard, so that nobody knows whether there is a price. */
  public static Quote untold() {
    return new Quote(null, null, null, null, null, null, false);
  }

  /** The price at which this side can trade at once: the ask for BUY, the bid for SELL; or null. */
  public BigDecimal executable(Side side) {
    return side == Side.BUY ? ask : bid;
  }

  /** The size shown at {@link #executable}. */
  public BigDecimal executableSize(Side side) {
    return side == Side.BUY ? askSize : bidSize;
  }

  /** Age of the side that {@link #executable} uses; null if it was never heard of. */
  public Duration executableAge(Side side) {
    return side == Side.BUY ? askAge : bidAge;
  }

  public boolean hasBothSides() {
    return bid != null && ask != null;
  }

  /** Whether bid is above ask. A locked quote (equal) is not crossed. */
  public boolean isCrossed() {
    return hasBothSides() && bid.compareTo(ask) > 0;
  }

  /** Half of ask − bid, USD per share; 0 when a side is missing or the quote is crossed. */
  public BigDecimal halfSpread() {
    return hasBothSides() && !isCrossed()
        ? Decimals.divide(ask.subtract(bid), BigDecimal.TWO)
        : BigDecimal.ZERO;
  }

  /** Half-way between bid and ask, USD per share; null when a side is missing. */
  public BigDecimal middle() {
    return hasBothSides() ? Decimals.divide(bid.add(ask), BigDecimal.TWO) : null;
  }

  private static BigDecimal usable(BigDecimal price) {
    return price == null || price.signum() <= 0 ? null : Decimals.normal(price);
  }
}
