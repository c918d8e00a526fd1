package dev.legwork.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ImpliedVolatilityProperties {

  @Property(tries = 500)
  void findsTheVolatilityThatMadeThePrice(
      @ForAll EuropeanOption.Kind kind,
      @ForAll @DoubleRange(min = 20, max = 500) double strike,
      @ForAll @DoubleRange(min = 0.5, max = 2) double moneyness,
      @ForAll @DoubleRange(min = 0.01, max = 3) double years,
      @ForAll @DoubleRange(min = -0.02, max = 0.08) double rate,
      @ForAll @DoubleRange(min = 0.02, max = 4) double volatility) {
    var option =
        new EuropeanOption(kind, strike * moneyness, strike, years, rate, 0.01, volatility);
    Assume.that(BlackScholes.vega(option) > 1e-3);

    double found = ImpliedVolatility.of(option, BlackScholes.price(option)).orElseThrow();

    assertThat(found).isCloseTo(volatility, within(1e-6));
  }

  @Property(tries = 500)
  void theNearestVolatilityNeverMissesByMoreThanTheBoundsDo(
      @ForAll EuropeanOption.Kind kind,
      @ForAll @DoubleRange(min = 1, max = 500) double spot,
      @ForAll @DoubleRange(min = 1, max = 500) double strike,
      @ForAll @DoubleRange(min = 0, max = 3) double years,
      @ForAll @DoubleRange(min = 0, max = 600) double price) {
    var option = new EuropeanOption(kind, spot, strike, years, 0, 0, 0.3);

    double nearest = ImpliedVolatility.nearest(option, price);
    double lowest = BlackScholes.lowerBound(option);
    double highest = BlackScholes.price(option.withVolatility(ImpliedVolatility.HIGHEST));

    assertThat(nearest).isBetween(0.0, ImpliedVolatility.HIGHEST);
    assertThat(BlackScholes.price(option.withVolatility(nearest)))
        .isCloseTo(Math.min(Math.max(price, lowest), highest), within(1e-6));
  }

  @Property(tries = 300)
  void theValueGrowsWithVolatility(
      @ForAll EuropeanOption.Kind kind,
      @ForAll @DoubleRange(min = 50, max = 150) double spot,
      @ForAll @DoubleRange(min = 0, max = 2) double years,
      @ForAll @DoubleRange(min = 0, max = 3) double volatility,
      @ForAll @DoubleRange(min = 0, max = 3) double more) {
    var option = new EuropeanOption(kind, spot, 100, years, 0.02, 0.01, volatility);

    assertThat(BlackScholes.price(option.withVolatility(volatility + more)))
        .isGreaterThanOrEqualTo(BlackScholes.price(option) - 1e-12)
        .isLessThanOrEqualTo(BlackScholes.upperBound(option) + 1e-9);
    assertThat(BlackScholes.price(option))
        .isGreaterThanOrEqualTo(BlackScholes.lowerBound(option) - 1e-9);
  }

  @Property(tries = 300)
  void deltasOfPutAndCallAreApartByTheCarry(
      @ForAll @DoubleRange(min = 50, max = 150) double spot,
      @ForAll @DoubleRange(min = 0.01, max = 2) double years,
      @ForAll @DoubleRange(min = 0.01, max = 2) double volatility) {
    var call =
        new EuropeanOption(EuropeanOption.Kind.CALL, spot, 100, years, 0.02, 0.01, volatility);
    var put = new EuropeanOption(EuropeanOption.Kind.PUT, spot, 100, years, 0.02, 0.01, volatility);

    assertThat(BlackScholes.delta(call)).isBetween(0.0, 1.0);
    assertThat(BlackScholes.delta(put)).isBetween(-1.0, 0.0);
    assertThat(BlackScholes.delta(call) - BlackScholes.delta(put))
        .isCloseTo(Math.exp(-0.01 * years), within(1e-12));
  }

  @Property(tries = 300)
  void vegaIsTheSlopeInVolatility(
      @ForAll EuropeanOption.Kind kind,
      @ForAll @DoubleRange(min = 50, max = 150) double spot,
      @ForAll @DoubleRange(min = 0.05, max = 1) double volatility) {
    var option = new EuropeanOption(kind, spot, 100, 0.5, 0.03, 0.01, volatility);
    double step = 1e-5;
    double slope =
        (BlackScholes.price(option.withVolatility(volatility + step))
                - BlackScholes.price(option.withVolatility(volatility - step)))
            / (2 * step);

    assertThat(BlackScholes.vega(option)).isCloseTo(slope, within(1e-5));
  }
}
