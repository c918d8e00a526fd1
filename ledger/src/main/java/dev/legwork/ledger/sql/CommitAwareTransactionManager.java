package dev.legwork.ledger.sql;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Tells a commit that was refused from a commit whose answer never came. */
final class CommitAwareTransactionManager extends JdbcTransactionManager {

  CommitAwareTransactionManager(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    try {
      super.doCommit(status);
    } catch (RuntimeException e) {
      if (wasRefused(e)) {
        throw e;
      }
      throw new CommitUnknownException("no answer to a commit: it may be stored or not", e);
    }
  }

  /** Integrity violations and rollbacks are the server's own word that nothing was stored. */
  private static boolean wasRefused(RuntimeException e) {
    String state = SqlStates.of(e);
    return state.startsWith("23") || (state.startsWith("40") && !state.equals("40003"));
  }
}
