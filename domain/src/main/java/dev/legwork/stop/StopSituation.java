package dev.legwork.stop;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.quote.Quote;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * All that a stop decides on.
 *
 * @param scope what it guards
 * @param gone by leg name, signed: what was executed and the account certainly holds no more
 * @param missing the same with what it may only not show: no new order may be for it
 * @param probably the same with what it has not shown for more than a moment: no order may stay for
 *     it
 * @param doubtful whether what is missing may still change by itself: positions follow executions
 * @param quotes by leg name, of this moment
 * @param known by leg name: a price at which it could have been closed and that was real, USD per
 *     share; where there is none, nothing is known but what it was entered at
 * @param closed the venue does not trade now what is guarded: no quote says anything
 * @param wish what a person asks for, or null
 * @param quoteMaxAge a side of a quote that was not heard for longer is stale
 */
public record StopSituation(
    TradeBook book,
    StopScope scope,
    StopStatus status,
    StopWish wish,
    Map<String, BigDecimal> gone,
    Map<String, BigDecimal> missing,
    Map<String, BigDecimal> probably,
    boolean doubtful,
    Map<String, Quote> quotes,
    Map<String, BigDecimal> known,
    boolean closed,
    Instant now,
    StopPolicy policy,
    Duration quoteMaxAge) {
  public StopSituation {
    gone = Map.copyOf(gone);
    missing = Map.copyOf(missing);
    probably = Map.copyOf(probably);
    quotes = Map.copyOf(quotes);
    known = Map.copyOf(known);
  }

  /** What it is known to have been worth: last believed, or else entered at; null: nothing is. */
  static BigDecimal known(LegBook leg, Map<String, BigDecimal> known) {
    return known.getOrDefault(leg.leg().name(), leg.averageEntryPrice());
  }

  /** The same while the venue does not trade what is guarded. */
  public StopSituation whileClosed() {
    return new StopSituation(
        book,
        scope,
        status,
        wish,
        gone,
        missing,
        probably,
        doubtful,
        quotes,
        known,
        true,
        now,
        policy,
        quoteMaxAge);
  }
}
