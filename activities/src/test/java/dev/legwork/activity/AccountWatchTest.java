package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.activity.reconciliation.AccountWatch;
import dev.legwork.exposure.ExposureAlarm;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.reconciliation.ReconciliationStore;
import dev.legwork.reconcile.Answer;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.saga.Alert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountWatchTest {
  private final Trial trial = new Trial();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ReconciliationStore runs = Trial.LEDGER.reconciliations().runs();
  private final AtomicBoolean deskIsHere = new AtomicBoolean();
  private final AtomicBoolean sessionStands = new AtomicBoolean();
  private AccountWatch watch;

  private void watchFor(Duration staleAfter) {
    watch =
        new AccountWatch(
            trial.account,
            Trial.LEDGER,
            new AccountWatch.Limits(staleAfter, ExposureAlarm.WINDOW, Duration.ofMillis(1500)),
            deskIsHere::get,
            sessionStands::get,
            metrics,
            Clock.systemUTC());
    watch.start();
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private List<StoredAlert> open(String code) {
    return Trial.LEDGER.alerts().open(trial.account, Set.of(code));
  }

  private void reconcile() {
    runs.complete(
        runs.begin(trial.account, "reconcile/" + trial.account),
        new BrokerCensus(
            trial.account,
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(List.of()),
            Answer.complete(List.of())),
        0);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void tellsThatNobodyHasComparedTheAccountForLongAndClosesThatByItself() throws Exception {
    watchFor(Duration.ofMillis(1500));

    await(() -> !open(AccountWatch.RECONCILIATION_STALE).isEmpty());
    assertThat(open(AccountWatch.RECONCILIATION_STALE).getFirst().alert().text())
        .contains("not been compared", "never");
    assertThat(metrics.get("legwork.reconciliation.age").gauge().value()).isGreaterThan(1.4);

    await(
        () -> {
          reconcile();
          return open(AccountWatch.RECONCILIATION_STALE).isEmpty();
        });
  }

  @Test
  void takesAFailedComparisonForNone() throws Exception {
    watchFor(Duration.ofMillis(1500));
    runs.fail(trial.account, "reconcile/x", "no gateway");

    await(() -> !open(AccountWatch.RECONCILIATION_STALE).isEmpty());
  }

  @Test
  void tellsThatItsDeskHasHadNoSessionForLongAndClosesThatByItself() throws Exception {
    deskIsHere.set(true);
    watchFor(Duration.ofMinutes(1));

    await(() -> !open(AccountWatch.SESSION_AWAY).isEmpty());
    assertThat(metrics.get("legwork.reconciliation.age").gauge().value()).isGreaterThan(1.4);

    sessionStands.set(true);

    await(() -> open(AccountWatch.SESSION_AWAY).isEmpty());
  }

  @Test
  void leavesTheSessionOfADeskThatIsElsewhereToThatProcess() throws Exception {
    watchFor(Duration.ofMillis(2500));

    await(() -> !open(AccountWatch.RECONCILIATION_STALE).isEmpty());

    assertThat(open(AccountWatch.SESSION_AWAY)).isEmpty();
  }

  /** fault S3. */
  @Test
  void closesAlertsAboutALostSessionOnceItStandsAgain() throws Exception {
    Alert lost = new Alert(Alert.Severity.CRITICAL, "SESSION_LOST", "lost", List.of());
    trial.register("run");
    Trial.LEDGER.alerts().open(trial.account, trial.id, lost, Trial.NOON);
    watchFor(Duration.ofMinutes(1));
    assertThat(open("SESSION_LOST")).hasSize(1);

    sessionStands.set(true);

    await(() -> open("SESSION_LOST").isEmpty());
  }
}
