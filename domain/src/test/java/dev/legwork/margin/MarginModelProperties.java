package dev.legwork.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MarginModelProperties {
  private static final BigDecimal SPOT = new BigDecimal("100");

  @Property(tries = 200)
  void theWorstPartIsTheWorstOfAllPartsAssessedByThemselves(
      @ForAll("trades") List<MarginLeg> legs) {
    MarginModel.Assessment told = assess(legs);

    BigDecimal worst = null;
    int whole = (1 << legs.size()) - 1;
    for (int held = 1; held < whole; held++) {
      BigDecimal needed = assess(part(legs, held)).whole().needed();
      worst = worst == null ? needed : worst.max(needed);
    }
    if (worst == null) {
      assertThat(told.worstPart()).isNull();
    } else {
      assertThat(told.worstPart().needed()).isEqualByComparingTo(worst);
    }
  }

  @Property(tries = 200)
  void aWorseMarketNeverAsksForLess(@ForAll("trades") List<MarginLeg> legs) {
    Shocks mild = new Shocks(BigDecimal.ZERO, List.of(BigDecimal.ZERO), List.of(BigDecimal.ONE));

    assertThat(assess(legs).worst().needed())
        .isGreaterThanOrEqualTo(MarginModel.assess(legs, SPOT, Legs.TODAY, mild).worst().needed());
  }

  @Property(tries = 200)
  void twiceTheTradeAsksForTwiceTheFunds(@ForAll("trades") List<MarginLeg> legs) {
    BigDecimal once = assess(legs).worst().needed();

    BigDecimal twice =
        assess(legs.stream().map(MarginModelProperties::twice).toList()).worst().needed();

    assertThat(twice.subtract(once.multiply(BigDecimal.TWO)).abs())
        .as("but for cents")
        .isLessThanOrEqualTo(new BigDecimal("0.02"));
  }

  private static MarginModel.Assessment assess(List<MarginLeg> legs) {
    return MarginModel.assess(legs, SPOT, Legs.TODAY, Shocks.DEFAULT);
  }

  private static List<MarginLeg> part(List<MarginLeg> legs, int held) {
    List<MarginLeg> part = new ArrayList<>();
    for (int i = 0; i < legs.size(); i++) {
      if ((held & 1 << i) != 0) {
        part.add(legs.get(i));
      }
    }
    return part;
  }

  private static MarginLeg twice(MarginLeg leg) {
    return new MarginLeg(
        leg.name(),
        leg.contract(),
        leg.side(),
        leg.quantity().multiply(BigDecimal.TWO),
        leg.entry(),
        leg.middle(),
        leg.halfSpread());
  }

  @Provide
  Arbitrary<List<MarginLeg>> trades() {
    Arbitrary<MarginLeg> option =
        Combinators.combine(
                Arbitraries.of(OptionRight.values()),
                Arbitraries.of(Side.values()),
                Arbitraries.of(Legs.JUNE, Legs.JULY),
                Arbitraries.integers().between(85, 115),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(5, 400))
            .as(
                (right, side, expiry, strike, contracts, cents) ->
                    leg(
                        ContractSpec.option("TWX", expiry, BigDecimal.valueOf(strike), right),
                        side,
                        contracts,
                        exercise(right, strike).add(BigDecimal.valueOf(cents, 2))));
    Arbitrary<MarginLeg> stock =
        Combinators.combine(Arbitraries.of(Side.values()), Arbitraries.integers().between(1, 3))
            .as((side, lots) -> leg(ContractSpec.stock("TWX"), side, 100 * lots, SPOT));
    return Combinators.combine(option.list().ofMaxSize(4), stock.list().ofMinSize(1).ofMaxSize(1))
        .as(
            (options, stocks) -> {
              List<MarginLeg> all = new ArrayList<>(options);
              all.addAll(stocks);
              return all;
            });
  }

  private static BigDecimal exercise(OptionRight right, int strike) {
    int inTheMoney = right == OptionRight.CALL ? 100 - strike : strike - 100;
    return BigDecimal.valueOf(Math.max(0, inTheMoney));
  }

  private static MarginLeg leg(ContractSpec contract, Side side, int quantity, BigDecimal middle) {
    return new MarginLeg(
        contract.label() + side,
        contract,
        side,
        BigDecimal.valueOf(quantity),
        middle,
        middle,
        new BigDecimal("0.02"));
  }
}
