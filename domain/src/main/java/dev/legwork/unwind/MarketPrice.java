package dev.legwork.unwind;

import dev.legwork.book.LegBook;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The price at which a position could be closed now, where its quote is a market. */
public final class MarketPrice {
  private MarketPrice() {}

  /**
   * The bid for SELL, the ask for BUY, USD per share; empty where the quote is missing, stale,
   * halted, crossed, or so wide that the price may be a stub.
   *
   * @param side of the order that closes
   */
  public static Optional<BigDecimal> of(LegBook leg, Side side, Quote quote, Duration maxAge) {
    return near(leg, side, quote, null, maxAge);
  }

  /**
   * The same, believed also where its quote is wide or one-sided, as long as it is inside the
   * collar of a price that was real.
   *
   * @param known a price that was real, USD per share; null: there is none
   */
  public static Optional<BigDecimal> near(
      LegBook leg, Side side, Quote quote, BigDecimal known, Duration maxAge) {
    return Opposite.of(leg.instrument(), side, quote, known, maxAge)
            instanceof Opposite.Usable usable
        ? Optional.of(usable.price())
        : Optional.empty();
  }
}
