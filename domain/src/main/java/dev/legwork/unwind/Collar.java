package dev.legwork.unwind;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import java.math.BigDecimal;

/**
 * Limits of unwinding orders: attempt n is the opposite quote made worse by {@code n × max(1 tick,
 * 0.5 %)}, never beyond {@code max(2 ticks, 5 %)} from the first quote (order-rules: Unwind).
 */
public final class Collar {
  private static final BigDecimal STEP = new BigDecimal("0.005");
  private static final BigDecimal REACH = new BigDecimal("0.05");

  private Collar() {}

  /**
   * The limit of an attempt, USD per share, on the venue's price steps and above 0.
   *
   * @param quote the opposite quote now: the bid for a SELL, the ask for a BUY
   * @param firstQuote the same at the first attempt
   * @param attempt from 1
   */
  public static BigDecimal limit(
      Side side, BigDecimal quote, BigDecimal firstQuote, int attempt, PriceIncrements increments) {
    BigDecimal worse =
        increments.at(quote).max(quote.multiply(STEP)).multiply(Decimals.of(attempt));
    BigDecimal end = end(side, firstQuote, increments);
    if (side == Side.BUY) {
      return increments.down(quote.add(worse)).min(end);
    }
    BigDecimal lowest = increments.at(BigDecimal.ZERO);
    return increments.up(quote.subtract(worse)).max(end).max(lowest);
  }

  /** The worst limit from this price on: {@code max(2 ticks, 5 %)} away, on the price steps. */
  static BigDecimal end(Side side, BigDecimal from, PriceIncrements increments) {
    BigDecimal reach = increments.at(from).multiply(BigDecimal.TWO).max(from.multiply(REACH));
    return side == Side.BUY
        ? increments.down(from.add(reach))
        : increments.up(from.subtract(reach)).max(increments.at(BigDecimal.ZERO));
  }

  /** The better of two limits for us: the lower of a BUY, the higher of a SELL. */
  static BigDecimal better(Side side, BigDecimal a, BigDecimal b) {
    return side == Side.BUY ? a.min(b) : a.max(b);
  }
}
