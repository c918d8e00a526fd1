package dev.legwork.ledger.sql;

import org.springframework.transaction.TransactionException;

/**
 * The connection was lost while a transaction was being committed: it may be stored or not. Never
 * read as "not stored". Repeating the same call is safe, because the stores look by key first.
 */
public class CommitUnknownException extends TransactionException {
  CommitUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
