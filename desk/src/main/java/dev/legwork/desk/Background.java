package dev.legwork.desk;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Where calls to the ledger are made, so that a slow database never keeps the desk from reading its
 * socket or sending a cancel.
 */
public interface Background {

  /** Work of one lane runs one after another, in the order it was handed over. */
  enum Lane {
    /** Storing broker events. */
    INBOX,
    /** Storing the intents of entries and what became of them, and reading. */
    INTENTS,
    /** What reduces risk, and proofs: never behind the work of entries. */
    RISK,
    /** Raising the order ids that questions take, beside the reading of an entry. */
    NUMBERS
  }

  /**
   * Runs the work elsewhere and hands its result, or the exception, back to the desk as a step of
   * its own: never inside this call.
   */
  <T> void submit(Lane lane, Callable<T> work, BiConsumer<T, Exception> then);
}
