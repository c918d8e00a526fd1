package dev.legwork.placing;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quotes: executable net 69.60, spreads of 0.02 + 0.05 + 0.05 a share. */
class PlacingChoiceTest {
  private static final Map<String, java.math.BigDecimal> QUIET =
      Map.of("stock", d("0"), "put", d("0"), "call", d("0"));

  @Test
  void sendsAllLegsTogetherWhereEdgeAndSizesAreAmple() {
    ChosenPlacing chosen = choose(auto("69.66"), Map.of());

    assertThat(chosen.mode()).isEqualTo(Placing.PARALLEL);
    assertThat(chosen.why())
        .isEqualTo(
            "edge and sizes are ample (edge 0.06, spreads 0.12, moved 0.00 in a minute, sizes"
                + " 10.00 × what is needed)");
  }

  @Test
  void sendsProtectionFirstWhereTheEdgeIsFair() {
    assertThat(choose(auto("69.64"), Map.of()).mode()).isEqualTo(Placing.HEDGE_FIRST);
  }

  @Test
  void sendsProtectionFirstWhereTheSizesAreFair() {
    ExecutionRequest six =
        Conversion.with(Conversion.units(6, "69.80"), Placing.AUTO, Pricing.LIMIT);

    assertThat(choose(six, Map.of()).mode()).isEqualTo(Placing.HEDGE_FIRST);
  }

  @Test
  void placesOneOrderOfAllLegsWhereTheEdgeIsScarce() {
    assertThat(choose(auto("69.61"), Map.of()).mode()).isEqualTo(Placing.COMBO);
  }

  @Test
  void placesLegByLegWhatIsScarceAndCanBeNoCombo() {
    ExecutionRequest market =
        Conversion.with(Conversion.units(1, "69.61"), Placing.AUTO, Pricing.MARKET);

    assertThat(choose(market, Map.of()).mode()).isEqualTo(Placing.SEQUENTIAL);
  }

  @Test
  void holdsARestlessMarketForLessEasy() {
    PlacingFacts restless =
        PlacingFacts.of(
            auto("69.66"), Conversion.quotes(), Map.of("stock", d("0.15")), Map.of(), Map.of());

    assertThat(restless.moved()).isEqualByComparingTo("0.15");
    assertThat(PlacingChoice.of(auto("69.66"), restless, PlacingSettings.DEFAULT).mode())
        .isEqualTo(Placing.HEDGE_FIRST);
  }

  @Test
  void onlyAComboMayWaitForQuotesThatAreNotThereYet() {
    ChosenPlacing chosen = choose(auto("69.50"), Map.of());

    assertThat(chosen.mode()).isEqualTo(Placing.COMBO);
    assertThat(chosen.why()).startsWith("not executable at once inside netLimit");
  }

  @Test
  void passesOverAModeThatFailedTooOften() {
    ChosenPlacing chosen = choose(auto("69.72"), Map.of(Placing.PARALLEL, new PastTrades(2, 3)));

    assertThat(chosen.mode()).isEqualTo(Placing.HEDGE_FIRST);
    assertThat(chosen.why()).contains("; PARALLEL committed only 2 of 5");
  }

  @Test
  void doesNotJudgeAModeByTooFewTrades() {
    assertThat(choose(auto("69.72"), Map.of(Placing.PARALLEL, new PastTrades(0, 4))).mode())
        .isEqualTo(Placing.PARALLEL);
  }

  @Test
  void takesWhatFailedTheLeastWhereEverythingDid() {
    ChosenPlacing chosen =
        choose(
            auto("69.72"),
            Map.of(
                Placing.PARALLEL, new PastTrades(1, 9),
                Placing.HEDGE_FIRST, new PastTrades(4, 6),
                Placing.COMBO, new PastTrades(2, 8),
                Placing.SEQUENTIAL, new PastTrades(4, 6)));

    assertThat(chosen.mode()).isEqualTo(Placing.HEDGE_FIRST);
    assertThat(chosen.why()).contains("it failed the least");
  }

  @Test
  void passesOverAModeThatWouldBeRefusedForItsSize() {
    ChosenPlacing chosen =
        choose(
            auto("69.61"), Map.of(), Map.of(Placing.COMBO, "a unit is more than one order may be"));

    assertThat(chosen.mode()).isEqualTo(Placing.SEQUENTIAL);
    assertThat(chosen.why())
        .startsWith(
            "edge or sizes are scarce; COMBO would be refused: a unit is more than one order may be"
                + " (edge 0.01");
  }

  @Test
  void saysOfEachModeWhyItIsPassedOver() {
    ChosenPlacing chosen =
        choose(
            auto("69.72"),
            Map.of(Placing.COMBO, new PastTrades(1, 9)),
            Map.of(Placing.PARALLEL, "8 orders", Placing.HEDGE_FIRST, "8 orders"));

    assertThat(chosen.mode()).isEqualTo(Placing.SEQUENTIAL);
    assertThat(chosen.why())
        .startsWith(
            "edge and sizes are ample; PARALLEL would be refused: 8 orders; HEDGE_FIRST would be"
                + " refused: 8 orders; COMBO committed only 1 of 10 (");
  }

  @Test
  void takesWhatFailedTooOftenBeforeWhatWouldBeRefused() {
    ChosenPlacing chosen =
        choose(
            auto("69.61"),
            Map.of(
                Placing.COMBO, new PastTrades(5, 5),
                Placing.SEQUENTIAL, new PastTrades(1, 9)),
            Map.of(Placing.COMBO, "a unit is more than one order may be"));

    assertThat(chosen.mode()).isEqualTo(Placing.SEQUENTIAL);
    assertThat(chosen.why()).contains("SEQUENTIAL committed only 1 of 10; it failed the least");
  }

  @Test
  void letsNothingWaitAsAComboThatWouldBeRefused() {
    ChosenPlacing chosen = choose(auto("69.50"), Map.of(), Map.of(Placing.COMBO, "too large"));

    assertThat(chosen.mode()).isEqualTo(Placing.SEQUENTIAL);
    assertThat(chosen.why())
        .startsWith(
            "not executable inside netLimit in any mode; COMBO would be refused: too large");
  }

  @Test
  void choosesAsIfSizesWereNoMatterWhereEveryModeWouldBeRefused() {
    Map<Placing, String> all =
        Map.of(
            Placing.PARALLEL, "9 orders",
            Placing.HEDGE_FIRST, "9 orders",
            Placing.COMBO, "9 orders",
            Placing.SEQUENTIAL, "9 orders");

    assertThat(choose(auto("69.66"), Map.of(), all).mode()).isEqualTo(Placing.PARALLEL);
  }

  private static ChosenPlacing choose(ExecutionRequest trade, Map<Placing, PastTrades> past) {
    return choose(trade, past, Map.of());
  }

  private static ChosenPlacing choose(
      ExecutionRequest trade, Map<Placing, PastTrades> past, Map<Placing, String> tooLarge) {
    return PlacingChoice.of(
        trade,
        PlacingFacts.of(trade, Conversion.quotes(), QUIET, past, tooLarge),
        PlacingSettings.DEFAULT);
  }

  private static ExecutionRequest auto(String netLimit) {
    return Conversion.with(Conversion.units(1, netLimit), Placing.AUTO, Pricing.LIMIT);
  }
}
