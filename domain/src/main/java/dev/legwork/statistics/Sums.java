package dev.legwork.statistics;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Sums and means of what is known. */
final class Sums {
  private static final int PLACES = 4;

  private Sums() {}

  static BigDecimal of(Collection<TradeFigures> trades, Function<TradeFigures, BigDecimal> figure) {
    return Decimals.normal(known(trades, figure).stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** To four places; null where none is known. */
  static BigDecimal mean(
      Collection<TradeFigures> trades, Function<TradeFigures, BigDecimal> figure) {
    List<BigDecimal> known = known(trades, figure);
    return known.isEmpty() ? null : quotient(of(trades, figure), Decimals.of(known.size()));
  }

  /** {@code 100 × part / whole}, to four places; null of nothing. */
  static BigDecimal percent(long part, long whole) {
    return percent(Decimals.of(part), Decimals.of(whole));
  }

  static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return Decimals.isZero(whole) ? null : quotient(part.movePointRight(2), whole);
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    return Decimals.normal(Decimals.divide(a, b).setScale(PLACES, RoundingMode.HALF_EVEN));
  }

  private static List<BigDecimal> known(
      Collection<TradeFigures> trades, Function<TradeFigures, BigDecimal> figure) {
    return trades.stream().map(figure).filter(Objects::nonNull).toList();
  }
}
