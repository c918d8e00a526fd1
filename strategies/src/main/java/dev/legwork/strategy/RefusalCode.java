package dev.legwork.strategy;

/**
 * Why something was not pursued, for machines; a promise to whoever reads them. An enum of a
 * strategy's own implements it in one line.
 */
public interface RefusalCode {

  /** What is refused. */
  enum Level {
    /** The underlying, with all its options. */
    SYMBOL,
    /** One expiry of an underlying. */
    EXPIRY,
    /** One choice of strikes. */
    PAIR
  }

  /** The code: capitals and underscores. */
  String name();

  Level level();

  /** What it means, for people. */
  String meaning();
}
