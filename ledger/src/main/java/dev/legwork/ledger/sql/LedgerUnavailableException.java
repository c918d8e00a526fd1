package dev.legwork.ledger.sql;

/**
 * The database could not be reached, was too busy or gave up on a lock. Nothing was stored; the
 * call may be repeated later.
 */
public class LedgerUnavailableException extends RuntimeException {
  LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
