package dev.legwork.ledger.alert;

import static dev.legwork.ledger.Trades.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.ledger.alert.AlertStore.Acknowledgement;
import dev.legwork.num.Decimals;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Residual;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AlertStoreTest {
  private static final Instant LATER = NOON.plusSeconds(60);

  private final AlertStore alerts = TestLedger.ledger().alerts();
  private final String account = TestLedger.account();
  private final String id = "trade-" + account;

  @Test
  void opensOneAlertForACodeWhenAskedAtOnce() throws Exception {
    List<Long> ids = AtOnce.run(6, caller -> alerts.open(account, id, stuck("again"), NOON));

    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(alerts.ofExecution(id)).hasSize(1);
  }

  @Test
  void isLoggedWhenItOpensChangesItsSeverityAndCloses() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(AlertStore.class);
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    try {
      alerts.open(account, id, stuck("100 TWX"), NOON);
      alerts.open(account, id, stuck("99 TWX"), LATER);
      Alert grown = stuck("98 TWX");
      Alert.Severity other =
          grown.severity() == Alert.Severity.CRITICAL
              ? Alert.Severity.WARNING
              : Alert.Severity.CRITICAL;
      alerts.open(account, id, new Alert(other, grown.code(), "98", grown.residual()), LATER);
      alerts.close(account, id, grown.code(), LATER);
      alerts.close(account, id, grown.code(), LATER);
    } finally {
      logger.setLevel(null);
      logger.detachAppender(log);
    }

    assertThat(log.list)
        .filteredOn(line -> line.getFormattedMessage().contains(account))
        .extracting(line -> line.getLevel().toString())
        .containsExactly("WARN", "WARN", "INFO");
  }

  @Test
  void keepsAnAcknowledgementWhileNothingChanges() {
    long alert = alerts.open(account, id, stuck("100 TWX"), NOON);
    assertThat(alerts.acknowledge(alert, "ann", null, NOON)).isEqualTo(Acknowledgement.NOTED);
    alerts.acknowledge(alert, "bob", NOON, LATER);

    alerts.open(account, id, stuck("100 TWX"), LATER);

    assertThat(only().acknowledgedBy()).isEqualTo("ann");
    assertThat(only().acknowledgedAt()).isEqualTo(NOON);
    assertThat(only().changedAt()).isEqualTo(NOON);
  }

  @Test
  void asksForAttentionAgainWhenThePositionsChange() {
    long alert = alerts.open(account, id, stuck("100 TWX"), NOON);
    alerts.acknowledge(alert, "ann", null, NOON);
    List<Residual> more = List.of(new Residual(Trades.STOCK, Decimals.of("200")));

    alerts.open(account, id, new Alert(Alert.Severity.CRITICAL, "STUCK", "200 TWX", more), LATER);

    assertThat(only().acknowledgedBy()).isNull();
    assertThat(only().alert().residual()).isEqualTo(more);
    assertThat(only().openedAt()).isEqualTo(NOON);
    assertThat(only().changedAt()).isEqualTo(LATER);
  }

  @Test
  void opensANewAlertAfterTheOldOneWasClosed() {
    long first = alerts.open(account, id, stuck("one"), NOON);
    alerts.close(account, id, "STUCK", LATER);
    long second = alerts.open(account, id, stuck("two"), LATER);

    assertThat(second).isNotEqualTo(first);
    assertThat(alerts.ofExecution(id)).extracting(StoredAlert::isOpen).containsExactly(false, true);
    assertThat(alerts.open(1000))
        .extracting(StoredAlert::id)
        .contains(second)
        .doesNotContain(first);
    assertThat(alerts.all(1000)).extracting(StoredAlert::id).contains(first, second);
  }

  @Test
  void keepsAlertsOfAnAccountApartFromThoseOfItsTrades() {
    long ofAccount = alerts.open(account, null, stuck("session"), NOON);

    assertThat(alerts.open(account, id, stuck("trade"), NOON)).isNotEqualTo(ofAccount);
    assertThat(alerts.open(account, null, stuck("session"), NOON)).isEqualTo(ofAccount);
  }

  @Test
  void saysSoWhenThereIsNothingToAcknowledge() {
    assertThat(alerts.acknowledge(-1, "ann", null, NOON)).isEqualTo(Acknowledgement.UNKNOWN);
    assertThat(alerts.acknowledge(-1, "ann", NOON, NOON)).isEqualTo(Acknowledgement.UNKNOWN);
  }

  @Test
  void notesNothingAsSeenThatHasChangedSinceSomebodySawIt() {
    long alert = alerts.open(account, id, stuck("100 TWX"), NOON);
    Instant seen = only().changedAt();
    alerts.open(account, id, stuck("200 TWX"), NOON);

    assertThat(alerts.acknowledge(alert, "ann", seen, LATER)).isEqualTo(Acknowledgement.CHANGED);
    assertThat(only().acknowledgedBy()).isNull();
    assertThat(alerts.acknowledge(alert, "ann", only().changedAt(), LATER))
        .isEqualTo(Acknowledgement.NOTED);
  }

  @Test
  void staysAcknowledgedWhileTheSameIsTriedAgainAtOtherTimes() {
    long alert = alerts.open(account, id, stuck("100 TWX remain; tried again in 30 s."), NOON);
    alerts.acknowledge(alert, "ann", null, NOON);

    alerts.open(account, id, stuck("100 TWX remain; tried again in 120 s."), LATER);

    assertThat(only().acknowledgedBy()).isEqualTo("ann");
    assertThat(only().changedAt()).isEqualTo(NOON);
    assertThat(only().alert().text()).endsWith("120 s.");

    alerts.open(account, id, stuck("90 TWX remain; tried again in 120 s."), LATER);

    assertThat(only().acknowledgedBy()).isNull();
  }

  @Test
  void tellsWhatHappenedToATradeOnceHoweverManyTell() throws Exception {
    List<Boolean> told = AtOnce.run(6, caller -> alerts.tell(account, id, stuck("slow"), NOON));

    assertThat(told).containsOnlyOnce(true);
    assertThat(only().passing()).isTrue();
  }

  @Test
  void isOverOnceSomebodyHasSeenWhatHappenedAndIsNotToldAgain() {
    alerts.tell(account, id, stuck("slow"), NOON);

    alerts.acknowledge(only().id(), "ann", null, LATER);

    assertThat(only().closedAt()).isEqualTo(LATER);
    assertThat(alerts.tell(account, id, stuck("slow"), LATER)).isFalse();
    assertThat(only().acknowledgedBy()).isEqualTo("ann");
  }

  @Test
  void staysOpenWhileWhatSomebodyHasSeenLasts() {
    long alert = alerts.open(account, id, stuck("100 TWX"), NOON);

    alerts.acknowledge(alert, "ann", null, LATER);

    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void listsOpenCriticalOnesBeforeAnythingThatIsNewer() {
    Instant old = NOON.minusSeconds(1_000_000_000);
    long critical =
        alerts.open(
            account, id, new Alert(Alert.Severity.CRITICAL, "LOST", "it is", List.of()), old);
    int before = alerts.countOpen();
    for (int i = 0; i < 3; i++) {
      alerts.open(account, id + i, stuck("newer"), LATER);
    }
    long closed = alerts.open(account, id + "closed", stuck("newest"), LATER.plusSeconds(1));
    alerts.close(account, id + "closed", "STUCK", LATER.plusSeconds(2));

    assertThat(alerts.countOpen()).isEqualTo(before + 3);
    List<StoredAlert> all = alerts.all(100_000);
    assertThat(all).extracting(StoredAlert::id).contains(critical, closed);
    assertThat(all.indexOf(alerts.find(critical).orElseThrow()))
        .isLessThan(first(all, stored -> stored.alert().severity() == Alert.Severity.WARNING))
        .isLessThan(first(all, stored -> !stored.isOpen()));
  }

  private static int first(List<StoredAlert> all, Predicate<StoredAlert> which) {
    return all.indexOf(all.stream().filter(which).findFirst().orElseThrow());
  }

  private StoredAlert only() {
    assertThat(alerts.ofExecution(id)).hasSize(1);
    return alerts.ofExecution(id).getFirst();
  }

  private static Alert stuck(String text) {
    return new Alert(Alert.Severity.WARNING, "STUCK", text, List.of());
  }
}
