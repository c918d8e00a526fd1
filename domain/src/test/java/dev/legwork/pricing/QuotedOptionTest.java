package dev.legwork.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class QuotedOptionTest {
  private static final LocalDate TODAY = LocalDate.of(2014, 6, 6);
  private static final ContractSpec CALL =
      ContractSpec.option("TWX", LocalDate.of(2014, 6, 20), number("70"), OptionRight.CALL);
  private static final ContractSpec PUT =
      ContractSpec.option("TWX", LocalDate.of(2014, 6, 20), number("70"), OptionRight.PUT);

  @Test
  void isWorthWhatItIsQuotedAtWhereItIsQuoted() {
    QuotedOption call = QuotedOption.of(CALL, TODAY, number("69.5"), number("0.99"));

    assertThat(call.value(number("69.5"), BigDecimal.ONE).doubleValue())
        .isCloseTo(0.99, within(1e-9));
    assertThat(call.volatility()).isBetween(0.2, 0.3);
    assertThat(call.delta()).isBetween(0.4, 0.5);
  }

  @Test
  void losesAndGainsAsItsSideSays() {
    QuotedOption call = QuotedOption.of(CALL, TODAY, number("70"), number("1.2"));
    QuotedOption put = QuotedOption.of(PUT, TODAY, number("70"), number("1.2"));

    assertThat(call.value(number("72.1"), BigDecimal.ONE)).isGreaterThan(number("2.1"));
    assertThat(put.value(number("72.1"), BigDecimal.ONE)).isLessThan(number("0.5"));
    assertThat(put.value(number("70"), number("1.5"))).isGreaterThan(number("1.7"));
  }

  @Test
  void movesAsItsExerciseValueWhereItIsQuotedAtOrBelowIt() {
    QuotedOption deep = QuotedOption.of(CALL, TODAY, number("80"), number("9.90"));

    assertThat(deep.volatility()).isZero();
    assertThat(deep.delta()).isEqualTo(1);
    assertThat(deep.value(number("82.4"), number("1.5"))).isEqualByComparingTo("12.4");
  }

  @Test
  void keepsTimeOnItsLastDayAndNoneAfterIt() {
    assertThat(TimeToExpiry.years(CALL.expiry(), CALL.expiry())).isEqualTo(0.5 / 365);
    assertThat(TimeToExpiry.years(TODAY, CALL.expiry())).isEqualTo(14.0 / 365);
    assertThat(TimeToExpiry.years(CALL.expiry().plusDays(1), CALL.expiry())).isZero();
    assertThat(QuotedOption.of(CALL, CALL.expiry(), number("70"), number("0.20")).volatility())
        .isPositive();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
