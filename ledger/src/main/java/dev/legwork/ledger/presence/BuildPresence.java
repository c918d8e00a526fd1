package dev.legwork.ledger.presence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether any process of a build is alive. Each process shares an advisory lock of its build
 * on a connection of its own, so that the server lets go of it when the process dies, and within
 * half a minute when its machine does.
 *
 * <p>Not for several threads at a time.
 */
public final class BuildPresence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BuildPresence.class);
  private static final String KEY = "hashtext('legwork build'), hashtext(?)";
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource database;
  private final String build;
  private Connection connection;

  /**
   * @param database gives connections of their own, out of no pool
   * @param build this process's own
   */
  public BuildPresence(DataSource database, String build) {
    this.database = database;
    this.build = build;
  }

  /**
   * Shows that this process lives, until it is closed or dies; to be repeated, since a connection
   * may break.
   *
   * @throws SQLException if the database is away
   */
  public void show() throws SQLException {
    if (connection != null && connection.isValid(PATIENCE_SECONDS)) {
      return;
    }
    close();
    connection = database.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5;"
              + " set tcp_keepalives_count = 3");
    }
    ask("select true from (select pg_advisory_lock_shared(" + KEY + ")) as locked", build);
  }

  /**
   * Whether a process of that build lives. {@link #show} came before.
   *
   * @throws SQLException if the database is away
   */
  public boolean isPresent(String other) throws SQLException {
    return other.equals(build) || !free(other);
  }

  private boolean free(String other) throws SQLException {
    boolean locked = ask("select pg_try_advisory_lock(" + KEY + ")", other);
    if (locked) {
      ask("select pg_advisory_unlock(" + KEY + ")", other);
    }
    return locked;
  }

  private boolean ask(String sql, String argument) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("closing the connection of the build's presence failed", e);
    } finally {
      connection = null;
    }
  }
}
