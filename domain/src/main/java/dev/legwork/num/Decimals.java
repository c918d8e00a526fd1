package dev.legwork.num;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The one normal form of decimals, and the few operations that {@link BigDecimal} lacks. */
public final class Decimals {
  /** Precision of quotients: far beyond any tick, so that only explicit rounding to ticks loses. */
  public static final MathContext DIVISION = new MathContext(24, RoundingMode.HALF_EVEN);

  private Decimals() {}

  /**
   * The value without trailing zeros and without a negative scale ({@code 69.720} becomes {@code
   * 69.72}, {@code 1E+2} becomes {@code 100}).
   */
  public static BigDecimal normal(BigDecimal value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A price for people, USD per share: exact, with two decimals at least ({@code 69.60}). */
  public static String price(BigDecimal price) {
    BigDecimal exact = normal(price);
    return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
  }

  /** The normal form of a decimal text such as {@code "69.72"}. */
  public static BigDecimal of(String text) {
    return normal(new BigDecimal(text));
  }

  /** The normal form of a whole number. */
  public static BigDecimal of(long value) {
    return normal(BigDecimal.valueOf(value));
  }

  /** {@code a / b} to {@link #DIVISION} precision. */
  public static BigDecimal divide(BigDecimal a, BigDecimal b) {
    return normal(a.divide(b, DIVISION));
  }

  public static boolean isZero(BigDecimal value) {
    return value.signum() == 0;
  }

  public static boolean isPositive(BigDecimal value) {
    return value.signum() > 0;
  }

  /** Whether the value has no fraction. */
  public static boolean isWhole(BigDecimal value) {
    return normal(value).scale() == 0;
  }
}
