package dev.legwork.unwind;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import java.math.BigDecimal;

/**
 * Limits of unwinding orders: attempt n is the opposite quote made worse by {@code n × max(1 tick,
 * 0.5 %)}, never beyond {@code max(2 ticks, 5 %)} from the first quote (order-rules: Unwind).
 */
final class Collar {
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
  static BigDecimal limit(
      Side side, BigDecimal quote, BigDecimal firstQuote, int attempt, PriceIncrements increments) {
    BigDecimal worse =
        increments.at(quote).max(quote.multiply(STEP)).multiply(Decimals.of(attempt));
    BigDecimal reach =
        increments.at(firstQuote).multiply(BigDecimal.TWO).max(firstQuote.multiply(REACH));
    if (side == Side.BUY) {
      return increments.down(quote.add(worse).min(firstQuote.add(reach)));
    }
    BigDecimal lowest = increments.at(BigDecimal.ZERO);
    return increments.up(quote.subtract(worse).max(firstQuote.subtract(reach))).max(lowest);
  }
}
