package dev.legwork.simulator.market;

import dev.legwork.simulator.contracts.Instrument;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The books of all contracts. */
public final class Board {
  private final Map<Integer, Book> books = new HashMap<>();
  private final Set<String> halted = new HashSet<>();
  private boolean closed;

  /** The contract's book; empty until a quote comes. */
  public Book book(Instrument instrument) {
    return books.computeIfAbsent(instrument.conId(), id -> new Book(instrument, this));
  }

  /** Halts, or resumes, everything on a symbol, whatever its quotes say. */
  public void halt(String symbol, boolean halt) {
    if (halt) {
      halted.add(symbol);
    } else {
      halted.remove(symbol);
    }
  }

  /** Closes or opens the market: while it is closed nothing is displayed. */
  public void close(boolean close) {
    closed = close;
  }

  public boolean closed() {
    return closed;
  }

  boolean halted(String symbol) {
    return halted.contains(symbol);
  }

  /** Replaces a contract's quote and with it what was taken of the one before. */
  public void update(Instrument instrument, Quote quote) {
    book(instrument).update(quote);
  }
}
