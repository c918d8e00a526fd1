package dev.legwork.exposure;

import dev.legwork.book.TradeBook;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger has of a trade.
 *
 * @param lastFill when its latest execution was received; empty if it has none
 */
public record HeldTrade(TradeState state, TradeBook book, Optional<Instant> lastFill) {
  public String id() {
    return book.request().id();
  }
}
