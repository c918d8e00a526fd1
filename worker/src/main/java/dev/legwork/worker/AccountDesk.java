package dev.legwork.worker;

import dev.legwork.activity.EventRelay;
import dev.legwork.activity.LegSkew;
import dev.legwork.activity.OrderDeskActivities;
import dev.legwork.activity.PostgresDeskLedger;
import dev.legwork.desk.Desk;
import dev.legwork.desk.DeskHealth;
import dev.legwork.desk.DeskLease;
import dev.legwork.desk.DeskListener;
import dev.legwork.desk.DeskSettings;
import dev.legwork.ledger.Ledger;
import dev.legwork.order.BrokerEvent;
import dev.legwork.tws.session.SessionSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account: its desk, the relay of what the desk hears, and the queue of its activities. */
final class AccountDesk implements DeskListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);

  private final String account;
  private final EventRelay relay;
  private final LegSkew skew;
  private final Desk desk;
  private final BrokerQueue queue;
  private final AccountReconciliation reconciliation;

  /** Opening a queue takes longer than the desk's thread may be kept. */
  private final ExecutorService switching =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private volatile boolean sessionStands;

  AccountDesk(
      LegworkSettings.Broker broker,
      LegworkSettings.Broker.Session session,
      DeskSettings settings,
      LegworkSettings.Reconciliation reconciling,
      WorkflowClient client,
      Ledger ledger,
      MeterRegistry metrics) {
    account = session.account();
    Clock clock = Clock.systemUTC();
    skew = new LegSkew(account, metrics);
    relay = new EventRelay(account, client, ledger, metrics, clock);
    desk =
        new Desk(
            settings,
            SessionSettings.of(broker.host(), broker.port(), session.clientId()),
            new PostgresDeskLedger(ledger, account, session.clientId()),
            this,
            DeskLease.unshared());
    reconciliation =
        new AccountReconciliation(
            account, reconciling, client, ledger, () -> sessionStands, metrics);
    queue =
        new BrokerQueue(
            account,
            client,
            new OrderDeskActivities(account, desk, skew, metrics, clock),
            reconciliation.activities(desk));
    Gauge.builder("legwork.session", this, self -> self.sessionStands ? 1 : 0)
        .description("1 while the session with the broker stands")
        .tag("account", account)
        .register(metrics);
  }

  void start() {
    relay.start();
    reconciliation.start();
    desk.start();
  }

  CompletableFuture<DeskHealth> health() {
    return desk.health();
  }

  String account() {
    return account;
  }

  @Override
  public void committed(List<BrokerEvent> events) {
    relay.committed(events);
    skew.heard(events);
    reconciliation.committed(events);
  }

  @Override
  public void sessionLost(String why) {
    LOG.warn("account {}: the session with the broker is lost: {}", account, why);
    sessionStands = false;
    relay.sessionChanged(true);
    switching.execute(queue::pause);
  }

  @Override
  public void sessionRestored() {
    LOG.info("account {}: the session with the broker stands", account);
    sessionStands = true;
    relay.sessionChanged(false);
    switching.execute(queue::open);
    reconciliation.sessionRestored();
  }

  /** Ends in the order that loses nothing: no new tasks, no more writing, no more relaying. */
  @Override
  public void close() {
    switching.shutdownNow();
    reconciliation.close();
    queue.close();
    desk.close();
    relay.close();
  }
}
