package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.errors;
import static dev.legwork.request.Conversions.list;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** fault O22: what the broker would refuse of a combo is refused before anything is sent. */
class ComboRulesTest {

  @Test
  void acceptsAConversionAsACombo() {
    assertThat(errors(combo())).isEmpty();
  }

  @Test
  void refusesASingleLeg() {
    Map<String, Object> body = combo();
    list(body.get("legs")).subList(1, 3).clear();

    assertThat(messages(body))
        .containsExactly("placing needs at least two legs; place a single leg PARALLEL");
  }

  @Test
  void refusesLimitsOfLegs() {
    assertThat(messages(with(combo(), "legs[0].limit", "69.50")))
        .contains(
            "legs[0].limit contradicts placing COMBO: a guaranteed combo has one price, netLimit");
  }

  @Test
  void refusesPricingsOfLegsAndSaysWhy() {
    assertThat(messages(with(combo(), "pricing", "MARKET")))
        .singleElement()
        .asString()
        .startsWith("pricing contradicts placing COMBO: the broker does not tell");
    assertThat(messages(with(combo(), "pricing", "HYBRID")))
        .containsExactly("pricing contradicts placing COMBO, whose price is netLimit; take LIMIT");
  }

  @Test
  void saysWhatTheRatiosAreInLowestTerms() {
    Map<String, Object> body = with(combo(), "legs[0].ratio", 200);
    with(body, "legs[1].ratio", 2);
    with(body, "legs[2].ratio", 2);

    assertThat(messages(body))
        .containsExactly(
            "legs must have ratios in lowest terms with placing COMBO: 100:1:1, and 2 times the"
                + " quantity");
  }

  @Test
  void keepsTheNameOfTheOrderOfAllLegsFree() {
    assertThat(messages(with("legs[1].name", "combo")))
        .containsExactly("legs[1].name is what an order of all legs is called; choose another");
  }

  private static Map<String, Object> combo() {
    return with(conversion(), "placing", "COMBO");
  }

  private static List<String> messages(Map<String, Object> body) {
    return errors(body).stream().map(error -> error.field() + " " + error.message()).toList();
  }
}
