package dev.legwork.stop;

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
 * @param known a price of the leg that was real, USD per share, or null
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
    BigDecimal known,
    Instant now,
    StopPolicy policy,
    Duration quoteMaxAge) {
  public StopSituation {
    gone = Map.copyOf(gone);
    missing = Map.copyOf(missing);
    probably = Map.copyOf(probably);
    quotes = Map.copyOf(quotes);
  }
}
