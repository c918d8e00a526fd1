package dev.legwork.unwind;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.order.Side;
import org.junit.jupiter.api.Test;

class CollarTest {
  private static final PriceIncrements CENT = PriceIncrements.uniform(d("0.01"));
  private static final PriceIncrements NICKEL = PriceIncrements.uniform(d("0.05"));

  @Test
  void eachAttemptGivesHalfAPercentMore() {
    assertThat(Collar.limit(Side.SELL, d("70"), d("70"), 1, CENT)).isEqualTo(d("69.65"));
    assertThat(Collar.limit(Side.SELL, d("70"), d("70"), 3, CENT)).isEqualTo(d("68.95"));
    assertThat(Collar.limit(Side.BUY, d("70"), d("70"), 2, CENT)).isEqualTo(d("70.7"));
  }

  @Test
  void aTickIsTheLeastStepForCheapOptions() {
    assertThat(Collar.limit(Side.BUY, d("1.25"), d("1.25"), 1, NICKEL)).isEqualTo(d("1.3"));
  }

  @Test
  void neverGoesBeyondFivePercentOrTwoTicksFromTheFirstQuote() {
    assertThat(Collar.limit(Side.SELL, d("60"), d("70"), 5, CENT)).isEqualTo(d("66.5"));
    assertThat(Collar.limit(Side.BUY, d("1.25"), d("1.25"), 5, NICKEL)).isEqualTo(d("1.35"));
  }

  @Test
  void neverAsksForLessThanOneStep() {
    assertThat(Collar.limit(Side.SELL, d("0.05"), d("0.05"), 5, NICKEL)).isEqualTo(d("0.05"));
  }
}
