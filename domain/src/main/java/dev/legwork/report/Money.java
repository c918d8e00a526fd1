package dev.legwork.report;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as people read them: at least two decimals, never more than four. */
public final class Money {
  private static final String NONE = "-";

  private Money() {}

  /** USD per share; {@code -} for none. */
  public static String price(BigDecimal price) {
    return price == null ? NONE : shown(price, 4).toPlainString();
  }

  /** USD per share with its sign. */
  public static String signedPrice(BigDecimal price) {
    return price == null ? NONE : signed(shown(price, 4));
  }

  /** USD, to the cent; {@code -} for none. */
  public static String cash(BigDecimal cash) {
    return cash == null ? NONE : shown(cash, 2).toPlainString();
  }

  /** USD with its sign, to the cent. */
  public static String signedCash(BigDecimal cash) {
    return cash == null ? NONE : signed(shown(cash, 2));
  }

  private static String signed(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
  }

  private static BigDecimal shown(BigDecimal amount, int places) {
    BigDecimal rounded = Decimals.normal(amount.setScale(places, RoundingMode.HALF_EVEN));
    return rounded.scale() < 2 ? rounded.setScale(2, RoundingMode.UNNECESSARY) : rounded;
  }
}
