package dev.legwork.simulator.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.margin.MarginLeg;
import dev.legwork.margin.MarginModel;
import dev.legwork.margin.Shocks;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The venue judges margin by code of its own, so that it is a witness of the model that traders are
 * held to; in the present market both must say the same.
 */
class MarginAgreementProperties {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 5);
  private static final BigDecimal SPOT = new BigDecimal("100");
  private static final Shocks NONE =
      new Shocks(BigDecimal.ZERO, List.of(BigDecimal.ZERO), List.of(BigDecimal.ZERO));

  private record Held(boolean option, boolean call, int months, int strike, int signed, int cents) {
    private Instrument instrument() {
      return option
          ? Instrument.option(
              "TWX",
              expiry(),
              BigDecimal.valueOf(strike),
              call ? Right.CALL : Right.PUT,
              MarketRule.CENT)
          : Instrument.stock("TWX");
    }

    private LocalDate expiry() {
      return LocalDate.of(2026, 6 + months, 19);
    }

    private BigDecimal price() {
      int inTheMoney = call ? 100 - strike : strike - 100;
      return option ? BigDecimal.valueOf(100L * Math.max(0, inTheMoney) + cents, 2) : SPOT;
    }

    private MarginLeg leg() {
      ContractSpec contract =
          option
              ? ContractSpec.option(
                  "TWX",
                  expiry(),
                  BigDecimal.valueOf(strike),
                  call ? OptionRight.CALL : OptionRight.PUT)
              : ContractSpec.stock("TWX");
      return new MarginLeg(
          toString(),
          contract,
          signed > 0 ? dev.legwork.order.Side.BUY : dev.legwork.order.Side.SELL,
          BigDecimal.valueOf(Math.abs(signed)),
          price(),
          price(),
          BigDecimal.ZERO);
    }
  }

  @Property(tries = 500)
  void theModelAsksForWhatTheVenueTakes(@ForAll("trades") List<Held> trade) {
    Map<Integer, BigDecimal> marks = new HashMap<>();
    Account account = new Account("DU1", BigDecimal.ZERO);
    for (Held held : trade) {
      marks.put(held.instrument().conId(), held.price());
      account.trade(
          held.instrument(),
          held.signed() > 0 ? Side.BUY : Side.SELL,
          Math.abs(held.signed()),
          held.price(),
          BigDecimal.ZERO);
    }

    BigDecimal taken = Valuation.of(account, marks(marks)).availableFunds().negate();
    BigDecimal needed =
        MarginModel.assess(trade.stream().map(Held::leg).toList(), SPOT, TODAY, NONE)
            .whole()
            .needed();

    assertThat(needed.doubleValue()).isCloseTo(taken.doubleValue(), within(0.02));
  }

  private static Marks marks(Map<Integer, BigDecimal> byContract) {
    return new Marks() {
      @Override
      public BigDecimal mark(Instrument instrument) {
        return byContract.get(instrument.conId());
      }

      @Override
      public BigDecimal underlying(String symbol) {
        return SPOT;
      }
    };
  }

  @Provide
  Arbitrary<List<Held>> trades() {
    Arbitrary<Integer> signed =
        Arbitraries.integers().between(-3, 3).filter(quantity -> quantity != 0);
    Arbitrary<Held> option =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(88, 112),
                signed,
                Arbitraries.integers().between(3, 300))
            .as((call, months, strike, q, cents) -> new Held(true, call, months, strike, q, cents));
    Arbitrary<Held> stock = signed.map(quantity -> new Held(false, false, 0, 0, 70 * quantity, 0));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, option), net.jqwik.api.Tuple.of(1, stock))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .filter(MarginAgreementProperties::namesEachContractOnce);
  }

  private static boolean namesEachContractOnce(List<Held> trade) {
    Set<Integer> seen = new HashSet<>();
    return trade.stream().allMatch(held -> seen.add(held.instrument().conId()));
  }
}
