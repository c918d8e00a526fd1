package dev.legwork.desk.chain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A class of listed options over a stock.
 *
 * @param multiplier shares that one contract stands for
 * @param expiries last trading days
 */
public record OptionClass(String tradingClass, int multiplier, NavigableSet<LocalDate> expiries) {
  private static final int USUAL = 100;

  public OptionClass {
    expiries = new TreeSet<>(expiries);
  }

  /**
   * The class that trades under the stock's own name, or else the largest that is not adjusted: an
   * adjusted one (a digit in its name that the stock's has not) delivers something else than
   * shares.
   */
  public static Optional<OptionClass> standard(String symbol, Collection<OptionClass> told) {
    List<OptionClass> usual = told.stream().filter(one -> one.multiplier == USUAL).toList();
    Optional<OptionClass> own =
        usual.stream().filter(one -> one.tradingClass.equals(plain(symbol))).findFirst();
    return own.or(
        () ->
            usual.stream()
                .filter(one -> !hasDigit(one.tradingClass) || hasDigit(symbol))
                .max(
                    Comparator.<OptionClass>comparingInt(one -> one.expiries.size())
                        .thenComparing(OptionClass::tradingClass)));
  }

  private static String plain(String symbol) {
    return symbol.replaceAll("[^A-Z0-9]", "");
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }
}
