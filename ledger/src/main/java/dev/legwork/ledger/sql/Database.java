package dev.legwork.ledger.sql;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * SQL over one pool of connections. All writes go through {@link #write}, so that the outcome of
 * their commit is known, or known to be unknown.
 */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int ATTEMPTS = 5;

  private final JdbcClient client;
  private final NamedParameterJdbcTemplate template;
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;

  public Database(DataSource pool) {
    template = new NamedParameterJdbcTemplate(pool);
    client = JdbcClient.create(template);
    CommitAwareTransactionManager manager = new CommitAwareTransactionManager(pool);
    writing = new TransactionTemplate(manager);
    reading = new TransactionTemplate(manager);
    reading.setReadOnly(true);
  }

  /** A statement, inside or outside of a transaction. */
  public JdbcClient.StatementSpec sql(String text) {
    return client.sql(text);
  }

  /** The same statement for many rows, in one round trip. */
  public void batch(String text, SqlParameterSource[] rows) {
    template.batchUpdate(text, rows);
  }

  /**
   * Runs this in one transaction (READ COMMITTED), again when it lost a deadlock or a
   * serialization; joins the transaction that the caller is in.
   *
   * @param what for people: what is being written
   * @throws CommitUnknownException if nobody can tell whether it is stored
   * @throws LedgerUnavailableException if nothing is stored, because the database cannot
   */
  public <T> T write(String what, Supplier<T> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return translated(what, () -> writing.execute(status -> work.get()));
      } catch (LedgerUnavailableException e) {
        if (attempt == ATTEMPTS || !SqlStates.isWorthRepeating(e)) {
          throw e;
        }
        LOG.info("{}: lost a deadlock, attempt {} of {} follows", what, attempt + 1, ATTEMPTS);
        pause(attempt);
      }
    }
  }

  /**
   * Runs several queries on one and the same state of the database.
   *
   * @throws LedgerUnavailableException if the database cannot answer
   */
  public <T> T read(String what, Supplier<T> work) {
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? work.get()
        : translated(what, () -> reading.execute(status -> work.get()));
  }

  /**
   * Runs one query.
   *
   * @throws LedgerUnavailableException if the database cannot answer
   */
  public <T> T ask(String what, Supplier<T> query) {
    return translated(what, query);
  }

  private static <T> T translated(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (CommitUnknownException e) {
      throw new CommitUnknownException(what + ": " + e.getMessage(), e);
    } catch (TransactionException
        | TransientDataAccessException
        | RecoverableDataAccessException
        | DataAccessResourceFailureException e) {
      throw new LedgerUnavailableException(what + ": the database cannot: " + e.getMessage(), e);
    } catch (DataAccessException e) {
      if (SqlStates.isUnavailability(e)) {
        throw new LedgerUnavailableException(what + ": the database cannot: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private static void pause(int attempt) {
    long upTo = TimeUnit.MILLISECONDS.toNanos(5L << attempt);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(upTo));
  }
}
