package dev.legwork.ledger.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Tells a commit that was refused from a commit whose answer never came. A transaction that only
 * reads sees one state of the database throughout.
 */
final class CommitAwareTransactionManager extends JdbcTransactionManager {

  CommitAwareTransactionManager(DataSource dataSource) {
    super(dataSource);
  }

  /**
   * The level of one transaction, said with its first statement: setting it on the connection and
   * back again, as the definition's own level would, takes three round trips more.
   */
  @Override
  protected void prepareTransactionalConnection(
      Connection connection, TransactionDefinition definition) throws SQLException {
    super.prepareTransactionalConnection(connection, definition);
    if (definition.isReadOnly()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level repeatable read");
      }
    }
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
