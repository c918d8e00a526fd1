package dev.legwork.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.saga.Alert;
import dev.legwork.saga.Alert.Severity;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConductRulesTest {
  private static final ConductLimits USUAL = limits("0.20", "0.5", 30, TradeState.UNWOUND);
  private final ConductRules rules = new ConductRules(USUAL);

  private static ConductLimits limits(
      String slippage, String shortfall, int seconds, TradeState... failed) {
    return new ConductLimits(
        new BigDecimal(slippage),
        new BigDecimal(shortfall),
        Duration.ofSeconds(seconds),
        Set.of(failed));
  }

  private static TradeConduct committed(String slippage, String expected, String profit) {
    return trade(TradeState.COMMITTED, 1, false, 900, slippage, expected, profit);
  }

  private static TradeConduct trade(
      TradeState state,
      int units,
      boolean hedged,
      long tookMs,
      String slippage,
      String expected,
      String profit) {
    return new TradeConduct(
        "twx-0001",
        "DU1000001",
        "SFR",
        "TWX",
        state,
        state == TradeState.COMMITTED && units == 2 ? null : new Reason(ReasonCode.TIMEOUT, "late"),
        2,
        units,
        hedged,
        Duration.ofMillis(tookMs),
        null,
        usd(slippage),
        usd(expected),
        usd(profit),
        state == TradeState.UNWOUND ? new BigDecimal("7") : BigDecimal.ZERO);
  }

  private static BigDecimal usd(String amount) {
    return amount == null ? null : new BigDecimal(amount);
  }

  private List<String> codes(TradeConduct trade) {
    return rules.ofEnded(trade).stream().map(Alert::code).toList();
  }

  @Test
  void tellsNothingOfATradeThatWentWell() {
    assertThat(codes(trade(TradeState.COMMITTED, 2, false, 30_000, "0.20", "0.30", "0.15")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.20, false", "0.2001, true", "-0.5, false"})
  void tellsSlippageAboveTheLimit(String slippage, boolean told) {
    assertThat(
            codes(trade(TradeState.COMMITTED, 2, false, 1, slippage, null, null))
                .contains(ConductRules.SLIPPAGE_HIGH))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "0.30, 0.15, false",
    "0.30, 0.1499, true",
    "0.30, -0.01, true",
    "-0.01, -0.05, false"
  })
  void tellsThatMoreThanHalfOfTheExpectedProfitIsMissing(
      String expected, String profit, boolean told) {
    assertThat(codes(committed(null, expected, profit)).contains(ConductRules.PROFIT_SHORTFALL))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"30000, false", "30001, true"})
  void tellsATradeThatTookTooLong(long tookMs, boolean told) {
    assertThat(
            codes(trade(TradeState.COMMITTED, 2, false, tookMs, null, null, null))
                .contains(ConductRules.EXECUTION_SLOW))
        .isEqualTo(told);
  }

  @Test
  void tellsATradeThatIsTooLongOnItsWayWhileItRuns() {
    TradeConduct running =
        TradeConduct.running(
            "t", "DU1", null, null, TradeState.WORKING, false, Duration.ofSeconds(31));

    assertThat(rules.ofRunning(running))
        .extracting(Alert::code, Alert::text)
        .containsExactly(
            tuple(
                ConductRules.EXECUTION_SLOW,
                "a trade, t, has not ended 30 s after its first order; it is WORKING."));
  }

  @Test
  void tellsFewerUnitsThanWereAskedFor() {
    assertThat(codes(trade(TradeState.COMMITTED, 1, false, 1, null, null, null)))
        .containsExactly(ConductRules.TRADE_PARTIAL);
  }

  @Test
  void tellsAnUnwoundTradeWithWhatItCost() {
    List<Alert> told = rules.ofEnded(trade(TradeState.UNWOUND, 0, false, 1, null, null, null));

    assertThat(told).extracting(Alert::code).containsExactly(ConductRules.TRADE_FAILED);
    assertThat(told.getFirst().text())
        .isEqualTo(
            "SFR on TWX, twx-0001, ended UNWOUND (TIMEOUT: late), unwinding cost 7 USD before"
                + " fees.");
  }

  /** Nothing was at risk, or RESIDUAL_POSITION tells it. */
  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "NOT_FILLED", "RESIDUAL"})
  void tellsOtherEndingsOnlyWhereTheSettingNamesThem(TradeState state) {
    TradeConduct trade = trade(state, 0, false, 1, null, null, null);

    assertThat(codes(trade)).isEmpty();
    assertThat(new ConductRules(limits("0.2", "0.5", 30, state)).ofEnded(trade))
        .extracting(Alert::code)
        .containsExactly(ConductRules.TRADE_FAILED);
  }

  @Test
  void tellsEveryHedgeAsCritical() {
    TradeConduct running =
        TradeConduct.running(
            "t", "DU1", "SFR", "TWX", TradeState.HEDGING, true, Duration.ofSeconds(1));

    assertThat(rules.ofRunning(running))
        .extracting(Alert::code, Alert::severity)
        .containsExactly(tuple(ConductRules.HEDGED, Severity.CRITICAL));
    assertThat(codes(trade(TradeState.UNWOUND, 0, true, 1, null, null, null)))
        .contains(ConductRules.HEDGED);
  }

  @Test
  void namesTheSettingThatMakesNoSense() {
    assertThatThrownBy(() -> limits("-0.01", "0.5", 30)).hasMessageContaining("slippage", "-0.01");
    assertThatThrownBy(() -> limits("0.2", "0", 30)).hasMessageContaining("profit-shortfall");
    assertThatThrownBy(() -> limits("0.2", "0.5", 0)).hasMessageContaining("duration");
    assertThatThrownBy(() -> limits("0.2", "0.5", 30, TradeState.COMMITTED))
        .hasMessageContaining("failed-states")
        .hasMessageContaining("COMMITTED");
  }
}
