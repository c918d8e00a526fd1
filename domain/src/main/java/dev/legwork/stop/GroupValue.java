package dev.legwork.stop;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What closing a group would fetch now, in netLimit's terms (order-rules: net of a trade): {@code Σ
 * ±ratio × price × m / M}, + for a leg that was bought, at its bid, − for one that was sold, at its
 * ask. Negative where closing costs. USD per share of the underlying for one unit.
 *
 * @param worst of what the quotes leave open ({@link ClosingPrice}); null: nobody can tell
 * @param best the same; equal where every leg has a market
 */
public record GroupValue(BigDecimal worst, BigDecimal best) {

  /**
   * Empty if a leg cannot be judged at all.
   *
   * @param known by leg name: what was last believed of it ({@link #believed}), USD per share;
   *     where it is missing, what it was entered at is all that is known
   */
  public static Optional<GroupValue> of(
      TradeBook book,
      Map<String, Quote> quotes,
      Map<String, BigDecimal> known,
      Duration quoteMaxAge) {
    List<LegBook> legs = placed(book);
    List<ClosingPrice> prices = new ArrayList<>();
    for (LegBook leg : legs) {
      Quote quote = quotes.getOrDefault(leg.leg().name(), Quote.untold());
      ClosingPrice.of(leg, quote, StopSituation.known(leg, known), quoteMaxAge)
          .ifPresent(prices::add);
    }
    return prices.size() < legs.size()
        ? Optional.empty()
        : Optional.of(
            new GroupValue(
                sum(book, legs, prices, ClosingPrice::worst),
                sum(book, legs, prices, ClosingPrice::best)));
  }

  /**
   * The price at which it could be closed now, USD per share, where its quote is a market: what
   * later quotes are measured by that are none.
   */
  public static Optional<BigDecimal> believed(LegBook leg, Quote quote, Duration quoteMaxAge) {
    return ClosingPrice.believed(leg, quote, quoteMaxAge);
  }

  private static BigDecimal sum(
      TradeBook book,
      List<LegBook> legs,
      List<ClosingPrice> prices,
      Function<ClosingPrice, BigDecimal> which) {
    BigDecimal cash = BigDecimal.ZERO;
    for (int i = 0; i < legs.size(); i++) {
      BigDecimal price = which.apply(prices.get(i));
      if (price == null) {
        return null;
      }
      cash = cash.add(cash(legs.get(i), price));
    }
    return Decimals.divide(cash, Decimals.of(book.request().priceMultiplier()));
  }

  private static BigDecimal cash(LegBook leg, BigDecimal price) {
    return leg.leg()
        .action()
        .signed(price)
        .multiply(Decimals.of(leg.leg().ratio()))
        .multiply(Decimals.of(leg.leg().contract().multiplier()));
  }

  /** A leg of which nothing was ever sent fetches nothing. */
  private static List<LegBook> placed(TradeBook book) {
    return book.legs().stream().filter(leg -> !leg.orders().isEmpty()).toList();
  }

  /** For people. */
  String text() {
    return worst != null && best != null && worst.compareTo(best) == 0
        ? Decimals.price(worst)
        : "between %s and %s".formatted(text(worst), text(best));
  }

  private static String text(BigDecimal value) {
    return value == null ? "nobody knows what" : Decimals.price(value);
  }

  /** Whether it is known how little closing may fetch. */
  boolean isSeen() {
    return worst != null;
  }

  /** Whether closing fetches that at most, whatever the quotes leave open. */
  boolean isSurelyAt(BigDecimal trigger) {
    return best != null && best.compareTo(trigger) <= 0;
  }

  /** Whether closing may fetch no more than that. */
  boolean isPerhapsAt(BigDecimal trigger) {
    return worst != null && worst.compareTo(trigger) <= 0;
  }
}
