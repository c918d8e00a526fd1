package dev.legwork.api;

import dev.legwork.alerting.Alerting;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The ledger, as soon as its schema is there. The worker makes the schema; this process waits for
 * it in the background and answers 503 until then.
 */
@Component("ledger")
public class LedgerAccess implements HealthIndicator, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerAccess.class);
  private static final Duration WAIT = Duration.ofMinutes(1);

  private final LedgerDatabase database;
  private final Alerting alerting;
  private final AtomicReference<Ledger> ledger = new AtomicReference<>();
  private final Thread waiting;

  LedgerAccess(LedgerDatabase database, Alerting alerting) {
    this.database = database;
    this.alerting = alerting;
    this.waiting = Thread.ofVirtual().name("wait-for-schema").start(this::awaitSchema);
  }

  /** The ledger has no schema yet; the call may be repeated later. */
  public static final class NotReadyException extends RuntimeException {
    NotReadyException() {
      super("the ledger's schema is not there yet: no worker has made it");
    }
  }

  /**
   * @throws NotReadyException until the schema is there
   */
  public Ledger get() {
    Ledger ready = ledger.get();
    if (ready == null) {
      throw new NotReadyException();
    }
    return ready;
  }

  private void awaitSchema() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        database.awaitSchema(WAIT);
        ledger.set(new Ledger(database));
        alerting.start(ledger.get());
        LOG.info("the ledger is ready");
        return;
      } catch (RuntimeException e) {
        LOG.warn("{}; requests are answered 503 until then", e.getMessage());
      }
    }
  }

  @Override
  public Health health() {
    boolean ready = ledger.get() != null && database.isReachable();
    return ready ? Health.up().build() : Health.down().build();
  }

  @Override
  public void destroy() {
    waiting.interrupt();
  }
}
