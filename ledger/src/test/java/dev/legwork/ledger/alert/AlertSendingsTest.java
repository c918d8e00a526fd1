package dev.legwork.ledger.alert;

import static dev.legwork.ledger.Trades.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.alert.AlertSendings.Claim;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The table is one for all accounts: these tests look at it alone. */
@ResourceLock("alert_sending")
class AlertSendingsTest {
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Duration NONE = Duration.ZERO;
  private static final Duration HOLD = Duration.ofSeconds(60);
  private static final Duration DAY = Duration.ofHours(24);
  private static final List<Severity> ALL = List.of(Severity.values());

  private final AlertStore alerts = TestLedger.ledger().alerts();
  private final AlertSendings sendings = TestLedger.ledger().sendings();
  private final String account = TestLedger.account();
  private long alert;

  @BeforeEach
  void openOneAlone() {
    quieten();
    alert = alerts.open(account, null, lost("away"), NOON);
  }

  @AfterEach
  void quieten() {
    alerts.open(100_000).forEach(one -> alerts.acknowledge(one.id(), "tidy", null, NOON));
    sendings.enqueue(Channel.WEBHOOK, ALL, NONE);
    for (Optional<Claim> left = claim(); left.isPresent(); left = claim()) {
      sendings.dropped(left.get(), Channel.WEBHOOK);
    }
  }

  private static Alert lost(String text) {
    return new Alert(Severity.CRITICAL, "LOST", text, List.of());
  }

  private int enqueue() {
    return sendings.enqueue(Channel.WEBHOOK, ALL, NONE);
  }

  private void holdPasses() {
    TestLedger.database()
        .others()
        .sql("update alert_sending set next_at = next_at - make_interval(secs => :hold)")
        .param("hold", HOLD.toSeconds())
        .update();
  }

  private Optional<Claim> claim() {
    return sendings.claim(Channel.WEBHOOK, HOLD);
  }

  private Sending only() {
    assertThat(sendings.of(List.of(alert))).hasSize(1);
    return sendings.of(List.of(alert)).getFirst();
  }

  @Test
  void sendsAnAlertOnceHoweverManyProcessesAskAtOnce() throws Exception {
    AtOnce.run(4, caller -> enqueue());

    List<Optional<Claim>> claims = AtOnce.run(4, caller -> claim());

    assertThat(claims).filteredOn(Optional::isPresent).hasSize(1);
    sendings.sent(
        claims.stream().flatMap(Optional::stream).findFirst().orElseThrow(), Channel.WEBHOOK);
    assertThat(enqueue()).isZero();
    assertThat(only().state()).isEqualTo(Sending.State.SENT);
  }

  @Test
  void isDueAgainWhereAProcessDiedWhileItSent() {
    enqueue();
    assertThat(claim()).isPresent();
    assertThat(claim()).isEmpty();

    holdPasses();

    assertThat(claim()).hasValueSatisfying(again -> assertThat(again.attempt()).isEqualTo(2));
  }

  @Test
  void isTriedAgainAfterItsPauseUntilItIsGivenUp() {
    enqueue();
    Claim first = claim().orElseThrow();
    assertThat(sendings.failed(first, Channel.WEBHOOK, "refused", NONE, DAY)).isFalse();
    assertThat(only().lastError()).isEqualTo("refused");

    Claim second = claim().orElseThrow();
    assertThat(sendings.failed(second, Channel.WEBHOOK, "refused", HOLD, DAY)).isFalse();
    assertThat(claim()).isEmpty();

    sendings.failed(second, Channel.WEBHOOK, "still refused", NONE, NONE);

    assertThat(only().state()).isEqualTo(Sending.State.GIVEN_UP);
    assertThat(only().attempts()).isEqualTo(2);
    assertThat(only().endedAt()).isNotNull();
    assertThat(sendings.count(Sending.State.GIVEN_UP)).containsKey(Channel.WEBHOOK);
    assertThat(enqueue()).isZero();
  }

  @Test
  void sendsWhatHasChangedAgainButNotSoonerThanItMay() {
    enqueue();
    sendings.sent(claim().orElseThrow(), Channel.WEBHOOK);
    alerts.open(account, null, lost("away, and a trade is open"), LATER);

    assertThat(sendings.enqueue(Channel.WEBHOOK, ALL, HOLD)).isEqualTo(1);

    assertThat(claim()).isEmpty();
    assertThat(only().state()).isEqualTo(Sending.State.DUE);
    assertThat(only().nextAt()).isAfter(Instant.now().plusSeconds(50));
  }

  @Test
  void sendsAnAlertThatChangedWhileItWasSentOnceMore() {
    enqueue();
    Claim claim = claim().orElseThrow();
    alerts.open(account, null, lost("worse"), LATER);
    sendings.sent(claim, Channel.WEBHOOK);

    enqueue();

    assertThat(claim().orElseThrow().alert().alert().text()).isEqualTo("worse");
  }

  @Test
  void sendsTheSameFactsOnlyOnce() {
    enqueue();
    sendings.sent(claim().orElseThrow(), Channel.WEBHOOK);
    alerts.open(account, null, lost("away"), LATER);

    assertThat(enqueue()).isZero();
  }

  @Test
  void sendsNothingThatSomebodyHasSeenOrThatIsNotSevereEnough() {
    assertThat(sendings.enqueue(Channel.MAIL, List.of(Severity.WARNING), NONE)).isZero();
    alerts.acknowledge(alert, "ann", null, LATER);

    assertThat(enqueue()).isZero();
    assertThat(sendings.of(List.of(alert))).isEmpty();
  }
}
