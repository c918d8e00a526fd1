package dev.legwork.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionSeriesTest {
  private static final LocalDate EXPIRY = LocalDate.of(2014, 6, 20);

  private final OptionSeries series =
      OptionSeries.of(
          List.of(
              option("72.5", OptionRight.CALL),
              option("70", OptionRight.PUT),
              option("70", OptionRight.CALL),
              option("75", OptionRight.PUT)));

  @Test
  void strikesAscendAndWhatIsNotConfirmedHasNoContract() {
    assertThat(series.size()).isEqualTo(3);
    assertThat(series.strike(1)).isEqualTo(725_000);
    assertThat(series.call(0)).isEqualTo(option("70", OptionRight.CALL));
    assertThat(series.put(1)).isNull();
    assertThat(series.call(2)).isNull();
  }

  @Test
  void findsTheStrikeAtOrBelowAPrice() {
    assertThat(series.atOrBelow(Prices.of("69.99"))).isEqualTo(-1);
    assertThat(series.atOrBelow(Prices.of("70"))).isZero();
    assertThat(series.atOrBelow(Prices.of("74.99"))).isEqualTo(1);
    assertThat(series.atOrBelow(Prices.of("1000"))).isEqualTo(2);
    assertThat(series.indexOf(Prices.of("72.5"))).isEqualTo(1);
    assertThat(series.indexOf(Prices.of("72"))).isEqualTo(-1);
  }

  @Test
  void refusesOptionsOfAnotherExpiryAndTwoOfOneStrike() {
    ContractSpec july =
        ContractSpec.option("TWX", EXPIRY.plusDays(28), Decimals.of("70"), OptionRight.CALL);

    assertThatThrownBy(() -> OptionSeries.of(List.of(option("70", OptionRight.CALL), july)))
        .hasMessageContaining("not of the series");
    assertThatThrownBy(
            () ->
                OptionSeries.of(
                    List.of(option("70", OptionRight.CALL), option("70.0", OptionRight.CALL))))
        .hasMessageContaining("two contracts");
  }

  @Test
  void aChainHasATickerForEveryStrike() {
    Ticker[] three = {Ticker.SILENT, Ticker.SILENT, Ticker.SILENT};

    assertThatThrownBy(() -> new ExpiryChain(series, three, new Ticker[2]))
        .hasMessage("3 strikes with 3 calls and 2 puts");
  }

  @Test
  void daysToExpiryAreCountedInNewYork() {
    ChainSnapshot lateEvening =
        ChainBuilder.of("TWX")
            .dte(14)
            .call("70", "1", "1.1")
            .build(Instant.parse("2014-06-07T01:00:00Z"));

    assertThat(lateEvening.tradingDate()).isEqualTo(LocalDate.of(2014, 6, 6));
    assertThat(lateEvening.daysTo(lateEvening.expiries().getFirst())).isEqualTo(14);
  }

  private static ContractSpec option(String strike, OptionRight right) {
    return ContractSpec.option("TWX", EXPIRY, Decimals.of(strike), right);
  }
}
