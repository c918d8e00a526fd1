package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.Prices;
import dev.legwork.strategy.ChainTerms;
import dev.legwork.strategy.Settings;
import dev.legwork.strategy.Strategies;
import dev.legwork.strategy.StrategyProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which strikes are paired, in what order; strikes every dollar from 60 to 80, stock at 70.40. */
class PairPlanTest {

  @Test
  void byPositionTheNearestStrikesComeFirst() {
    assertThat(pairs("SFR"))
        .containsExactly(
            "69/68", "70/69", "71/70", "72/71", "73/72", // one apart, puts from 68 to 72
            "70/68", "71/69", "72/70", "73/71", // two apart
            "71/68"); // ten in all
  }

  @Test
  void equalStrikesComeBeforeAllOthersWhereTheyAreAllowed() {
    assertThat(pairs("SFR", "equal-strikes", "true"))
        .startsWith("68/68", "69/69", "70/70", "71/71", "72/72", "69/68");
  }

  @Test
  void strikesMayBeLimitedToAFewApart() {
    assertThat(pairs("SFR", "max-strike-difference", "1")).hasSize(5);
    assertThat(pairs("SFR", "max-combinations", "100", "pairs-per-expiry", "100"))
        .hasSize(15)
        .endsWith("73/68");
  }

  @Test
  void onlyThePairsAskedForAreLookedAt() {
    assertThat(pairs("SFR", "pairs-per-expiry", "1")).containsExactly("69/68");
  }

  @Test
  void syntheticTakesTheCallAtOrBelowTheMoneyAndTheNextTwoPuts() {
    assertThat(pairs("SYNTHETIC")).containsExactly("70/69", "70/68");
    assertThat(pairs("SYNTHETIC", "equal-strikes", "true", "pairs-per-expiry", "3"))
        .containsExactly("70/70", "70/69", "70/68");
  }

  @Test
  void syntheticsRangeIsOpenBelow() {
    assertThat(pairs("SYNTHETIC", "strike-range", "1.40")).isEmpty();
    assertThat(pairs("SYNTHETIC", "strike-range", "1.41")).containsExactly("70/69");
    assertThat(pairs("SYNTHETIC", "strike-range", "none")).containsExactly("70/69", "70/68");
  }

  @Test
  void allMeansEveryPairInRange() {
    // 68 to 72 are within 2.50 of 70.40: five strikes, ten pairs.
    assertThat(pairs("SFR", "pairs", "all", "strike-range", "2.50"))
        .hasSize(10)
        .startsWith("69/68", "70/68", "70/69");
    assertThat(pairs("SFR", "pairs", "all", "strike-range", "2.50", "equal-strikes", "true"))
        .hasSize(15);
  }

  private static List<String> pairs(String strategy, String... settings) {
    ChainBuilder builder = ChainBuilder.of("XYZ").stock("70.39", "70.41").dte(30);
    for (int strike = 60; strike <= 80; strike++) {
      String text = Integer.toString(strike);
      builder.call(text, "1", "1.1").put(text, "1", "1.1");
    }
    ChainSnapshot snapshot = builder.build();
    Settings read = read(strategy, settings);
    PairPlan.Choice near =
        strategy.equals("SFR") ? PairPlan.Choice.POSITION : PairPlan.Choice.BELOW;
    List<String> made = new ArrayList<>();
    var chain = snapshot.expiries().getFirst();
    PairPlan.of(read, near)
        .make(
            chain,
            ChainTerms.of(read),
            Prices.of("70.40"),
            (call, put) ->
                made.add(
                    Prices.dollars(chain.series().strike(call))
                        + "/"
                        + Prices.dollars(chain.series().strike(put))));
    return made;
  }

  /** The settings that a strategy would get. */
  private static Settings read(String strategy, String... settings) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    StrategyProvider provider =
        Strategies.load(PairPlanTest.class.getClassLoader()).providers().stream()
            .filter(each -> each.name().equals(strategy))
            .findFirst()
            .orElseThrow();
    return Strategies.settings(provider, given);
  }
}
