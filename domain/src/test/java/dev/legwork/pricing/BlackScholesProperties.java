package dev.legwork.pricing;

import static dev.legwork.pricing.EuropeanOption.Kind.CALL;
import static dev.legwork.pricing.EuropeanOption.Kind.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class BlackScholesProperties {

  @Property(tries = 300)
  void putAndCallKeepParity(
      @ForAll @DoubleRange(min = 1, max = 1000) double spot,
      @ForAll @DoubleRange(min = 1, max = 1000) double strike,
      @ForAll @DoubleRange(min = 0, max = 3) double years,
      @ForAll @DoubleRange(min = 0, max = 0.1) double rate,
      @ForAll @DoubleRange(min = 0, max = 2) double volatility) {
    double call =
        BlackScholes.price(new EuropeanOption(CALL, spot, strike, years, rate, 0, volatility));
    double put =
        BlackScholes.price(new EuropeanOption(PUT, spot, strike, years, rate, 0, volatility));

    assertThat(call - put).isCloseTo(spot - strike * Math.exp(-rate * years), within(1e-8));
  }

  @Property(tries = 300)
  void deltaIsTheSlopeOfThePrice(
      @ForAll EuropeanOption.Kind kind,
      @ForAll @DoubleRange(min = 50, max = 150) double spot,
      @ForAll @DoubleRange(min = 0.05, max = 1) double volatility) {
    double step = 1e-4;
    double slope =
        (BlackScholes.price(new EuropeanOption(kind, spot + step, 100, 0.5, 0.03, 0.01, volatility))
                - BlackScholes.price(
                    new EuropeanOption(kind, spot - step, 100, 0.5, 0.03, 0.01, volatility)))
            / (2 * step);

    assertThat(BlackScholes.delta(new EuropeanOption(kind, spot, 100, 0.5, 0.03, 0.01, volatility)))
        .isCloseTo(slope, within(1e-6));
  }
}
