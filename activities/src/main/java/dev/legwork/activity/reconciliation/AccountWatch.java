package dev.legwork.activity.reconciliation;

import dev.legwork.desk.FailStop;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.reconciliation.StoredReconciliation;
import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Alert;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over an account from a thread of its own, with nothing but the ledger: exposed trades,
 * the age of the last reconciliation, and alerts about a loss that is over.
 */
public final class AccountWatch implements AutoCloseable {
  /** Code of the alert that nobody has compared the account for long. */
  public static final String RECONCILIATION_STALE = "RECONCILIATION_STALE";

  static final String SESSION_LOST = "SESSION_LOST";

  /** Code of the alert that the account's desk has had no session with the broker for long. */
  public static final String SESSION_AWAY = "SESSION_AWAY";

  private static final Logger LOG = LoggerFactory.getLogger(AccountWatch.class);
  private static final Duration STEP = Duration.ofMillis(250);
  private static final Duration RARELY = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String account;
  private final Ledger ledger;
  private final Limits limits;
  private final BooleanSupplier deskIsHere;
  private final BooleanSupplier sessionStands;
  private final Clock clock;
  private final ExposureWatch exposure;
  private final Thread thread;
  private final long startedAt = System.nanoTime();
  private volatile long lastSuccess = startedAt;
  private long aloneSince = startedAt;
  private volatile boolean closed;

  /**
   * From where on a person is told.
   *
   * @param staleAfter a last complete comparison with the broker that is older
   * @param exposureAfter a trade that holds something else than whole units for longer
   * @param sessionAwayAfter a desk that has had no session with the broker for longer
   */
  public record Limits(Duration staleAfter, Duration exposureAfter, Duration sessionAwayAfter) {}

  /**
   * @param deskIsHere whether this process runs the account's desk
   * @param sessionStands whether the session with the broker stands and everything is known
   */
  public AccountWatch(
      String account,
      Ledger ledger,
      Limits limits,
      BooleanSupplier deskIsHere,
      BooleanSupplier sessionStands,
      MeterRegistry metrics,
      Clock clock) {
    this.account = account;
    this.ledger = ledger;
    this.limits = limits;
    this.deskIsHere = deskIsHere;
    this.sessionStands = sessionStands;
    this.clock = clock;
    this.exposure =
        new ExposureWatch(account, ledger, clock, System::nanoTime, limits.exposureAfter());
    this.thread =
        Thread.ofPlatform()
            .name("watch-" + account)
            .daemon()
            .uncaughtExceptionHandler(FailStop.onEndOfThread())
            .unstarted(this::run);
    Gauge.builder("legwork.reconciliation.age", this, self -> self.age().toMillis() / 1000.0)
        .description("since the account was last compared with the broker completely, seconds")
        .tag("account", account)
        .register(metrics);
  }

  public void start() {
    thread.start();
  }

  /** Another process may have stored what the trades hold now: they are all looked at again. */
  public void lookAnew() {
    exposure.lookAnew();
  }

  /** Takes one commit of the inbox; returns at once. */
  public void committed(Collection<BrokerEvent> events) {
    exposure.committed(events);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long nextRare = System.nanoTime();
    while (!closed) {
      try {
        exposure.tick();
        if (System.nanoTime() - nextRare >= 0) {
          judgeAge();
          judgeSession();
          forgetLoss();
          nextRare = System.nanoTime() + RARELY.toNanos();
        }
        Thread.sleep(STEP);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("account {}: the watch cannot ask the ledger, next try soon: {}", account, "" + e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  /** A worker that has just started is given its time to reconcile. */
  private void judgeAge() {
    Optional<StoredReconciliation> last = ledger.reconciliations().runs().latestComplete(account);
    last.ifPresent(run -> lastSuccess = System.nanoTime() - run.age().toNanos());
    Duration sinceStart = Duration.ofNanos(System.nanoTime() - startedAt);
    if (age().compareTo(limits.staleAfter()) <= 0) {
      ledger.alerts().close(account, null, RECONCILIATION_STALE, clock.instant());
    } else if (sinceStart.compareTo(limits.staleAfter()) > 0) {
      ledger.alerts().open(account, null, stale(last), clock.instant());
    }
  }

  private Alert stale(Optional<StoredReconciliation> last) {
    return new Alert(
        Alert.Severity.CRITICAL,
        RECONCILIATION_STALE,
        "Account "
            + account
            + " has not been compared with the broker for more than "
            + limits.staleAfter().toSeconds()
            + " s; the last complete comparison ended "
            + last.map(run -> "at " + run.endedAt()).orElse("never")
            + ". It is tried on; what the broker knows and we do not is not seen meanwhile.",
        List.of());
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - lastSuccess);
  }

  /** Only of a desk that is here: that of another process is judged there. */
  private void judgeSession() {
    if (!deskIsHere.getAsBoolean()) {
      aloneSince = System.nanoTime();
      return;
    }
    if (sessionStands.getAsBoolean()) {
      aloneSince = System.nanoTime();
      ledger.alerts().close(account, null, SESSION_AWAY, clock.instant());
    } else if (System.nanoTime() - aloneSince > limits.sessionAwayAfter().toNanos()) {
      ledger.alerts().open(account, null, away(), clock.instant());
    }
  }

  private Alert away() {
    return new Alert(
        Alert.Severity.CRITICAL,
        SESSION_AWAY,
        "The desk of account "
            + account
            + " has had no session with the broker for more than "
            + limits.sessionAwayAfter().toSeconds()
            + " s. Nothing can be placed, cancelled or heard; it connects again by itself as soon"
            + " as the gateway lets it.",
        List.of());
  }

  private void forgetLoss() {
    if (sessionStands.getAsBoolean()) {
      int over = ledger.alerts().closeAll(account, SESSION_LOST, clock.instant());
      if (over > 0) {
        LOG.info("account {}: {} alerts about the lost session are over", account, over);
      }
    }
  }
}
