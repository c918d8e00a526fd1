package dev.legwork.worker;

import dev.legwork.desk.FailStop;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.trade.Endings;
import dev.legwork.saga.Alert;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a desk's alerts in the order they came, and tries again while the ledger is away. */
final class AlertSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String account;
  private final AlertStore alerts;
  private final Endings trades;
  private final Clock clock;
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final Thread thread;

  AlertSender(String account, AlertStore alerts, Endings trades, Clock clock) {
    this.account = account;
    this.alerts = alerts;
    this.trades = trades;
    this.clock = clock;
    this.thread =
        Thread.ofPlatform()
            .name("alerts-" + account)
            .daemon()
            .uncaughtExceptionHandler(FailStop.onEndOfThread())
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * @param executionId null for what concerns the account; what concerns a trade that has ended and
   *     is what its ending says is over at once
   */
  void raised(String executionId, Alert alert) {
    queue.add(
        () -> {
          if (executionId == null) {
            alerts.open(account, null, alert, clock.instant());
          } else {
            trades.alert(account, executionId, alert, clock.instant());
          }
        });
  }

  void settled(String executionId, String code) {
    queue.add(() -> alerts.close(account, executionId, code, clock.instant()));
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        untilStored(queue.take());
      }
    } catch (InterruptedException stopping) {
      LOG.debug("account {}: {} alerts are not stored", account, queue.size());
    }
  }

  private void untilStored(Runnable alert) throws InterruptedException {
    while (true) {
      try {
        alert.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "account {}: an alert cannot be stored now, tried again: {}", account, e.toString());
        Thread.sleep(RETRY);
      }
    }
  }
}
