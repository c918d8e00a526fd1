package dev.legwork.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AlertSettingsTest {

  static AlertSettings of(Map<String, String> given) {
    return new Binder(new MapConfigurationPropertySource(given))
        .bindOrCreate("legwork.alerts", AlertSettings.class);
  }

  @Test
  void tellsFromTheUsualThresholdsOnAndSendsNothing() {
    AlertSettings usual = of(Map.of());

    assertThat(usual.slippage()).isEqualByComparingTo("0.20");
    assertThat(usual.profitShortfall()).isEqualByComparingTo("0.5");
    assertThat(usual.duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(usual.exposureAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(usual.failedStates()).containsExactly(TradeState.UNWOUND);
    assertThat(usual.webhook().isSet()).isFalse();
    assertThat(usual.mail().isSet()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "slippage, -1, legwork.alerts.slippage",
    "profit-shortfall, 0, legwork.alerts.profit-shortfall",
    "duration, 0s, legwork.alerts.duration",
    "failed-states, COMMITTED, legwork.alerts.failed-states",
    "exposure-after, 100ms, legwork.alerts.exposure-after",
    "desk-away-after, 1s, legwork.alerts.desk-away-after",
    "webhook.url, chat.example.com/hook, legwork.alerts.webhook.url",
    "webhook.url, ftp://example.com, legwork.alerts.webhook.url",
    "sending.first-retry, 0s, legwork.alerts.sending.first-retry",
    "sending.longest-retry, 1s, legwork.alerts.sending.longest-retry",
    "mail.host, smtp.example.com, legwork.alerts.mail.from"
  })
  void refusesWhatMakesNoSenseByName(String setting, String value, String named) {
    assertThatThrownBy(() -> of(Map.of("legwork.alerts." + setting, value)))
        .hasStackTraceContaining(named);
  }

  @Test
  void refusesMailToNobody() {
    assertThatThrownBy(
            () ->
                of(
                    Map.of(
                        "legwork.alerts.mail.host", "smtp.example.com",
                        "legwork.alerts.mail.from", "desk@example.com")))
        .hasStackTraceContaining("legwork.alerts.mail.to");
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureUpToTheLongest() {
    AlertSettings.Sending sending =
        new AlertSettings.Sending(
            Duration.ofSeconds(5),
            Duration.ofSeconds(18),
            Duration.ofHours(1),
            Duration.ofSeconds(60));

    assertThat(IntStream.rangeClosed(1, 4).mapToObj(sending::pause))
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 10L, 18L, 18L);
  }

  @Test
  void doesNotPrintSecrets() {
    AlertSettings secret =
        of(
            Map.of(
                "legwork.alerts.webhook.url", "https://example.com/x",
                "legwork.alerts.webhook.authorization", "Bearer hidden",
                "legwork.alerts.mail.host", "smtp.example.com",
                "legwork.alerts.mail.from", "desk@example.com",
                "legwork.alerts.mail.to", "ann@example.com",
                "legwork.alerts.mail.password", "hidden"));

    assertThat(secret.toString()).doesNotContain("hidden");
  }
}
