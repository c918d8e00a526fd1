package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.errors;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildRulesTest {
  private static Map<String, Object> units(int units) {
    return with(conversion(), "quantity", units);
  }

  private static List<String> messages(Map<String, Object> body) {
    return errors(body).stream().map(error -> error.field() + " " + error.message()).toList();
  }

  @Test
  void acceptsAsManyChildrenAsLeaveInOneWrite() {
    Map<String, Object> body = with(units(10), "legs[0].childSize", 200);

    assertThat(messages(body)).as("five, and one a leg").isEmpty();
  }

  @Test
  void refusesMoreChildrenOfALegThanLeaveTogether() {
    assertThat(messages(with(units(10), "legs[0].childSize", 120)))
        .containsExactly(
            "legs[0].childSize makes 9 orders of the leg; at most 7 orders are written together");
  }

  @Test
  void refusesMoreChildrenOfAllLegsThanLeaveTogetherWhereTheyAreWrittenTogether() {
    Map<String, Object> body = with(units(10), "legs[0].childSize", 200);
    with(body, "legs[1].childSize", 5);

    assertThat(messages(body))
        .as("five, two and one")
        .containsExactly(
            "legs are too many with these childSizes and placing PARALLEL; at most 7 orders are"
                + " written together");
    assertThat(messages(with(body, "placing", "SEQUENTIAL"))).isEmpty();
  }

  /** The hedge bought, the risk could never be sold: it would be unwound at a loss. */
  @Test
  void refusesMoreChildrenOfSeveralWavesThanLeaveTogetherWhereTheyMayJoin() {
    Map<String, Object> body = with(units(10), "legs[0].childSize", 500);
    with(body, "legs[1].childSize", 4);
    with(body, "legs[2].childSize", 4);
    with(body, "placing", "HEDGE_FIRST");

    assertThat(messages(body))
        .as("five of the hedge, three of the risk")
        .singleElement()
        .asString()
        .startsWith("legs are too many with these childSizes and placing HEDGE_FIRST");
    with(body, "placing", "SEQUENTIAL");
    assertThat(messages(with(body, "pricing", "HYBRID")))
        .singleElement()
        .asString()
        .startsWith("legs are too many with these childSizes and pricing HYBRID");
  }

  @Test
  void refusesSizesThatNoOrderCanHave() {
    assertThat(messages(with(units(10), "legs[0].childSize", 0)))
        .singleElement()
        .asString()
        .startsWith("legs[0].childSize must be a whole number from 1");
    assertThat(messages(with(units(10), "legs[0].childSize", "2.5"))).hasSize(1);
  }

  @Test
  void splitsNoUnitOfACombo() {
    Map<String, Object> combo = with(units(10), "placing", "COMBO");

    assertThat(messages(with(combo, "legs[0].childSize", 99)))
        .containsExactly(
            "legs[0].childSize must be at least the leg's ratio with placing COMBO: a unit is not"
                + " split");
    assertThat(messages(with(combo, "legs[0].childSize", 250))).as("five of two").isEmpty();
    assertThat(messages(with(combo, "legs[0].childSize", 100))).as("ten of one").hasSize(1);
  }
}
