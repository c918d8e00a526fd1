package dev.legwork.simulation.worker;

import dev.legwork.desk.DeskLease;
import dev.legwork.simulation.ledger.LeaseTable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wants an account's lease, holds it, and notices when it is lost, by the rules of the worker's own
 * keeper but for its question of the gateway: a holder that is silent though its connection stands
 * is paused or hangs, and its connection is ended, which frees the lock.
 */
final class LeaseSeeker {
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

  /** Told within {@link #step}. */
  public interface Listener {
    /** The lease is ours from now on. */
    void taken(DeskLease lease);

    /** Another process has it: nothing of the account may be touched any more. */
    void lost();
  }

  /**
   * @param confirmedAt taken before the question that was answered with yes
   */
  private record Held(long epoch, long confirmedAt) {}

  private final String account;
  private final String holder;
  private final LeaseTable.Connector connector;
  private final LongSupplier nanos;
  private final Listener listener;
  private volatile Held held;
  private LeaseTable table;
  private boolean locked;
  private Optional<LeaseTable.Row> seen = Optional.empty();
  private long seenSince;
  private int looks;

  /**
   * @param holder names this process, for people
   * @param nanos a monotonic clock that goes on while the process is paused
   */
  public LeaseSeeker(
      String account,
      String holder,
      LeaseTable.Connector connector,
      LongSupplier nanos,
      Listener listener) {
    this.account = account;
    this.holder = holder;
    this.connector = connector;
    this.nanos = nanos;
    this.listener = listener;
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
   * Does what is due.
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

  private void tryToTake() throws LeaseTable.Unavailable {
    locked = locked || table.tryLock();
    if (!locked) {
      evictIfSilent();
    } else if (isHolderOnItsWay()) {
      table.unlock();
      locked = false;
    } else {
      take();
    }
  }

  /** After a restart of the database both are equally far; the holder's session is worth more. */
  private boolean isHolderOnItsWay() throws LeaseTable.Unavailable {
    Optional<LeaseTable.Row> row = table.row();
    return row.isPresent() && !row.get().holder().equals(holder) && table.hasServerJustStarted();
  }

  private void take() throws LeaseTable.Unavailable {
    long asked = nanos.getAsLong();
    long epoch = table.take(holder);
    held = new Held(epoch, asked);
    LOG.info("account {}: the lease is ours, number {}", account, epoch);
    listener.taken(new Tenure(epoch));
  }

  private void evictIfSilent() throws LeaseTable.Unavailable {
    Optional<LeaseTable.Row> row = table.row();
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

  /** Ends the connection, so that a process that waits for the lease has it at once. */
  public void disconnect() {
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
