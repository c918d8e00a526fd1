package dev.legwork.desk;

import dev.legwork.chain.Ticker;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The venue's numbers as those of a {@link Ticker}. */
final class Tickers {
  private static final int DECIMALS = 4;
  private static final BigDecimal BEYOND = new BigDecimal("1e9");

  private Tickers() {}

  /**
   * Ten-thousandths of a dollar; unknown for what is no price.
   *
   * @param rounding of a price with more than four decimals: never to our favour
   */
  static long price(BigDecimal dollars, RoundingMode rounding) {
    return isNumber(dollars)
        ? dollars.setScale(DECIMALS, rounding).unscaledValue().longValueExact()
        : Ticker.UNKNOWN;
  }

  static long count(BigDecimal number) {
    return isNumber(number) ? number.longValue() : Ticker.UNKNOWN;
  }

  private static boolean isNumber(BigDecimal number) {
    return number != null && number.signum() >= 0 && number.compareTo(BEYOND) < 0;
  }

  /** A moment of the desk's clock, ns, as ms since the epoch. */
  static long moment(long at, long never, long now, long nowMillis) {
    return at == never ? Ticker.UNKNOWN : nowMillis - (now - at) / 1_000_000;
  }
}
