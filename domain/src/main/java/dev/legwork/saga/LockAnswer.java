package dev.legwork.saga;

/** What came of asking for the account's lock. */
public sealed interface LockAnswer {
  /**
   * @param token ever-growing: it makes all earlier holders powerless to open
   */
  record Granted(long token) implements LockAnswer {}

  record TimedOut() implements LockAnswer {}

  /** Somebody cancelled the trade while it waited. */
  record Cancelled(String reason) implements LockAnswer {}
}
