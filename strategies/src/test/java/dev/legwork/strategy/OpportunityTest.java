package dev.legwork.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.SecurityType;
import dev.legwork.num.Decimals;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its identity, and the trade that is placed for it. */
class OpportunityTest {
  private final Opportunity seen = Scans.only(Scans.free("SFR"), market().build());

  private static ChainBuilder market() {
    return ChainBuilder.of("TWX")
        .stock("100.00", "100.02")
        .dte(30)
        .call("99", "5.10", "5.20", 100)
        .put("98", "2.15", "2.20", 100);
  }

  @Test
  void theSameLegsOfADayHaveOneNameAtWhateverPriceAndTime() {
    Opportunity later =
        Scans.only(
            Scans.free("SFR", "quantity", "2", "scoring", "conservative", "max-quote-age", "none"),
            market()
                .call("99", "5.30", "5.35", 7)
                .build(ChainBuilder.NOW.plus(Duration.ofHours(3))));

    assertThat(later.id()).isEqualTo(seen.id());
    assertThat(seen.id()).isEqualTo("TWX-20140606-20140706b1P98.20140706s1C99.b100");
  }

  @Test
  void anotherDayOtherStrikesOrAnotherExpiryAreAnotherOpportunity() {
    Opportunity nextDay =
        Scans.only(
            Scans.free("SFR", "max-quote-age", "none"),
            market().build(ChainBuilder.NOW.plus(Duration.ofDays(1))));
    Opportunity otherExpiry =
        Scans.only(
            Scans.free("SFR"),
            ChainBuilder.of("TWX")
                .stock("100.00", "100.02")
                .dte(31)
                .call("99", "5.10", "5.20", 100)
                .put("98", "2.15", "2.20", 100)
                .build());

    assertThat(nextDay.id()).isNotEqualTo(seen.id());
    assertThat(otherExpiry.id()).isNotEqualTo(seen.id());
  }

  @Test
  void aNameIsFitForAnExecutionsIdWithRoomForASuffix() {
    Opportunity odd =
        Scans.only(
            Scans.free("SFR"),
            ChainBuilder.of("BRK B")
                .stock("100.00", "100.02")
                .dte(30)
                .call("99.1234", "5.10", "5.20", 100)
                .put("98.1234", "2.15", "2.20", 100)
                .build());

    assertThat(odd.id()).matches("BRK_B-20140606-[0-9a-f]{16}").hasSizeLessThanOrEqualTo(56);
    assertThat(seen.id()).matches("[A-Za-z0-9._-]{1,56}");
  }

  @Test
  void theTradeAsksForTheLegsAtTheJointLimitWithoutLimitsOfTheirOwn() {
    ExecutionRequest request =
        seen.request(seen.id(), "DU1", Placing.PARALLEL, Pricing.LIMIT, Timeouts.DEFAULT);

    assertThat(request.netLimit()).isEqualTo(seen.netLimit());
    assertThat(request.breakEven()).isEqualTo(seen.breakEven());
    assertThat(request.strategy()).isEqualTo("SFR");
    assertThat(request.legs())
        .extracting(RequestedLeg::name, leg -> leg.action() + " " + leg.ratio())
        .containsExactly(tuple("stock", "BUY 100"), tuple("put", "BUY 1"), tuple("call", "SELL 1"));
    assertThat(request.hasLegLimits()).isFalse();
  }

  @Test
  void aComboIsNotAskedForAtMoreThanItsLegsCost() {
    ExecutionRequest combo =
        seen.request("x", "DU1", Placing.COMBO, Pricing.LIMIT, Timeouts.DEFAULT);

    assertThat(combo.netLimit()).isEqualByComparingTo("97.12");
    assertThat(seen.netLimit()).isEqualByComparingTo("97.99");
  }

  @Test
  void nothingMayCostMoreThanItMayCost() {
    BigDecimal below = seen.figures().netDebit().subtract(Decimals.of("0.0001"));

    assertThatThrownBy(
            () ->
                Opportunity.of(
                    Scans.free("SFR"),
                    market().build(),
                    seen.legs(),
                    1,
                    seen.figures(),
                    below,
                    null,
                    "wrong",
                    BigDecimal.ONE,
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("costs 97.12 and may cost 97.1199");
  }

  @Test
  void asksForNoTradingClassOfAStockThoughTheVenueTellsOne() {
    OpportunityLeg stock = seen.leg("stock");
    ContractSpec told = new ContractSpec(SecurityType.STOCK, "TWX", null, null, null, 1, "NMS", 7L);
    List<OpportunityLeg> legs =
        seen.legs().stream()
            .map(
                leg ->
                    leg == stock
                        ? new OpportunityLeg(
                            leg.name(), leg.action(), leg.ratio(), told, leg.price(), leg.size())
                        : leg)
            .toList();
    Opportunity same =
        new Opportunity(
            seen.id(),
            seen.strategy(),
            seen.priority(),
            seen.symbol(),
            seen.at(),
            seen.tradingDate(),
            legs,
            seen.quantity(),
            seen.figures(),
            seen.netLimit(),
            seen.comboLimit(),
            seen.breakEven(),
            seen.label(),
            seen.score(),
            seen.components());

    ExecutionRequest request =
        same.request("x", "DU1", Placing.PARALLEL, Pricing.LIMIT, Timeouts.DEFAULT);

    assertThat(request.leg("stock").contract())
        .isEqualTo(new ContractSpec(SecurityType.STOCK, "TWX", null, null, null, 1, null, 7L));
  }
}
