package dev.legwork.ledger.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A connection for one account's lease alone: the advisory lock lives as long as it does, so that
 * the server frees the lock when the process dies. It must reach the server itself, not a pool that
 * hands the same server connection to others. Every call commits by itself.
 *
 * <p>Not for several threads at a time.
 */
public final class LeaseConnection implements AutoCloseable {
  private static final String KEY = "hashtext('legwork desk'), hashtext(?)";

  private static final String LOCKS =
      """
      select pid from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())
        and classid::bigint = (hashtext('legwork desk')::bigint & 4294967295)
        and objid::bigint = (hashtext(?)::bigint & 4294967295)
      """;

  private final Connection connection;
  private final String account;

  public LeaseConnection(Connection connection, String account) {
    this.connection = connection;
    this.account = account;
  }

  /** Takes the lock if it is free; true also if this connection has it already. */
  public boolean tryLock() throws SQLException {
    try (PreparedStatement held =
            prepare("select exists (" + LOCKS + " and pid = pg_backend_pid())");
        PreparedStatement lock = prepare("select pg_try_advisory_lock(" + KEY + ")")) {
      held.setString(1, account);
      if (isTrue(held)) {
        return true;
      }
      lock.setString(1, account);
      return isTrue(lock);
    }
  }

  /** The row, empty before the first holder. */
  public Optional<LeaseRow> row() throws SQLException {
    try (PreparedStatement row =
        prepare("select holder, epoch, beat, gateway from desk_lease where account = ?")) {
      row.setString(1, account);
      try (ResultSet found = row.executeQuery()) {
        return found.next()
            ? Optional.of(
                new LeaseRow(
                    found.getString(1),
                    found.getLong(2),
                    found.getLong(3),
                    Optional.ofNullable(found.getString(4))))
            : Optional.empty();
      }
    }
  }

  /**
   * Becomes the holder; the caller has the lock. All waves of earlier epochs that are stored at all
   * are stored before this returns.
   *
   * @param gateway that its session will be with
   * @return the new epoch
   */
  public long take(String holder, String gateway) throws SQLException {
    try (PreparedStatement take =
        prepare(
            """
            insert into desk_lease as lease (account, holder, gateway, epoch, backend_pid)
            values (?, ?, ?, 1, pg_backend_pid())
            on conflict (account) do update set holder = excluded.holder,
              gateway = excluded.gateway, epoch = lease.epoch + 1, beat = 0,
              backend_pid = excluded.backend_pid, taken_at = clock_timestamp(),
              heartbeat_at = clock_timestamp()
            returning epoch
            """)) {
      take.setString(1, account);
      take.setString(2, holder);
      take.setString(3, gateway);
      try (ResultSet taken = take.executeQuery()) {
        taken.next();
        return taken.getLong(1);
      }
    }
  }

  /**
   * Says that the holder of this epoch is alive.
   *
   * @return false if somebody has taken the lease since
   */
  public boolean beat(long epoch) throws SQLException {
    try (PreparedStatement beat =
        prepare(
            """
            update desk_lease set beat = beat + 1, backend_pid = pg_backend_pid(),
              heartbeat_at = clock_timestamp()
            where account = ? and epoch = ?
            """)) {
      beat.setString(1, account);
      beat.setLong(2, epoch);
      return beat.executeUpdate() == 1;
    }
  }

  /** Says that the holder of this epoch has closed its session with its gateway. */
  public void leaveGateway(long epoch) throws SQLException {
    try (PreparedStatement leave =
        prepare("update desk_lease set gateway = null where account = ? and epoch = ?")) {
      leave.setString(1, account);
      leave.setLong(2, epoch);
      leave.executeUpdate();
    }
  }

  /** Ends the connection of whoever has the lock, so that it becomes free. */
  public void evict() throws SQLException {
    try (PreparedStatement evict =
        prepare(
            "select pg_terminate_backend(pid) from ("
                + LOCKS
                + ") as locks where pid <> pg_backend_pid()")) {
      evict.setString(1, account);
      evict.executeQuery().close();
    }
  }

  /** Whether the server itself has only just started, so that a living holder may be on its way. */
  public boolean hasServerJustStarted() throws SQLException {
    try (PreparedStatement age =
        prepare("select clock_timestamp() - pg_postmaster_start_time() < interval '3 s'")) {
      return isTrue(age);
    }
  }

  /** Lets the lock go; the row stays as it is. */
  public void unlock() throws SQLException {
    try (PreparedStatement unlock = prepare("select pg_advisory_unlock(" + KEY + ")")) {
      unlock.setString(1, account);
      isTrue(unlock);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
