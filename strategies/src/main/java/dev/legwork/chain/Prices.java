package dev.legwork.chain;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/** Prices as whole ten-thousandths of a dollar ({@code 153.70} is {@code 1_537_000}). */
public final class Prices {
  /** Ten-thousandths in a dollar. */
  public static final long PER_DOLLAR = 10_000;

  /** The decimals of a price. */
  private static final int SCALE = 4;

  private Prices() {}

  /**
   * The price in ten-thousandths.
   *
   * @param dollars USD per share
   * @throws ArithmeticException if the price has more than four decimals
   */
  public static long of(BigDecimal dollars) {
    return dollars.movePointRight(SCALE).longValueExact();
  }

  /** The price in ten-thousandths, from a text such as {@code "153.70"}. */
  public static long of(String dollars) {
    return of(new BigDecimal(dollars));
  }

  /** USD per share, exact, in normal form. */
  public static BigDecimal dollars(long price) {
    return Decimals.normal(BigDecimal.valueOf(price, SCALE));
  }

  /** USD per share as a floating number, for scores alone. */
  public static double approximate(long price) {
    return (double) price / PER_DOLLAR;
  }
}
