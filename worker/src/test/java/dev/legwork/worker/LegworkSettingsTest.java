package dev.legwork.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.activity.LockScope;
import dev.legwork.desk.HoursRule;
import dev.legwork.desk.MarginSettings;
import dev.legwork.desk.ResetWindows;
import dev.legwork.desk.chain.ChainSettings;
import dev.legwork.margin.Shocks;
import dev.legwork.order.OrderSizes;
import dev.legwork.placing.PlacingSettings;
import dev.legwork.worker.LegworkSettings.Broker.Session;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LegworkSettingsTest {

  @Test
  void hasDefaultsForEverythingButDatabaseAndAccounts() {
    LegworkSettings settings = bound(Map.of("legwork.broker.account", "DU1000001"));

    assertThat(settings.temporal().target()).isEqualTo("127.0.0.1:7233");
    assertThat(settings.broker().accounts()).containsExactly(new Session("DU1000001", 1));
    assertThat(settings.lock().scope()).isEqualTo(LockScope.ACCOUNT);
  }

  @Test
  void readsSeveralAccounts() {
    LegworkSettings settings =
        bound(
            Map.of(
                "legwork.broker.accounts[0].account", "DU1000001",
                "legwork.broker.accounts[0].client-id", "1",
                "legwork.broker.accounts[1].account", "DU1000002",
                "legwork.broker.accounts[1].client-id", "2",
                "legwork.lock.scope", "global"));

    assertThat(settings.broker().accounts())
        .containsExactly(new Session("DU1000001", 1), new Session("DU1000002", 2));
    assertThat(settings.lock().scope()).isEqualTo(LockScope.GLOBAL);
  }

  @Test
  void asksForMarginAndHoldsToRegularHoursUnlessItIsToldOtherwise() {
    LegworkSettings usual = bound(Map.of("legwork.broker.account", "DU1000001"));
    LegworkSettings own =
        bound(
            Map.of(
                "legwork.broker.account", "DU1000001",
                "legwork.desk.trading-hours", "any",
                "legwork.margin.what-if", "off",
                "legwork.margin.max-share", "0.5",
                "legwork.margin.volatility-shocks", "0,0.4"));

    assertThat(usual.margin().settings()).isEqualTo(MarginSettings.standard());
    assertThat(usual.desk().tradingHours()).isEqualTo(HoursRule.REGULAR);
    assertThat(own.desk().tradingHours()).isEqualTo(HoursRule.ANY);
    assertThat(own.margin().settings())
        .isEqualTo(
            new MarginSettings(
                MarginSettings.WhatIf.OFF,
                true,
                new BigDecimal("0.5"),
                MarginSettings.ANSWER_WITHIN,
                new Shocks(
                    new BigDecimal("0.03"),
                    List.of(BigDecimal.ZERO, new BigDecimal("0.4")),
                    Shocks.DEFAULT.spread())));
  }

  @Test
  void knowsHowLargeAnOrderMayBeByTheBrokerAndByTheHouse() {
    LegworkSettings usual = bound(Map.of("legwork.broker.account", "DU1000001"));
    LegworkSettings own =
        bound(
            Map.of(
                "legwork.broker.account",
                "DU1000001",
                "legwork.broker.max-shares",
                "500",
                "legwork.limits.max-order-quantity",
                "10"));

    assertThat(usual.broker().sizes()).isEqualTo(OrderSizes.ANY);
    assertThat(own.broker().sizes().and(own.limits().sizes()))
        .isEqualTo(new OrderSizes(new BigDecimal("10"), new BigDecimal("500")));
    assertThatThrownBy(
            () ->
                bound(
                    Map.of(
                        "legwork.broker.account",
                        "DU1000001",
                        "legwork.limits.max-order-shares",
                        "0")))
        .hasStackTraceContaining("shares must be whole and above 0");
  }

  @Test
  void choosesForAutoAsUsualUnlessItIsToldOtherwise() {
    LegworkSettings usual = bound(Map.of("legwork.broker.account", "DU1000001"));
    LegworkSettings own =
        bound(
            Map.of(
                "legwork.broker.account", "DU1000001",
                "legwork.placing.ample-cushion", "0.8",
                "legwork.placing.ample-depth", "3",
                "legwork.placing.fair-cushion", "0.3",
                "legwork.placing.fair-depth", "1.5",
                "legwork.placing.least-trades", "10",
                "legwork.placing.least-success", "0.75"));

    assertThat(usual.deskOf(new Session("DU1000001", 1)).placing())
        .isEqualTo(PlacingSettings.DEFAULT);
    assertThat(own.deskOf(new Session("DU1000001", 1)).placing())
        .isEqualTo(
            new PlacingSettings(
                new BigDecimal("0.8"),
                new BigDecimal("3"),
                new BigDecimal("0.3"),
                new BigDecimal("1.5"),
                10,
                new BigDecimal("0.75")));
  }

  @Test
  void watchesChainsWithinTheUsualLinesUnlessItIsToldOtherwise() {
    LegworkSettings usual = bound(Map.of("legwork.broker.account", "DU1000001"));
    LegworkSettings own =
        bound(
            Map.of(
                "legwork.broker.account", "DU1000001",
                "legwork.market-data.lines", "250",
                "legwork.market-data.contracts-kept", "3000",
                "legwork.market-data.asked-anew-after", "90m"));

    assertThat(usual.deskOf(new Session("DU1000001", 1)).marketDataLines()).isEqualTo(100);
    assertThat(usual.deskOf(new Session("DU1000001", 1)).chains()).isEqualTo(ChainSettings.DEFAULT);
    assertThat(own.deskOf(new Session("DU1000001", 1)).marketDataLines()).isEqualTo(250);
    assertThat(own.deskOf(new Session("DU1000001", 1)).chains())
        .isEqualTo(new ChainSettings(3000, Duration.ofMinutes(90)));
  }

  @ParameterizedTest
  @CsvSource({
    "market-data.lines, 5, legwork.market-data.lines must be at least 6",
    "market-data.contracts-kept, 0, legwork.market-data.contracts-kept must be at least 1",
    "market-data.asked-anew-after, 59s, legwork.market-data.asked-anew-after must be at least 1m",
    "desk.market-data-lines, 100, is called legwork.market-data.lines now",
  })
  void refusesSettingsOfMarketDataThatCannotBeMeant(String name, String value, String why) {
    assertThatThrownBy(
            () -> bound(Map.of("legwork.broker.account", "DU1000001", "legwork." + name, value)))
        .hasStackTraceContaining(why);
  }

  /** fault Y19. */
  @ParameterizedTest
  @CsvSource({
    "ample-cushion, 0.1, must be at least legwork.placing.fair-cushion (0.2)",
    "fair-cushion, 0.6, must be at least legwork.placing.fair-cushion (0.6)",
    "fair-cushion, -0.1, must be at least 0",
    "ample-depth, 0.5, must be at least legwork.placing.fair-depth (1)",
    "fair-depth, 2.5, must be at least legwork.placing.fair-depth (2.5)",
    "fair-depth, -1, must be at least 0",
    "least-trades, 0, must be at least 1",
    "least-success, 60, must be 0 to 1",
    "least-success, -0.1, must be 0 to 1"
  })
  void refusesWhatAutoCannotChooseBy(String name, String value, String right) {
    assertThatThrownBy(
            () ->
                bound(
                    Map.of(
                        "legwork.broker.account", "DU1000001", "legwork.placing." + name, value)))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining("legwork.placing." + name)
        .hasMessageContaining(value)
        .hasMessageContaining(right);
  }

  @Test
  void refusesAShareOfFundsThatIsNone() {
    assertThatThrownBy(
            () ->
                bound(
                    Map.of(
                        "legwork.broker.account", "DU1000001", "legwork.margin.max-share", "90")))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining("legwork.margin")
        .hasStackTraceContaining("90");
  }

  /** fault S6. */
  @Test
  void knowsTheBrokersResetWindowsUnlessTheyAreSet() {
    LegworkSettings.Desk usual = bound(Map.of("legwork.broker.account", "DU1000001")).desk();
    LegworkSettings.Desk own =
        bound(
                Map.of(
                    "legwork.broker.account", "DU1000001",
                    "legwork.desk.reset-windows[0]", "MON+WED-FRI 22:00-22:10 Europe/Berlin",
                    "legwork.desk.reset-margin", "2m"))
            .desk();

    assertThat(windows(usual).windows()).hasSize(2);
    assertThat(windows(own).windows()).hasSize(1);
    assertThat(windows(own).margin()).isEqualTo(Duration.ofMinutes(2));
    assertThat(
            windows(
                    bound(
                            Map.of(
                                "legwork.broker.account", "DU1000001",
                                "legwork.desk.reset-windows", "none"))
                        .desk())
                .windows())
        .isEmpty();
  }

  /** fault Y19. */
  @Test
  void refusesAResetWindowThatItCannotRead() {
    assertThatThrownBy(
            () ->
                bound(
                    Map.of(
                        "legwork.broker.account", "DU1000001",
                        "legwork.desk.reset-windows", "nightly")))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining("legwork.desk.reset-windows")
        .hasStackTraceContaining("'nightly'");
  }

  private static ResetWindows windows(LegworkSettings.Desk desk) {
    return desk.of(
            new Session("DU1000001", 1),
            bound(Map.of("legwork.broker.account", "DU1000001")).margin(),
            100)
        .resetWindows();
  }

  /** fault Y19: two sessions, or a session and another's observer, would throw each other out. */
  @Test
  void refusesAnObserverThatTakesAnothersClientId() {
    assertThatThrownBy(
            () ->
                bound(
                    Map.of(
                        "legwork.broker.accounts[0].account", "DU1000001",
                        "legwork.broker.accounts[0].client-id", "1",
                        "legwork.broker.accounts[1].account", "DU1000002",
                        "legwork.broker.accounts[1].client-id", "501")))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining("client id 501");
  }

  @Test
  void refusesALiveAccountThatNobodyNamed() {
    assertThatThrownBy(() -> bound(Map.of("legwork.broker.account", "U7654321")))
        .isInstanceOf(BindException.class)
        .hasStackTraceContaining("real money");
  }

  @Test
  void takesALiveAccountThatIsNamed() {
    LegworkSettings settings =
        bound(
            Map.of(
                "legwork.broker.account", "U7654321",
                "legwork.broker.live-accounts", "U7654321"));

    assertThat(settings.broker().accountNames()).containsExactly("U7654321");
  }

  @Test
  void refusesAClientIdForTwoAccounts() {
    assertThatThrownBy(
            () ->
                bound(
                    Map.of(
                        "legwork.broker.accounts[0].account", "DU1000001",
                        "legwork.broker.accounts[1].account", "DU1000002")))
        .hasStackTraceContaining("client id 1 is given to two accounts");
  }

  private static LegworkSettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("legwork", LegworkSettings.class);
  }
}
