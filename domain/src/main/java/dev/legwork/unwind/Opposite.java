package dev.legwork.unwind;

import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Whether the opposite quote of a position may carry the limit of an order that closes it. One
 * price alone is no market: a lone stub of 99.99 would put the whole collar around itself. Fresh,
 * not halted and not crossed it must be in any case; then it is believed if the other side stands
 * near it, or else if it is inside the collar of a price that we know to have been real.
 */
public sealed interface Opposite {
  /** Widest spread that is believed, as a part of the middle: closing costs half of it at most. */
  BigDecimal OPTION_SPREAD = new BigDecimal("0.5");

  BigDecimal STOCK_SPREAD = new BigDecimal("0.05");

  /** A cheap option is quoted wide for its price: so much is always believed, USD per share. */
  BigDecimal CHEAP_OPTION_SPREAD = new BigDecimal("0.25");

  BigDecimal SPREAD_TICKS = BigDecimal.valueOf(5);

  /**
   * @param price USD per share
   * @param end no limit may be worse; null: the collar around the first quote is enough
   */
  record Usable(BigDecimal price, BigDecimal end) implements Opposite {}

  /**
   * @param told whether the venue was heard on it
   * @param why for people
   */
  record Unusable(boolean told, String why) implements Opposite {}

  /**
   * Judges a quote.
   *
   * @param known a price that was real: the first quote of this round, else what the leg was
   *     entered at; null: there is none
   */
  static Opposite of(
      Instrument instrument, Side side, Quote quote, BigDecimal known, Duration maxAge) {
    String name = side == Side.BUY ? "ask" : "bid";
    BigDecimal price = quote.executable(side);
    if (quote.executableAge(side) == null) {
      return new Unusable(false, "its " + name + " was not told yet");
    }
    if (quote.executableAge(side).compareTo(maxAge) > 0) {
      return new Unusable(false, "its " + name + " was last told " + quote.executableAge(side));
    }
    if (quote.halted()) {
      return new Unusable(true, "trading is halted");
    }
    if (price == null) {
      return new Unusable(true, "there is no " + name);
    }
    BigDecimal other = isFresh(quote, side.opposite(), maxAge) ? otherSide(quote, side) : null;
    if (other != null && quote.isCrossed()) {
      return new Unusable(true, "its quote is crossed, " + text(quote));
    }
    return other != null && isNarrow(instrument, quote)
        ? new Usable(price, null)
        : alone(instrument.increments(), side, quote, known);
  }

  private static Opposite alone(
      PriceIncrements increments, Side side, Quote quote, BigDecimal known) {
    BigDecimal price = quote.executable(side);
    BigDecimal end = known == null ? null : Collar.end(side, known, increments);
    if (end == null || Collar.better(side, price, end).compareTo(price) != 0) {
      return new Unusable(
          true,
          "its quote %s is no market, and %s"
              .formatted(
                  text(quote),
                  end == null
                      ? "nothing else is known of its price"
                      : "%s is the worst that %s allows".formatted(plain(end), plain(known))));
    }
    return new Usable(price, end);
  }

  private static boolean isNarrow(Instrument instrument, Quote quote) {
    boolean option = instrument.spec().isOption();
    BigDecimal spread = quote.ask().subtract(quote.bid());
    BigDecimal middle = Decimals.divide(quote.ask().add(quote.bid()), BigDecimal.TWO);
    BigDecimal widest =
        middle
            .multiply(option ? OPTION_SPREAD : STOCK_SPREAD)
            .max(instrument.increments().at(quote.ask()).multiply(SPREAD_TICKS))
            .max(option ? CHEAP_OPTION_SPREAD : BigDecimal.ZERO);
    return spread.compareTo(widest) <= 0;
  }

  private static boolean isFresh(Quote quote, Side side, Duration maxAge) {
    return quote.executableAge(side) != null && quote.executableAge(side).compareTo(maxAge) <= 0;
  }

  private static BigDecimal otherSide(Quote quote, Side side) {
    return quote.executable(side.opposite());
  }

  private static String text(Quote quote) {
    return plain(quote.bid()) + "/" + plain(quote.ask());
  }

  private static String plain(BigDecimal price) {
    return price == null
        ? "-"
        : price.round(Decimals.DIVISION).stripTrailingZeros().toPlainString();
  }
}
