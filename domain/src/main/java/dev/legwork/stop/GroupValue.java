package dev.legwork.stop;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.unwind.MarketPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What closing a group would fetch now, in netLimit's terms (order-rules: net of a trade): {@code Σ
 * ±ratio × price × m / M}, + for a leg that was bought, at its bid, − for one that was sold, at its
 * ask. Negative where closing costs.
 */
public final class GroupValue {
  private GroupValue() {}

  /** USD per share of the underlying for one unit; empty if a leg has no usable quote. */
  public static Optional<BigDecimal> of(
      TradeBook book, Map<String, Quote> quotes, Duration quoteMaxAge) {
    ExecutionRequest request = book.request();
    BigDecimal cash = BigDecimal.ZERO;
    for (LegBook leg : book.legs()) {
      Side closing = leg.leg().action().opposite();
      Quote quote = quotes.getOrDefault(leg.leg().name(), Quote.untold());
      Optional<BigDecimal> price = MarketPrice.of(leg, closing, quote, quoteMaxAge);
      if (price.isEmpty()) {
        return Optional.empty();
      }
      cash =
          cash.add(
              leg.leg()
                  .action()
                  .signed(price.get())
                  .multiply(Decimals.of(leg.leg().ratio()))
                  .multiply(Decimals.of(leg.leg().contract().multiplier())));
    }
    return Optional.of(Decimals.divide(cash, Decimals.of(request.priceMultiplier())));
  }
}
