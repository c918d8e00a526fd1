package dev.legwork.report;

import static dev.legwork.report.Trades.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.report.Payoff.Holding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayoffTest {
  private static final LocalDate JUNE = LocalDate.of(2014, 6, 20);
  private static final LocalDate JULY = LocalDate.of(2014, 7, 18);

  @Test
  void aConversionIsWorthItsStrikeWhateverHappens() {
    Payoff payoff = payoff(stock("100"), put(JUNE, "70", "1"), call(JUNE, "70", "-1"));

    assertThat(payoff.worst()).isEqualTo(usd("7000"));
    assertThat(payoff.best()).isEqualTo(usd("7000"));
    assertThat(payoff.at(usd("55.5"))).isEqualTo(usd("7000"));
  }

  @Test
  void aCollarIsWorthBetweenItsStrikes() {
    Payoff payoff = payoff(stock("100"), put(JUNE, "149", "1"), call(JUNE, "150", "-1"));

    assertThat(payoff.worst()).isEqualTo(usd("14900"));
    assertThat(payoff.best()).isEqualTo(usd("15000"));
    assertThat(payoff.at(usd("149.4"))).isEqualTo(usd("14940"));
  }

  @Test
  void anIronCondorLosesTheWidthOfItsWingsAtMost() {
    Payoff payoff =
        payoff(
            put(JUNE, "90", "2"),
            put(JUNE, "95", "-2"),
            call(JUNE, "105", "-2"),
            call(JUNE, "110", "2"));

    // 2 contracts × 100 × 5 USD
    assertThat(payoff.worst()).isEqualTo(usd("-1000"));
    assertThat(payoff.best()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void aShortCallLosesWithoutABound() {
    assertThat(payoff(call(JUNE, "70", "-1")).worst()).isNull();
    assertThat(payoff(call(JUNE, "70", "-1")).best()).isEqualTo(BigDecimal.ZERO);
    assertThat(payoff(stock("100")).best()).isNull();
    assertThat(payoff(stock("100")).worst()).isEqualTo(BigDecimal.ZERO);
    assertThat(payoff(stock("-100")).worst()).isNull();
  }

  @Test
  void aShortPutLosesItsStrikeAtMost() {
    assertThat(payoff(put(JUNE, "70", "-1")).worst()).isEqualTo(usd("-7000"));
  }

  @Test
  void nothingIsWorthNothing() {
    Payoff payoff = payoff(stock("0"), call(JUNE, "70", "0"));

    assertThat(payoff.worst()).isEqualTo(BigDecimal.ZERO);
    assertThat(payoff.best()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void severalExpiriesOrUnderlyingsHaveNoCommonPayoff() {
    assertThat(Payoff.of(List.of(call(JUNE, "70", "-1"), call(JULY, "70", "1")))).isEmpty();
    assertThat(
            Payoff.of(List.of(stock("100"), new Holding(ContractSpec.stock("GOOG"), usd("-10")))))
        .isEmpty();
  }

  private static Payoff payoff(Holding... holdings) {
    return Payoff.of(List.of(holdings)).orElseThrow();
  }

  private static Holding stock(String quantity) {
    return new Holding(ContractSpec.stock("TWX"), usd(quantity));
  }

  private static Holding put(LocalDate expiry, String strike, String quantity) {
    return option(expiry, strike, OptionRight.PUT, quantity);
  }

  private static Holding call(LocalDate expiry, String strike, String quantity) {
    return option(expiry, strike, OptionRight.CALL, quantity);
  }

  private static Holding option(
      LocalDate expiry, String strike, OptionRight right, String quantity) {
    return new Holding(ContractSpec.option("TWX", expiry, usd(strike), right), usd(quantity));
  }
}
