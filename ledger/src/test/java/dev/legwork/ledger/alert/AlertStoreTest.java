package dev.legwork.ledger.alert;

import static dev.legwork.ledger.Trades.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ledger.AtOnce;
import dev.legwork.ledger.TestLedger;
import dev.legwork.ledger.Trades;
import dev.legwork.num.Decimals;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Residual;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void keepsAnAcknowledgementWhileNothingChanges() {
    long alert = alerts.open(account, id, stuck("100 TWX"), NOON);
    assertThat(alerts.acknowledge(alert, "ann", NOON)).isTrue();
    alerts.acknowledge(alert, "bob", LATER);

    alerts.open(account, id, stuck("100 TWX"), LATER);

    assertThat(only().acknowledgedBy()).isEqualTo("ann");
    assertThat(only().acknowledgedAt()).isEqualTo(NOON);
    assertThat(only().changedAt()).isEqualTo(NOON);
  }

  @Test
  void asksForAttentionAgainWhenThePositionsChange() {
    long alert = alerts.open(account, id, stuck("100 TWX"), NOON);
    alerts.acknowledge(alert, "ann", NOON);
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
    assertThat(alerts.newest(1000)).extracting(StoredAlert::id).contains(first, second);
  }

  @Test
  void keepsAlertsOfAnAccountApartFromThoseOfItsTrades() {
    long ofAccount = alerts.open(account, null, stuck("session"), NOON);

    assertThat(alerts.open(account, id, stuck("trade"), NOON)).isNotEqualTo(ofAccount);
    assertThat(alerts.open(account, null, stuck("session"), NOON)).isEqualTo(ofAccount);
  }

  @Test
  void saysSoWhenThereIsNothingToAcknowledge() {
    assertThat(alerts.acknowledge(-1, "ann", NOON)).isFalse();
  }

  private StoredAlert only() {
    assertThat(alerts.ofExecution(id)).hasSize(1);
    return alerts.ofExecution(id).getFirst();
  }

  private static Alert stuck(String text) {
    return new Alert(Alert.Severity.WARNING, "STUCK", text, List.of());
  }
}
