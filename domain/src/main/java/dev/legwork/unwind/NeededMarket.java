package dev.legwork.unwind;

import dev.legwork.contract.Instrument;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One side of a market that a position needs to be closed.
 *
 * @param side of the order that would close it
 * @param known a price that was real, USD per share: what the position was entered at; or null
 */
public record NeededMarket(Instrument instrument, Side side, BigDecimal known) {

  /**
   * Why no closing order may take its limit from this quote; empty: one may.
   *
   * @param maxAge a side that was not heard for longer is stale
   */
  public Optional<String> missing(Quote quote, Duration maxAge) {
    return Opposite.of(instrument, side, quote, known, maxAge)
            instanceof Opposite.Unusable(boolean ignored, String why)
        ? Optional.of(why)
        : Optional.empty();
  }
}
