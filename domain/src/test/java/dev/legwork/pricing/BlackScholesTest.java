package dev.legwork.pricing;

import static dev.legwork.pricing.EuropeanOption.Kind.CALL;
import static dev.legwork.pricing.EuropeanOption.Kind.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlackScholesTest {

  /** Rows 1–3 are Hull's worked examples (4.76, 0.81, 51.83), row 4 is Haug's (2.4648). */
  @ParameterizedTest
  @CsvSource({
    "CALL, 42, 40, 0.5, 0.1, 0, 0.2, 4.759422392871535, 0.779131290942669",
    "PUT, 42, 40, 0.5, 0.1, 0, 0.2, 0.8085993729000958, -0.22086870905733103",
    "CALL, 930, 900, 0.16666666666666666, 0.08, 0.03, 0.2, 51.83295679649086, 0.7034180086011922",
    "PUT, 100, 95, 0.5, 0.1, 0.05, 0.2, 2.4647876467558234, -0.2641815996360726",
    "CALL, 69.5, 70, 0.038356164383561646, 0.02, 0, 0.22, 0.9884165953356785, 0.44945942108876635",
    "PUT, 69.5, 70, 0.038356164383561646, 0.02, 0, 0.22, 1.43473855666781, -0.5505405789112336"
  })
  void agreesWithPublishedValues(
      EuropeanOption.Kind kind,
      double spot,
      double strike,
      double years,
      double rate,
      double dividendYield,
      double volatility,
      double price,
      double delta) {
    var option = new EuropeanOption(kind, spot, strike, years, rate, dividendYield, volatility);

    assertThat(BlackScholes.price(option)).isCloseTo(price, within(1e-10));
    assertThat(BlackScholes.delta(option)).isCloseTo(delta, within(1e-12));
  }

  @Test
  void isWorthItsExerciseValueWhenItExpires() {
    assertThat(BlackScholes.price(new EuropeanOption(CALL, 71, 70, 0, 0.02, 0, 0.3))).isEqualTo(1);
    assertThat(BlackScholes.price(new EuropeanOption(PUT, 71, 70, 0, 0.02, 0, 0.3))).isZero();
    assertThat(BlackScholes.delta(new EuropeanOption(PUT, 69, 70, 0, 0, 0, 0.3))).isEqualTo(-1);
  }

  @Test
  void neverGoesBelowZeroFarOutOfTheMoney() {
    assertThat(BlackScholes.price(new EuropeanOption(CALL, 100, 250, 0.1, 0.01, 0, 0.3)))
        .isBetween(0.0, 1e-12);
    assertThat(BlackScholes.price(new EuropeanOption(PUT, 100, 10, 0.05, 0.01, 0, 0.25))).isZero();
  }

  @Test
  void refusesWhatHasNoPrice() {
    assertThatThrownBy(() -> new EuropeanOption(CALL, 0, 70, 1, 0, 0, 0.2))
        .hasMessageContaining("spot");
    assertThatThrownBy(() -> new EuropeanOption(CALL, 70, Double.NaN, 1, 0, 0, 0.2))
        .hasMessageContaining("strike");
    assertThatThrownBy(() -> new EuropeanOption(CALL, 70, 70, -1, 0, 0, 0.2))
        .hasMessageContaining("years");
    assertThatThrownBy(() -> new EuropeanOption(null, 70, 70, 1, 0, 0, 0.2))
        .hasMessageContaining("kind");
  }
}
