package dev.legwork.worker;

import dev.legwork.desk.lease.LeaseTable;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.lease.LeaseConnection;
import dev.legwork.ledger.lease.LeaseRow;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account's lease in PostgreSQL, as those who seek it ask for it. */
final class PostgresLeaseTable implements LeaseTable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLeaseTable.class);

  /** A row was locked for a moment: the connection, and with it the lock, stands. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private interface Command {
    void run() throws SQLException;
  }

  private final String account;
  private final LeaseConnection connection;

  private PostgresLeaseTable(String account, LeaseConnection connection) {
    this.account = account;
    this.connection = connection;
  }

  static LeaseTable connect(LedgerDatabase database, String account) throws Unavailable {
    return ask(() -> new PostgresLeaseTable(account, database.lease(account)));
  }

  @Override
  public boolean tryLock() throws Unavailable {
    return ask(connection::tryLock);
  }

  @Override
  public Optional<Row> row() throws Unavailable {
    return ask(connection::row).map(PostgresLeaseTable::read);
  }

  private static Row read(LeaseRow row) {
    return new Row(row.holder(), row.epoch(), row.beat(), row.gateway());
  }

  @Override
  public long take(String holder, String gateway) throws Unavailable {
    return ask(() -> connection.take(holder, gateway));
  }

  @Override
  public boolean beat(long epoch) throws Unavailable {
    return ask(() -> connection.beat(epoch));
  }

  @Override
  public void leaveGateway(long epoch) throws Unavailable {
    tell(() -> connection.leaveGateway(epoch));
  }

  @Override
  public void evict() throws Unavailable {
    tell(connection::evict);
  }

  @Override
  public boolean hasServerJustStarted() throws Unavailable {
    return ask(connection::hasServerJustStarted);
  }

  @Override
  public void unlock() throws Unavailable {
    tell(connection::unlock);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("account {}: closing the lease's connection", account, e);
    }
  }

  private static <T> T ask(Question<T> question) throws Unavailable {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new Unavailable(e.getMessage(), LOCK_NOT_AVAILABLE.equals(e.getSQLState()), e);
    }
  }

  private static void tell(Command command) throws Unavailable {
    ask(
        () -> {
          command.run();
          return true;
        });
  }
}
