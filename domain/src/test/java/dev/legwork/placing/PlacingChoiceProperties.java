package dev.legwork.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlacingChoiceProperties {
  /** From bold to cautious. */
  private static final List<Placing> CAUTION =
      List.of(Placing.PARALLEL, Placing.HEDGE_FIRST, Placing.COMBO, Placing.SEQUENTIAL);

  @Property(tries = 3_000)
  void isNoMoreCautiousWhereEdgeAndSizesAreLargerAndSpreadsAndMovesSmaller(@ForAll long seed) {
    Random random = new Random(seed);
    ExecutionRequest trade = trade(random);
    PlacingFacts facts = facts(random);
    if (!facts.isExecutable()) {
      return;
    }
    PlacingFacts easier =
        new PlacingFacts(
            facts.edge().add(some(random, 20)),
            facts.spread().multiply(part(random)),
            facts.moved().multiply(part(random)),
            facts.depth().add(some(random, 300)),
            facts.past(),
            facts.tooLarge());

    Placing before = PlacingChoice.of(trade, facts, PlacingSettings.DEFAULT).mode();
    Placing after = PlacingChoice.of(trade, easier, PlacingSettings.DEFAULT).mode();

    assertThat(CAUTION.indexOf(after)).isLessThanOrEqualTo(CAUTION.indexOf(before));
  }

  /** Leg by leg is always one to choose from, so that it being refused means that all are. */
  @Property(tries = 3_000)
  void choosesNothingThatWouldBeRefusedForItsSizeWhereAnotherModeWouldNotBe(@ForAll long seed) {
    Random random = new Random(seed);
    ExecutionRequest trade = trade(random);
    PlacingFacts facts = facts(random);
    if (trade.legs().size() == 1 || facts.tooLarge().containsKey(Placing.SEQUENTIAL)) {
      return;
    }

    Placing chosen = PlacingChoice.of(trade, facts, PlacingSettings.DEFAULT).mode();

    assertThat(facts.tooLarge()).doesNotContainKey(chosen);
  }

  @Property(tries = 3_000)
  void choosesNoOtherModeForSizesThatDoNotMatterToTheOneItWouldChoose(@ForAll long seed) {
    Random random = new Random(seed);
    ExecutionRequest trade = trade(random);
    PlacingFacts facts = facts(random);
    Placing anySize = PlacingChoice.of(trade, ofAnySize(facts), PlacingSettings.DEFAULT).mode();

    if (!facts.tooLarge().containsKey(anySize)) {
      assertThat(PlacingChoice.of(trade, facts, PlacingSettings.DEFAULT).mode()).isEqualTo(anySize);
    }
  }

  private static PlacingFacts ofAnySize(PlacingFacts facts) {
    return new PlacingFacts(
        facts.edge(), facts.spread(), facts.moved(), facts.depth(), facts.past(), Map.of());
  }

  @Property(tries = 1_000)
  void choosesTheSameByTheSameFacts(@ForAll long seed) {
    ExecutionRequest trade = trade(new Random(seed));

    assertThat(PlacingChoice.of(trade, facts(new Random(seed)), PlacingSettings.DEFAULT))
        .isEqualTo(PlacingChoice.of(trade, facts(new Random(seed)), PlacingSettings.DEFAULT));
  }

  private static ExecutionRequest trade(Random random) {
    ExecutionRequest whole = Conversion.units(1 + random.nextInt(3), "69.72");
    List<RequestedLeg> legs = whole.legs().subList(0, 1 + random.nextInt(3));
    int times = 1 + random.nextInt(2);
    return Conversion.with(
        new ExecutionRequest(
            whole.id(),
            whole.account(),
            whole.strategy(),
            whole.underlying(),
            legs.stream()
                .map(
                    leg ->
                        new RequestedLeg(
                            leg.name(), leg.action(), leg.ratio() * times, leg.contract(), null))
                .toList(),
            whole.quantity(),
            whole.netLimit(),
            Placing.AUTO,
            Pricing.LIMIT,
            whole.timeouts()),
        Placing.AUTO,
        Pricing.values()[random.nextInt(Pricing.values().length)]);
  }

  private static PlacingFacts facts(Random random) {
    Map<Placing, PastTrades> past = new EnumMap<>(Placing.class);
    for (Placing mode : CAUTION) {
      if (random.nextBoolean()) {
        past.put(mode, new PastTrades(random.nextInt(8), random.nextInt(8)));
      }
    }
    BigDecimal edge = random.nextInt(10) == 0 ? null : some(random, 25).subtract(some(random, 5));
    return new PlacingFacts(
        edge, some(random, 30), some(random, 30), some(random, 400), past, tooLarge(random));
  }

  private static Map<Placing, String> tooLarge(Random random) {
    Map<Placing, String> modes = new EnumMap<>(Placing.class);
    CAUTION.stream().filter(mode -> random.nextInt(3) == 0).forEach(mode -> modes.put(mode, "9"));
    return modes;
  }

  private static BigDecimal some(Random random, int cents) {
    return BigDecimal.valueOf(random.nextInt(cents + 1), 2);
  }

  private static BigDecimal part(Random random) {
    return Decimals.divide(Decimals.of(random.nextInt(11)), BigDecimal.TEN);
  }
}
