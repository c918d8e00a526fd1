package dev.legwork.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.legwork.ledger.lease.LeaseConnection;
import dev.legwork.ledger.presence.BuildPresence;
import dev.legwork.ledger.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to PostgreSQL and its schema. The worker migrates; other processes only wait
 * until the schema is there. Opening it connects to nothing yet.
 */
public final class LedgerDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);

  /** Longer than any statement may take: only a dead connection is silent for so long. */
  private static final Duration SOCKET_MARGIN = Duration.ofSeconds(5);

  private static final int LEASE_PATIENCE_SECONDS = 2;

  private static final Duration POLL = Duration.ofMillis(250);

  private final LedgerSettings settings;
  private final HikariDataSource orderPool;
  private final HikariDataSource riskPool;
  private final HikariDataSource otherPool;
  private final Database orders;
  private final Database risk;
  private final Database others;

  public LedgerDatabase(LedgerSettings settings) {
    this.settings = settings;
    this.orderPool = pool("ledger-orders", settings.orderConnections());
    this.riskPool = pool("ledger-risk", settings.riskConnections());
    this.otherPool = pool("ledger", settings.otherConnections());
    this.orders = new Database(orderPool);
    this.risk = new Database(riskPool);
    this.others = new Database(otherPool);
  }

  /** For intents and the broker's events. */
  public Database orders() {
    return orders;
  }

  /** For what reduces risk, and for proofs. */
  public Database risk() {
    return risk;
  }

  /** For everything else. */
  public Database others() {
    return others;
  }

  /**
   * Brings the schema up to date; harmless when several processes do it at once.
   *
   * @throws org.flywaydb.core.api.FlywayException if it cannot; nothing may run on it then
   */
  public void migrate() {
    int applied = flyway().migrate().migrationsExecuted;
    LOG.info("the ledger's schema is up to date, {} migrations applied now", applied);
  }

  /**
   * Waits until somebody has migrated the schema at least as far as this process knows it.
   *
   * @throws IllegalStateException if that did not happen in time
   */
  public void awaitSchema(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isSchemaThere()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new IllegalStateException(
            "the ledger's schema did not appear within " + timeout + ": does a worker run?");
      }
      LockSupport.parkNanos(POLL.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("interrupted while waiting for the ledger's schema");
      }
    }
  }

  /**
   * Opens a connection of its own for an account's lease, out of no pool. A server that is silent
   * for two seconds counts as lost.
   */
  public LeaseConnection lease(String account) throws SQLException {
    Connection connection = alone("legwork-lease-" + account).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '1s'");
      return new LeaseConnection(connection, account);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** For a process to say that it is alive and of this build. */
  public BuildPresence presence(String build) {
    return new BuildPresence(alone("legwork-build-" + build), build);
  }

  /** Gives connections out of no pool. */
  private PGSimpleDataSource alone(String name) {
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(settings.url());
    own.setUser(settings.user());
    own.setPassword(settings.password());
    own.setApplicationName(name);
    own.setConnectTimeout(LEASE_PATIENCE_SECONDS);
    own.setSocketTimeout(LEASE_PATIENCE_SECONDS);
    own.setTcpKeepAlive(true);
    return own;
  }

  /** Whether the database answers now, for health checks; never waits longer than a connection. */
  public boolean isReachable() {
    try {
      return others.ask("health", () -> others.sql("select 1").query(Integer.class).single()) == 1;
    } catch (RuntimeException e) {
      LOG.warn("the ledger's database does not answer: {}", e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    orderPool.close();
    riskPool.close();
    otherPool.close();
  }

  private boolean isSchemaThere() {
    try {
      MigrationInfo[] pending = flyway().info().pending();
      return pending.length == 0;
    } catch (RuntimeException e) {
      LOG.info("the ledger's database is not ready yet: {}", e.getMessage());
      return false;
    }
  }

  private Flyway flyway() {
    PGSimpleDataSource unbounded = new PGSimpleDataSource();
    unbounded.setUrl(settings.url());
    unbounded.setUser(settings.user());
    unbounded.setPassword(settings.password());
    unbounded.setConnectTimeout(seconds(settings.connectTimeout()));
    return Flyway.configure()
        .dataSource(unbounded)
        .locations("classpath:db/migration")
        .ignoreMigrationPatterns("*:future")
        .load();
  }

  private HikariDataSource pool(String name, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(sessionSettings());
    config.addDataSourceProperty("ApplicationName", "legwork-" + name);
    config.addDataSourceProperty("connectTimeout", seconds(settings.connectTimeout()));
    config.addDataSourceProperty(
        "socketTimeout", seconds(settings.statementTimeout().plus(SOCKET_MARGIN)));
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("reWriteBatchedInserts", true);
    // Each connection would parse a statement five times before it keeps it: a pool's first trades.
    config.addDataSourceProperty("prepareThreshold", 1);
    return new HikariDataSource(config);
  }

  /**
   * No call hangs for ever, an abandoned transaction frees its rows, and a commit is on disk even
   * where the server's default says otherwise (a stricter default stays).
   */
  private String sessionSettings() {
    return """
    select set_config('statement_timeout', '%d', false),
           set_config('lock_timeout', '%d', false),
           set_config('idle_in_transaction_session_timeout', '%d', false),
           case when current_setting('synchronous_commit') in ('off', 'local')
                then set_config('synchronous_commit', 'on', false) end
    """
        .formatted(
            settings.statementTimeout().toMillis(),
            settings.lockTimeout().toMillis(),
            settings.statementTimeout().multipliedBy(2).toMillis());
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(duration.toMillis()));
  }
}
