package dev.legwork.simulator.journal;

import java.util.ArrayList;
import java.util.List;

/** Where the venue's changes are kept. */
public interface Journal extends AutoCloseable {

  /** Everything kept so far, one list a transaction, oldest first. */
  List<List<JournalEntry>> read();

  /**
   * Keeps a transaction: all of it or nothing.
   *
   * @throws java.io.UncheckedIOException if it could not be kept; the venue must then stop, since
   *     nobody may be told of what it does not remember
   */
  void append(List<JournalEntry> transaction);

  @Override
  void close();

  /** A journal that lives as long as the process. */
  static Journal inMemory() {
    var kept = new ArrayList<List<JournalEntry>>();
    return new Journal() {
      @Override
      public List<List<JournalEntry>> read() {
        return List.copyOf(kept);
      }

      @Override
      public void append(List<JournalEntry> transaction) {
        kept.add(List.copyOf(transaction));
      }

      @Override
      public void close() {}
    };
  }
}
