package dev.legwork.worker;

import dev.legwork.activity.reconciliation.AccountWatch;
import dev.legwork.activity.reconciliation.Orphans;
import dev.legwork.activity.reconciliation.Reconciler;
import dev.legwork.activity.reconciliation.ReconciliationSigns;
import dev.legwork.alerting.AlertSettings;
import dev.legwork.desk.OrderDesk;
import dev.legwork.ledger.Ledger;
import dev.legwork.order.BrokerEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.Collection;
import java.util.function.BooleanSupplier;

/** All that compares one account with the broker, and watches over what is known of it. */
final class AccountReconciliation implements AutoCloseable {
  private final String account;
  private final WorkflowClient client;
  private final Ledger ledger;
  private final ReconciliationSigns signs;
  private final AccountWatch watch;
  private final ReconciliationSchedule schedule;

  AccountReconciliation(
      String account,
      LegworkSettings.Reconciliation settings,
      AlertSettings alerting,
      WorkflowClient client,
      Ledger ledger,
      BooleanSupplier deskIsHere,
      BooleanSupplier sessionStands,
      MeterRegistry metrics) {
    Clock clock = Clock.systemUTC();
    this.account = account;
    this.client = client;
    this.ledger = ledger;
    signs = new ReconciliationSigns(account, ledger, settings.divergenceAfter(), metrics, clock);
    watch =
        new AccountWatch(
            account, ledger, limits(settings, alerting), deskIsHere, sessionStands, metrics, clock);
    schedule = new ReconciliationSchedule(account, client, settings.interval(), clock);
  }

  private static AccountWatch.Limits limits(
      LegworkSettings.Reconciliation settings, AlertSettings alerting) {
    return new AccountWatch.Limits(
        settings.staleAfter(), alerting.exposureAfter(), alerting.deskAwayAfter());
  }

  /** The part that runs on the desk's queue. */
  Reconciler activities(OrderDesk desk) {
    return new Reconciler(desk, ledger, new Orphans(ledger, client), signs);
  }

  void start() {
    watch.start();
    schedule.start();
  }

  /** This process runs the desk from now on; another may have seen what happened before. */
  void tenure() {
    watch.lookAnew();
  }

  /** One commit of the inbox; returns at once. */
  void committed(Collection<BrokerEvent> events) {
    watch.committed(events);
  }

  /** The session stands again: compares soon; returns at once. */
  void sessionRestored() {
    schedule.runSoon("the session of " + account + " stands");
  }

  @Override
  public void close() {
    schedule.close();
    watch.close();
  }
}
