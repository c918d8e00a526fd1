package dev.legwork.desk.lease;

import dev.legwork.desk.DeskLease;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wants an account's lease, holds it, and notices when it is lost. Waiting for it, it watches
 * whether the holder lives, by its own clock: the database's may jump. A holder that is silent
 * though its connection stands is paused or hangs: its connection is ended, which frees the lock.
 *
 * <p>{@link #step} and {@link #release} are for one thread; what it says of the lease is for all.
 */
public final class LeaseSeeker {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseSeeker.class);

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

  /** Told within {@link #step}. */
  public interface Listener {
    /** The lease is ours from now on. Whoever cannot use it throws, and it is given back. */
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

  private final String account;
  private final String holder;
  private final GatewayName gateway;
  private final GatewayGuard guard;
  private final LeaseTable.Connector connector;
  private final LongSupplier nanos;
  private final Listener listener;
  private volatile Held held;
  private LeaseTable table;
  private boolean locked;
  private Optional<LeaseTable.Row> seen = Optional.empty();
  private long seenSince;
  private int looks;
  private long notBefore;

  /**
   * @param holder names this process, for people and beside all others
   * @param nanos a monotonic clock that goes on while the process is paused
   */
  public LeaseSeeker(
      String account,
      String holder,
      GatewayName gateway,
      LeaseTable.Connector connector,
      LongSupplier nanos,
      Listener listener) {
    this.account = account;
    this.holder = holder;
    this.gateway = gateway;
    this.guard = new GatewayGuard(account, gateway, listener);
    this.connector = connector;
    this.nanos = nanos;
    this.listener = listener;
    this.notBefore = nanos.getAsLong();
  }

  public boolean isHeld() {
    return held != null;
  }

  /** Whether it is held, and was confirmed within the last seconds. */
  public boolean isConfirmed() {
    return isFresh(held);
  }

  private boolean isFresh(Held now) {
    return now != null && nanos.getAsLong() - now.confirmedAt() <= FRESH.toNanos();
  }

  /**
   * Does what is due. A table that cannot be asked is no failure: it is asked again.
   *
   * @return how long to wait before the next step
   */
  public Duration step() {
    try {
      if (table == null) {
        table = connector.connect();
      }
      if (held == null) {
        tryToTake();
      } else {
        confirm(held.epoch());
      }
    } catch (LeaseTable.Unavailable e) {
      LOG.warn(
          "account {}: the lease cannot be {} now: {}{}",
          account,
          held == null ? "taken" : "confirmed",
          e.getMessage(),
          held == null ? "" : "; nothing is opened until it can, what is open is supervised");
      if (!e.isConnected()) {
        disconnect();
      }
    }
    return held == null || table == null ? LOOK : BEAT;
  }

  private void confirm(long epoch) throws LeaseTable.Unavailable {
    long asked = nanos.getAsLong();
    locked = locked || table.tryLock();
    if (table.row().map(LeaseTable.Row::epoch).orElse(0L) != epoch) {
      lost(epoch);
    } else if (locked && table.beat(epoch)) {
      held = new Held(epoch, asked);
      seen = Optional.empty();
    } else if (!locked) {
      // Our own earlier connection may still have it, or somebody who never said so.
      evictIfSilent(table.row());
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

  private void tryToTake() throws LeaseTable.Unavailable {
    if (nanos.getAsLong() - notBefore < 0) {
      return;
    }
    locked = locked || table.tryLock();
    Optional<LeaseTable.Row> row = table.row();
    if (guard.refuses(row, locked)) {
      unlock();
    } else if (!locked && guard.mayPushAside(row)) {
      evictIfSilent(row);
    } else if (locked && isHolderOnItsWay(row)) {
      unlock();
    } else if (locked) {
      take();
    }
  }

  private void unlock() throws LeaseTable.Unavailable {
    if (locked) {
      table.unlock();
      locked = false;
    }
  }

  /** After a restart of the database both are equally far; the holder's session is worth more. */
  private boolean isHolderOnItsWay(Optional<LeaseTable.Row> row) throws LeaseTable.Unavailable {
    return row.isPresent() && !row.get().holder().equals(holder) && table.hasServerJustStarted();
  }

  private void take() throws LeaseTable.Unavailable {
    long asked = nanos.getAsLong();
    long epoch = table.take(holder, gateway.own());
    held = new Held(epoch, asked);
    LOG.info("account {}: the lease is ours, number {}", account, epoch);
    try {
      listener.taken(new Tenure(epoch));
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
    notBefore = nanos.getAsLong() + AFTER_FAILURE.toNanos();
    disconnect();
    listener.lost();
  }

  private void evictIfSilent(Optional<LeaseTable.Row> row) throws LeaseTable.Unavailable {
    long now = nanos.getAsLong();
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
          row.map(LeaseTable.Row::holder).orElse("somebody"),
          Duration.ofNanos(now - seenSince).toSeconds());
      table.evict();
      looks = 0;
    }
  }

  /**
   * Lets the lease go, after the session, and ends the connection: a process that waits for it has
   * it at once.
   */
  public void release() {
    leaveGateway();
    disconnect();
  }

  /** Whoever comes next may use any gateway. */
  private void leaveGateway() {
    Held now = held;
    held = null;
    if (now != null && table != null) {
      try {
        table.leaveGateway(now.epoch());
      } catch (LeaseTable.Unavailable e) {
        LOG.warn("account {}: the gateway stays noted in the lease: {}", account, e.getMessage());
      }
    }
  }

  private void disconnect() {
    locked = false;
    looks = 0;
    if (table != null) {
      table.close();
      table = null;
    }
  }

  /** One tenure: worth nothing any more once another began. */
  private final class Tenure implements DeskLease {
    private final long epoch;

    private Tenure(long epoch) {
      this.epoch = epoch;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public boolean mayOpen() {
      Held now = held;
      return now != null && now.epoch() == epoch && isFresh(now);
    }
  }
}
