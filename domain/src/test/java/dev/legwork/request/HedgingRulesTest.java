package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.errors;
import static dev.legwork.request.Conversions.leg;
import static dev.legwork.request.Conversions.stock;
import static dev.legwork.request.Conversions.valid;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code partial.hedge}: only the delta of options can be hedged, and it is unless it must not. */
class HedgingRulesTest {

  @Test
  void hedgesUnlessItMustNot() {
    assertThat(policy(conversion()).hedge()).isTrue();
    assertThat(policy(with("partial.hedge", null)).hedge()).isTrue();
    assertThat(policy(with("partial.hedge", true)).hedge()).isTrue();
    assertThat(policy(with("partial.hedge", false)).hedge()).isFalse();
  }

  /** The same key with the other policy is another trade. */
  @Test
  void tellsATradeThatMustNotBeHedgedApart() {
    assertThat(valid(with("partial.hedge", false)).hash()).isNotEqualTo(valid(conversion()).hash());
    assertThat(valid(with("partial.hedge", true)).hash()).isEqualTo(valid(conversion()).hash());
  }

  @Test
  void refusesAHedgeForStockAlone() {
    assertThat(errors(with(stockAlone(), "partial.hedge", true)))
        .singleElement()
        .isEqualTo(
            new FieldError(
                "partial.hedge",
                "true",
                "is for trades with options: stock has no other hedge than itself; give false, or"
                    + " leave it out",
                FieldError.Kind.TRADE));
  }

  @Test
  void takesStockAloneWithoutAHedge() {
    assertThat(errors(stockAlone())).isEmpty();
    assertThat(errors(with(stockAlone(), "partial.hedge", false))).isEmpty();
  }

  /** Nobody knows yet that it is no option. */
  @ParameterizedTest
  @ValueSource(strings = {"strike", "right", "expiry", "type"})
  void saysNothingOfTheHedgeWhereALegCouldNotBeRead(String broken) {
    Map<String, Object> body = with("partial.hedge", true);
    with(body, "legs[1].contract." + broken, "?");
    with(body, "legs[2].contract." + broken, "?");

    assertThat(errors(body)).extracting(FieldError::field).doesNotContain("partial.hedge");
  }

  @Test
  void saysNothingOfTheHedgeWhereThereAreNoLegs() {
    assertThat(errors(with(with("partial.hedge", true), "legs", List.of())))
        .extracting(FieldError::field)
        .containsExactly("legs");
  }

  private static PartialPolicy policy(Map<String, Object> body) {
    return valid(body).request().partial();
  }

  private static Map<String, Object> stockAlone() {
    return with("legs", new ArrayList<>(Arrays.asList(leg("stock", "BUY", 1, stock()))));
  }
}
