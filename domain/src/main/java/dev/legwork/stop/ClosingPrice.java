package dev.legwork.stop;

import dev.legwork.book.LegBook;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.unwind.MarketPrice;
import dev.legwork.unwind.Opposite;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * At what a leg could be closed now, or between which two prices: USD per share. An option that
 * nobody bids for is the usual end of a worthless one, and no reason not to look at the others: for
 * a bought one nothing is fetched then at the worst, and what is asked at the best. The same holds
 * of a quote that is too wide to be a market. A stub says neither: a side that is not believed is
 * the worst only where what is known of the price allows it. Of one that is a market and still wide
 * for an option, more than a fifth of the middle, that middle is the best: so it is quoted for a
 * while after the opening.
 *
 * @param worst for who closes; null: nobody can tell, as where a sold leg is not offered
 * @param best null: nobody can tell
 */
record ClosingPrice(BigDecimal worst, BigDecimal best) {
  /** Half of the widest spread that says what an option is worth, as a part of the middle. */
  private static final BigDecimal HALF_OF_WIDE = new BigDecimal("0.1");

  /** Nobody bids for what is offered at no more than that part of what was known: it fell. */
  private static final BigDecimal FALLEN = new BigDecimal("0.75");

  /**
   * Empty where the side that closes is not told, stale, halted or crossed, or a stock's stub.
   *
   * @param known what was last believed of it, or what it was entered at, USD per share; null:
   *     neither is known
   */
  static Optional<ClosingPrice> of(LegBook leg, Quote quote, BigDecimal known, Duration maxAge) {
    Side closing = leg.leg().action().opposite();
    Optional<BigDecimal> price = MarketPrice.of(leg, closing, quote, maxAge);
    boolean option = leg.instrument().spec().isOption();
    if (price.isPresent()) {
      BigDecimal best = option && isWide(quote) ? quote.middle() : price.get();
      return Optional.of(new ClosingPrice(price.get(), best));
    }
    return option && isFresh(quote, closing, maxAge) && !quote.halted()
        ? between(leg, quote, known, maxAge)
        : Optional.empty();
  }

  /**
   * The price at which it could be closed, where the quote is a market, or little is asked for what
   * was sold and nobody bids for.
   */
  static Optional<BigDecimal> believed(LegBook leg, Quote quote, Duration maxAge) {
    Side closing = leg.leg().action().opposite();
    Optional<BigDecimal> price = MarketPrice.of(leg, closing, quote, maxAge);
    return price.isEmpty() && closing == Side.BUY
        ? of(leg, quote, null, maxAge).map(ClosingPrice::worst)
        : price;
  }

  /** What may be sold at need, at half of the spread, is no proof of what it is worth. */
  private static boolean isWide(Quote quote) {
    return quote.hasBothSides()
        && quote.halfSpread().compareTo(quote.middle().multiply(HALF_OF_WIDE)) > 0;
  }

  private static Optional<ClosingPrice> between(
      LegBook leg, Quote quote, BigDecimal known, Duration maxAge) {
    Side closing = leg.leg().action().opposite();
    boolean knowsOther = isFresh(quote, closing.opposite(), maxAge);
    if (knowsOther && quote.isCrossed()) {
      return Optional.empty();
    }
    BigDecimal bid = closing == Side.SELL || knowsOther ? quote.executable(Side.SELL) : null;
    BigDecimal ask = closing == Side.BUY || knowsOther ? quote.executable(Side.BUY) : null;
    boolean near = MarketPrice.near(leg, closing, quote, known, maxAge).isPresent();
    boolean worthless =
        bid == null
            && knowsOther
            && ask != null
            && ask.compareTo(Opposite.CHEAP_OPTION_SPREAD) <= 0;
    return Optional.of(
        closing == Side.SELL
            ? new ClosingPrice(
                near || worthless || hasFallen(bid, ask, known) ? orNothing(bid) : null, ask)
            : new ClosingPrice(near || worthless ? ask : null, orNothing(bid)));
  }

  /** Whether what is asked says that it fell; a bid that was only pulled leaves the offer. */
  private static boolean hasFallen(BigDecimal bid, BigDecimal ask, BigDecimal known) {
    if (ask == null || known == null) {
      return false;
    }
    return bid == null ? ask.compareTo(known.multiply(FALLEN)) <= 0 : ask.compareTo(known) < 0;
  }

  private static BigDecimal orNothing(BigDecimal price) {
    return price == null ? BigDecimal.ZERO : price;
  }

  private static boolean isFresh(Quote quote, Side side, Duration maxAge) {
    return quote.executableAge(side) != null && quote.executableAge(side).compareTo(maxAge) <= 0;
  }
}
