package dev.legwork.worker;

import dev.legwork.desk.DeskLease;
import dev.legwork.desk.FailStop;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.ledger.lease.LeaseConnection;
import dev.legwork.ledger.lease.LeaseRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wants an account's lease, holds it, and notices when it is lost. Waiting for it, it watches
 * whether the holder lives, by its own clock: the database's may jump. A holder that is silent
 * though its connection stands is paused or hangs: its connection is ended, which frees the lock.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Below {@link #SILENT} by more than any write takes: two can never open at the same time. */
  private static final Duration FRESH = Duration.ofSeconds(4);

  private static final Duration SILENT = Duration.ofSeconds(6);

  /**
   * So many looks must have seen the same: a clock that jumped while we were paused is no proof.
   */
  private static final int LOOKS = 6;

  /** Somebody else may do better with the account than we just did. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** A row was locked for a moment: the connection, and with it the lock, stands. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Told on the keeper's thread. */
  interface Listener {
    /** The lease is ours from now on. */
    void taken(DeskLease lease);

    /** Another process has it, or may: nothing of the account may be touched any more. */
    void lost();

    /**
     * It must not be ours, since the account's last session was with another gateway.
     *
     * @param why what a person has to do
     */
    void refused(String why);

    /** Waiting for it again, after {@link #refused}. */
    void waiting();
  }

  /**
   * @param confirmedAt taken before the question that was answered with yes
   */
  private record Held(long epoch, long confirmedAt) {}

  private final LedgerDatabase database;
  private final String account;
  private final String holder;
  private final GatewayName gateway;
  private final GatewayGuard guard;
  private final Listener listener;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Held held;
  private LeaseConnection connection;
  private boolean locked;
  private Optional<LeaseRow> seen = Optional.empty();
  private long seenSince;
  private int looks;
  private long notBefore = System.nanoTime();

  /**
   * @param holder names this process, for people
   */
  LeaseKeeper(
      LedgerDatabase database,
      String account,
      String holder,
      GatewayName gateway,
      Listener listener) {
    this.database = database;
    this.account = account;
    this.holder = holder;
    this.gateway = gateway;
    this.listener = listener;
    this.guard = new GatewayGuard(account, gateway, listener);
    this.thread =
        Thread.ofPlatform()
            .name("lease-" + account)
            .daemon()
            .uncaughtExceptionHandler(FailStop.onEndOfThread())
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isHeld() {
    return held != null;
  }

  /** Whether it is held, and was confirmed within the last seconds. */
  boolean isConfirmed() {
    Held now = held;
    return now != null && System.nanoTime() - now.confirmedAt() <= FRESH.toNanos();
  }

  /** Lets the lease go, after the session; a process that waits for it has it at once. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        step();
        Thread.sleep(held == null || connection == null ? LOOK : BEAT);
      } catch (InterruptedException stopping) {
        break;
      } catch (RuntimeException e) {
        LOG.error("account {}: the lease's keeper failed and goes on", account, e);
      }
    }
    leaveGateway();
    disconnect();
  }

  /** Whoever comes next may use any gateway. */
  private void leaveGateway() {
    Held now = held;
    held = null;
    if (now != null && connection != null) {
      try {
        connection.leaveGateway(now.epoch());
      } catch (SQLException e) {
        LOG.warn("account {}: the gateway stays noted in the lease: {}", account, e.getMessage());
      }
    }
  }

  private void step() {
    try {
      if (connection == null) {
        connection = database.lease(account);
      }
      if (held == null) {
        tryToTake();
      } else {
        confirm(held.epoch());
      }
    } catch (SQLException e) {
      LOG.warn(
          "account {}: the lease cannot be {} now: {}{}",
          account,
          held == null ? "taken" : "confirmed",
          e.getMessage(),
          held == null ? "" : "; nothing is opened until it can, what is open is supervised");
      if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        disconnect();
      }
    }
  }

  private void confirm(long epoch) throws SQLException {
    long asked = System.nanoTime();
    locked = locked || connection.tryLock();
    if (connection.row().map(LeaseRow::epoch).orElse(0L) != epoch) {
      lost(epoch);
    } else if (locked && connection.beat(epoch)) {
      held = new Held(epoch, asked);
      seen = Optional.empty();
    } else if (!locked) {
      // Our own earlier connection may still have it, or somebody who never said so.
      evictIfSilent();
    }
  }

  private void lost(long epoch) {
    LOG.error(
        "account {}: another process has taken the lease (this one had number {}); this one stops"
            + " serving the account and waits",
        account,
        epoch);
    held = null;
    seen = Optional.empty();
    listener.lost();
  }

  private void tryToTake() throws SQLException {
    if (System.nanoTime() - notBefore < 0) {
      return;
    }
    locked = locked || connection.tryLock();
    Optional<LeaseRow> row = connection.row();
    if (guard.refuses(row, locked)) {
      unlock();
    } else if (!locked && guard.mayPushAside(row)) {
      evictIfSilent();
    } else if (locked && isHolderOnItsWay(row)) {
      unlock();
    } else if (locked) {
      take();
    }
  }

  private void unlock() throws SQLException {
    if (locked) {
      connection.unlock();
      locked = false;
    }
  }

  /** After a restart of the database both are equally far; the holder's session is worth more. */
  private boolean isHolderOnItsWay(Optional<LeaseRow> row) throws SQLException {
    return row.isPresent()
        && !row.get().holder().equals(holder)
        && connection.hasServerJustStarted();
  }

  private void take() throws SQLException {
    long asked = System.nanoTime();
    long epoch = connection.take(holder, gateway.own());
    held = new Held(epoch, asked);
    LOG.info("account {}: the lease is ours, number {}", account, epoch);
    try {
      listener.taken(new Lease(epoch));
    } catch (RuntimeException e) {
      giveBack(e);
    }
  }

  /** A holder without a desk would keep everybody else from the account. */
  private void giveBack(RuntimeException failure) {
    LOG.error(
        "account {}: the desk could not be set up; the lease is given back, next try in {} s",
        account,
        AFTER_FAILURE.toSeconds(),
        failure);
    held = null;
    notBefore = System.nanoTime() + AFTER_FAILURE.toNanos();
    disconnect();
    listener.lost();
  }

  private void evictIfSilent() throws SQLException {
    Optional<LeaseRow> row = connection.row();
    long now = System.nanoTime();
    if (looks == 0 || !row.equals(seen)) {
      seen = row;
      seenSince = now;
      looks = 1;
      return;
    }
    looks++;
    if (looks > LOOKS && now - seenSince >= SILENT.toNanos()) {
      LOG.error(
          "account {}: {} has the lease and has been silent for {} s; its connection is ended",
          account,
          row.map(LeaseRow::holder).orElse("somebody"),
          Duration.ofNanos(now - seenSince).toSeconds());
      connection.evict();
      looks = 0;
    }
  }

  private void disconnect() {
    locked = false;
    looks = 0;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("account {}: closing the lease's connection", account, e);
      }
      connection = null;
    }
  }

  /** One tenure: worth nothing any more once another began. */
  private final class Lease implements DeskLease {
    private final long epoch;

    private Lease(long epoch) {
      this.epoch = epoch;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public boolean mayOpen() {
      Held now = held;
      return now != null
          && now.epoch() == epoch
          && System.nanoTime() - now.confirmedAt() <= FRESH.toNanos();
    }
  }
}
