package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;

/**
 * What one contract displays, less what was already taken of it. Taken size comes back with the
 * next quote and not before: that is where partial fills come from.
 */
public final class Book {
  private final Instrument instrument;
  private final Board board;
  private Quote quote = Quote.NONE;
  private long bidTaken;
  private long askTaken;
  private BigDecimal lastTrade;

  Book(Instrument instrument, Board board) {
    this.instrument = instrument;
    this.board = board;
  }

  public Instrument instrument() {
    return instrument;
  }

  void update(Quote next) {
    quote = next;
    bidTaken = 0;
    askTaken = 0;
    if (next.last() != null) {
      lastTrade = next.last();
    }
  }

  /** What is displayed now: the quote less what was taken; a side without size is gone. */
  public Quote displayed() {
    long bidLeft = board.closed() ? 0 : quote.bidSize() - bidTaken;
    long askLeft = board.closed() ? 0 : quote.askSize() - askTaken;
    return new Quote(
        bidLeft > 0 ? quote.bid() : null,
        bidLeft,
        askLeft > 0 ? quote.ask() : null,
        askLeft,
        lastTrade,
        quote.close(),
        halted());
  }

  /** The quote as it came, whatever was taken of it since; what values positions. */
  public Quote quote() {
    return quote;
  }

  public boolean halted() {
    return quote.halted() || board.halted(instrument.symbol());
  }

  /** The price at which an order of this side trades at once, or null. */
  public BigDecimal opposite(Side side) {
    return size(side) <= 0 ? null : side == Side.BUY ? quote.ask() : quote.bid();
  }

  /** How much an order of this side can trade at once; shares or contracts. */
  public long size(Side side) {
    if (halted() || board.closed()) {
      return 0;
    }
    return side == Side.BUY ? quote.askSize() - askTaken : quote.bidSize() - bidTaken;
  }

  /**
   * Takes displayed size.
   *
   * @throws IllegalStateException if there is less than that
   */
  public void take(Side side, long quantity) {
    if (quantity <= 0 || quantity > size(side)) {
      throw new IllegalStateException("cannot take " + quantity + " of " + size(side));
    }
    lastTrade = opposite(side);
    if (side == Side.BUY) {
      askTaken += quantity;
    } else {
      bidTaken += quantity;
    }
  }
}
