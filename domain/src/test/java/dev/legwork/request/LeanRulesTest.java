package dev.legwork.request;

import static dev.legwork.request.Conversions.conversion;
import static dev.legwork.request.Conversions.errors;
import static dev.legwork.request.Conversions.list;
import static dev.legwork.request.Conversions.valid;
import static dev.legwork.request.Conversions.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeanRulesTest {

  @Test
  void readsHowMuchTheHedgeSideMustShow() {
    assertThat(valid(leaning("2.50")).request().lean().size()).isEqualByComparingTo("2.5");
    assertThat(valid(leaning("2.50")).text()).endsWith(",\"lean\":{\"size\":\"2.5\"}}");
    assertThat(valid(leaning("2.50")).hash()).isNotEqualTo(valid(conversion()).hash());
  }

  @Test
  void needsASizeFromOne() {
    assertThat(messages(leaning("0.9")))
        .containsExactly("lean.size must be a multiple from 1 to 1000, like 2");
    assertThat(messages(with(conversion(), "lean", new LinkedHashMap<>())))
        .singleElement()
        .asString()
        .startsWith("lean.size is missing");
    assertThat(messages(with(conversion(), "lean", "2")))
        .containsExactly("lean must be a JSON object with the fields [size]");
  }

  @Test
  void needsALegThatProtectsAnother() {
    Map<String, Object> single = leaning("2");
    list(single.get("legs")).subList(1, 3).clear();
    Map<String, Object> allBought = with(leaning("2"), "legs[2].action", "BUY");

    assertThat(messages(single))
        .containsExactly(
            "lean needs a leg that hedges and one that is hedged; the trade has a single leg");
    assertThat(messages(allBought))
        .containsExactly("lean finds no hedge: no leg that is bought protects one that is sold");
  }

  @Test
  void contradictsOneOrderOfAllLegs() {
    assertThat(messages(with(leaning("2"), "placing", "COMBO")))
        .containsExactly("lean contradicts placing COMBO, whose legs trade together or not at all");
    assertThat(messages(with(leaning("2"), "placing", "AUTO"))).isEmpty();
  }

  @Test
  void isNotWatchedForLongerThanFiveMinutes() {
    assertThat(messages(with(leaning("2"), "timeouts.total", "PT5M1S")))
        .containsExactly("timeouts.total must be at most PT5M with lean, which is watched");
  }

  private static Map<String, Object> leaning(String size) {
    return with(conversion(), "lean", new LinkedHashMap<>(Map.of("size", size)));
  }

  private static List<String> messages(Map<String, Object> body) {
    return errors(body).stream().map(error -> error.field() + " " + error.message()).toList();
  }
}
