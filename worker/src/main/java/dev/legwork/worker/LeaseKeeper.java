package dev.legwork.worker;

import dev.legwork.desk.FailStop;
import dev.legwork.desk.lease.GatewayName;
import dev.legwork.desk.lease.LeaseSeeker;
import dev.legwork.ledger.LedgerDatabase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that seeks an account's lease in PostgreSQL; its listener is told on it. */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String account;
  private final LeaseSeeker seeker;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param holder names this process, for people
   */
  LeaseKeeper(
      LedgerDatabase database,
      String account,
      String holder,
      GatewayName gateway,
      LeaseSeeker.Listener listener) {
    this.account = account;
    this.seeker =
        new LeaseSeeker(
            account,
            holder,
            gateway,
            () -> PostgresLeaseTable.connect(database, account),
            System::nanoTime,
            listener);
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
    return seeker.isHeld();
  }

  /** Whether it is held, and was confirmed within the last seconds. */
  boolean isConfirmed() {
    return seeker.isConfirmed();
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
    try {
      while (!closed) {
        Thread.sleep(step());
      }
    } catch (InterruptedException stopping) {
      LOG.debug("account {}: the lease's keeper ends", account);
    }
    seeker.release();
  }

  private Duration step() {
    try {
      return seeker.step();
    } catch (RuntimeException e) {
      LOG.error("account {}: the lease's keeper failed and goes on", account, e);
      return AFTER_FAILURE;
    }
  }
}
