package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import java.util.HashMap;
import java.util.Map;

/** The books of all contracts. */
public final class Board {
  private final Map<Integer, Book> books = new HashMap<>();

  /** The contract's book; empty until a quote comes. */
  public Book book(Instrument instrument) {
    return books.computeIfAbsent(instrument.conId(), id -> new Book(instrument));
  }

  /** Replaces a contract's quote and with it what was taken of the one before. */
  public void update(Instrument instrument, Quote quote) {
    book(instrument).update(quote);
  }
}
