package dev.legwork.worker;

import dev.legwork.activity.EventRelay;
import dev.legwork.activity.LegSkew;
import dev.legwork.activity.OrderDeskActivities;
import dev.legwork.activity.PostgresDeskLedger;
import dev.legwork.activity.guard.KillSwitchWatch;
import dev.legwork.activity.session.ChainScans;
import dev.legwork.activity.session.ChainSessions;
import dev.legwork.alerting.AlertSettings;
import dev.legwork.desk.Desk;
import dev.legwork.desk.DeskHealth;
import dev.legwork.desk.DeskLease;
import dev.legwork.desk.DeskListener;
import dev.legwork.desk.DeskSettings;
import dev.legwork.desk.lease.LeaseSeeker;
import dev.legwork.guard.GuardLimits;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.LedgerDatabase;
import dev.legwork.order.BrokerEvent;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Alert;
import dev.legwork.strategy.Strategies;
import dev.legwork.tws.session.SessionSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account: while this process holds its lease, a desk, the relay of what the desk hears, and
 * the queue of its activities; otherwise it stands by.
 */
final class AccountDesk implements DeskListener, LeaseSeeker.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);

  /** The account's last session was with another gateway than this worker's. */
  private static final String GATEWAY_DIFFERS = "GATEWAY_DIFFERS";

  private final DeskSettings settings;
  private final SessionSettings session;
  private final GuardLimits limits;
  private final Ledger ledger;
  private final String account;
  private final EventRelay relay;
  private final LegSkew skew;
  private final AlertSender alerts;
  private final LeaseKeeper lease;
  private final CurrentDesk desk = new CurrentDesk();
  private final BrokerQueue queue;
  private final AccountReconciliation reconciliation;
  private final KillSwitchWatch killSwitch;

  /** Opening a queue takes longer than the desk's thread may be kept. */
  private final ExecutorService switching =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private volatile boolean sessionStands;

  AccountDesk(
      LegworkSettings.Broker broker,
      LegworkSettings.Broker.Session session,
      DeskSettings settings,
      LegworkSettings.Reconciliation reconciling,
      AlertSettings alerting,
      GuardLimits limits,
      WorkflowClient client,
      LedgerDatabase database,
      Ledger ledger,
      Strategies strategies,
      MeterRegistry metrics) {
    this.settings = settings;
    this.limits = limits;
    this.session = SessionSettings.of(broker.host(), broker.port(), session.clientId());
    this.ledger = ledger;
    account = session.account();
    Clock clock = Clock.systemUTC();
    skew = new LegSkew(account, metrics);
    relay = new EventRelay(account, client, ledger, metrics, clock, desk::settled);
    alerts = new AlertSender(account, ledger.alerts(), ledger.endings(), clock);
    lease = new LeaseKeeper(database, account, ProcessName.own(), broker.gateway(), this);
    reconciliation =
        new AccountReconciliation(
            account,
            reconciling,
            alerting,
            client,
            ledger,
            lease::isHeld,
            () -> sessionStands,
            metrics);
    queue =
        new BrokerQueue(
            account,
            client,
            new OrderDeskActivities(
                account, desk, ledger.reconciliations().accounts(), skew, metrics, clock),
            reconciliation.activities(desk),
            new ChainSessions(
                account,
                desk,
                strategies,
                ledger,
                clock,
                () -> Activity.getExecutionContext().heartbeat(null)),
            new ChainScans(
                desk, strategies, clock, () -> Activity.getExecutionContext().heartbeat(null)));
    killSwitch = new KillSwitchWatch(account, ledger, client, desk, metrics);
    gauge(
        "legwork.session",
        "1 while the session with the broker stands",
        metrics,
        s -> s.sessionStands);
    gauge(
        "legwork.lease.held",
        "1 while this process holds the account's lease",
        metrics,
        s -> s.lease.isHeld());
    gauge(
        "legwork.lease.confirmed",
        "1 while the lease is held and was confirmed within 4 s, so that positions may be opened",
        metrics,
        s -> s.lease.isConfirmed());
  }

  private void gauge(
      String name, String description, MeterRegistry metrics, Predicate<AccountDesk> is) {
    Gauge.builder(name, this, self -> is.test(self) ? 1 : 0)
        .description(description)
        .tag("account", account)
        .register(metrics);
  }

  void start() {
    relay.leaveTheInboxTo(true);
    relay.start();
    reconciliation.start();
    killSwitch.start();
    alerts.start();
    lease.start();
  }

  CompletableFuture<DeskHealth> health() {
    return desk.health();
  }

  String account() {
    return account;
  }

  /** A trade of the account was accepted. */
  void expect(ExecutionRequest request) {
    desk.expect(request);
  }

  /** A desk of its own for each tenure: what an earlier one remembered may be out of date. */
  @Override
  public void taken(DeskLease tenure) {
    Desk next =
        new Desk(
            settings,
            session,
            new PostgresDeskLedger(ledger, account, session.clientId(), limits),
            this,
            tenure);
    desk.become(next);
    alerts.settled(null, GATEWAY_DIFFERS);
    reconciliation.tenure();
    relay.leaveTheInboxTo(false);
    next.start();
  }

  /**
   * The socket goes at once, so that the other process gets the client id. The trades are told
   * nothing: the other process tells them.
   */
  @Override
  public void lost() {
    Desk last = desk.get();
    desk.become(null);
    sessionStands = false;
    relay.leaveTheInboxTo(true);
    switching.execute(queue::pause);
    if (last != null) {
      last.close();
      // It may have said that its session stands until it was closed.
      sessionStands = false;
      switching.execute(queue::pause);
    }
  }

  @Override
  public void refused(String why) {
    desk.refuse(why);
    alerts.raised(null, new Alert(Alert.Severity.CRITICAL, GATEWAY_DIFFERS, why, List.of()));
  }

  @Override
  public void waiting() {
    desk.refuse("");
    alerts.settled(null, GATEWAY_DIFFERS);
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
    switching.execute(this::openQueue);
    reconciliation.sessionRestored();
  }

  /**
   * Questions about orders have an answer; what would place or cancel is tried again until it can.
   */
  @Override
  public void supervising(String why) {
    LOG.warn("account {}: watched only: {}", account, why);
    switching.execute(this::openQueue);
  }

  private void openQueue() {
    if (desk.isHere()) {
      queue.open();
    }
  }

  @Override
  public void raised(String executionId, Alert alert) {
    alerts.raised(executionId, alert);
  }

  @Override
  public void settled(String executionId, String code) {
    alerts.settled(executionId, code);
  }

  /**
   * Ends in the order that loses nothing: no new tasks, no more writing, no more relaying, and the
   * lease last of all.
   */
  @Override
  public void close() {
    switching.shutdownNow();
    reconciliation.close();
    killSwitch.close();
    queue.close();
    Desk last = desk.get();
    if (last != null) {
      last.close();
    }
    relay.close();
    alerts.close();
    lease.close();
  }
}
