package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.chain.Prices;
import dev.legwork.chain.Ticker;
import dev.legwork.contract.OptionRight;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Scans;
import dev.legwork.strategy.Strategy;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each filter of SFR, just inside and just outside. The market is one that passes them all. */
class SfrFiltersTest {
  private static final long NOW = ChainBuilder.NOW.toEpochMilli();

  /** D = 100.02 − 5.10 + 2.20 = 97.12, worst case 0.88 on a put strike of 98. */
  private static ChainBuilder market() {
    return ChainBuilder.of("XYZ")
        .stock("100.00", "100.02")
        .dte(30)
        .call("99", "5.10", "5.20", 100)
        .put("98", "2.15", "2.20", 100);
  }

  @Test
  void theMarketOfTheseTestsIsAnOpportunity() {
    assertThat(Scans.only(sfr(), market().build()).figures().minProfit())
        .isEqualByComparingTo("0.88");
  }

  @Test
  void refusesAStockAboveTheCostLimit() {
    assertThat(refusals(sfr("cost-limit", "100.00"))).containsExactly("STOCK_PRICE_ABOVE_LIMIT 1");
    assertThat(refusals(sfr("cost-limit", "100.01"))).isEmpty();
  }

  @Test
  void refusesAStockWithoutAnyPrice() {
    assertThat(Scans.refusals(sfr(), market().stock(stock -> Ticker.SILENT).build()))
        .containsExactly("STOCK_PRICE_UNKNOWN 1");
  }

  @Test
  void refusesAStockThatIsHaltedOneSidedCrossedOrStale() {
    assertThat(Scans.refusals(sfr(), market().stock(s -> s.halted(true)).build()))
        .containsExactly("STOCK_HALTED 1");
    assertThat(
            Scans.refusals(
                sfr(),
                market()
                    .stock(s -> s.withBid(-1, -1, NOW).withTrades(Prices.of("100"), -1))
                    .build()))
        .containsExactly("STOCK_QUOTE_MISSING 1");
    assertThat(
            Scans.refusals(
                sfr(), market().stock(s -> s.withBid(Prices.of("100.03"), 1, NOW)).build()))
        .containsExactly("STOCK_QUOTE_CROSSED 1");
    assertThat(
            Scans.refusals(
                sfr(), market().stock(s -> s.withAsk(s.ask(), 9_000, NOW - 5_001)).build()))
        .containsExactly("STOCK_QUOTE_STALE 1");
  }

  @Test
  void looksAtExpiriesFrom15To50Days() {
    for (int dte : new int[] {15, 50}) {
      assertThat(Scans.refusals(sfr(), at(dte).build())).isEmpty();
    }
    for (int dte : new int[] {14, 51}) {
      assertThat(Scans.refusals(sfr(), at(dte).build())).containsExactly("DTE_OUT_OF_RANGE 1");
    }
  }

  private static ChainBuilder at(int dte) {
    return ChainBuilder.of("XYZ")
        .stock("100.00", "100.02")
        .dte(dte)
        .call("99", "5.10", "5.20", 100)
        .put("98", "2.15", "2.20", 100);
  }

  @Test
  void looksAtTheNearestExpiriesOnly() {
    ChainBuilder two =
        market().dte(37).call("99", "5.10", "5.20", 100).put("98", "2.15", "2.20", 100);

    assertThat(Scans.refusals(sfr("max-expiries", "1"), two.build()))
        .containsExactly("EXPIRIES_OVER_LIMIT 1");
    assertThat(Scans.refusals(sfr("max-expiries", "2"), two.build())).isEmpty();
  }

  @Test
  void refusesAdjustedContracts() {
    ChainBuilder adjusted =
        ChainBuilder.of("XYZ")
            .stock("100.00", "100.02")
            .tradingClass("XYZ1")
            .dte(30)
            .call("99", "5.10", "5.20", 100)
            .put("98", "2.15", "2.20", 100);

    assertThat(Scans.refusals(sfr(), adjusted.build())).containsExactly("NON_STANDARD_CONTRACT 1");
  }

  @Test
  void looksAtStrikesWithin25DollarsOnly() {
    ChainBuilder far = ChainBuilder.of("XYZ").stock("100", "100.02").dte(30);
    far.call("126", "5.10", "5.20", 9).put("125.5", "2.15", "2.20", 9);

    assertThat(Scans.refusals(sfr(), far.build())).containsExactly("NO_STRIKES_IN_RANGE 1");
  }

  @Test
  void refusesPairsWhoseContractsTheVenueDidNotConfirm() {
    ChainBuilder onlyCalls = ChainBuilder.of("XYZ").stock("100", "100.02").dte(30);
    onlyCalls.call("99", "5.10", "5.20", 9).call("98", "6.10", "6.20", 9);

    assertThat(Scans.refusals(sfr(), onlyCalls.build())).containsExactly("NOT_QUALIFIED 1");
  }

  @Test
  void refusesStrikesTooNearTooWideOrTooFarFromTheMoney() {
    assertThat(refusals(sfr("min-width", "1.01"))).containsExactly("STRIKE_WIDTH_OUT_OF_RANGE 1");
    assertThat(refusals(sfr("min-width", "0.1", "max-width", "0.99")))
        .containsExactly("STRIKE_WIDTH_OUT_OF_RANGE 1");
    assertThat(refusals(sfr("min-call-moneyness", "0.99")))
        .containsExactly("CALL_MONEYNESS_OUT_OF_RANGE 1");
    assertThat(refusals(sfr("max-call-moneyness", "0.98")))
        .containsExactly("CALL_MONEYNESS_OUT_OF_RANGE 1");
    assertThat(refusals(sfr("min-put-moneyness", "0.98")))
        .containsExactly("PUT_MONEYNESS_OUT_OF_RANGE 1");
    assertThat(refusals(sfr("min-put-moneyness", "0.1", "max-put-moneyness", "0.97")))
        .containsExactly("PUT_MONEYNESS_OUT_OF_RANGE 1");
  }

  /** Stock 0.20, options 0.10 + 0.10 + 0.05 + 0.05 each: 0.80 of what could be known. */
  @Test
  void asksMoreOfPartialData() {
    assertThat(refusals(sfr("min-data-quality", "0.80"))).isEmpty();
    assertThat(refusals(sfr("min-data-quality", "0.81"))).containsExactly("DATA_QUALITY_LOW 1");
    assertThat(Scans.refusals(sfr(), market().partial().build())).isEmpty();
    assertThat(Scans.refusals(sfr(), market().put("98", "2.15", "2.20", 0).partial().build()))
        .containsExactly("DATA_QUALITY_LOW 1");
    assertThat(Scans.refusals(sfr(), market().put("98", "2.15", "2.20", 0).build())).isEmpty();
  }

  @Test
  void neverTradesOnAnOptionThatIsHaltedOneSidedCrossedOrStale() {
    assertThat(refusals(call -> call.halted(true))).containsExactly("HALTED 1");
    assertThat(refusals(call -> call.withAsk(-1, -1, NOW))).containsExactly("QUOTE_MISSING 1");
    assertThat(refusals(call -> call.withBid(Prices.of("5.21"), 9_000, NOW)))
        .containsExactly("QUOTE_CROSSED 1");
    assertThat(refusals(call -> call.withBid(call.bid(), 9_000, NOW - 5_001)))
        .containsExactly("QUOTE_STALE 1");
    assertThat(refusals(call -> call.withBid(call.bid(), 9_000, NOW - 5_000))).isEmpty();
  }

  @Test
  void theAgeOfASideThatIsNotTradedOnDoesNotMatter() {
    assertThat(refusals(call -> call.withAsk(call.ask(), 9_000, NOW - 60_000))).isEmpty();
  }

  @Test
  void aSideWhoseMomentIsNotKnownIsStaleUnlessAgeIsNoMatter() {
    ChainSnapshot unknown =
        market().change("99", OptionRight.CALL, c -> c.withBid(c.bid(), 9_000, -1)).build();

    assertThat(Scans.refusals(sfr(), unknown)).containsExactly("QUOTE_STALE 1");
    assertThat(Scans.refusals(sfr("max-quote-age", "none"), unknown)).isEmpty();
  }

  @Test
  void refusesWideSpreadsInDollarsInPercentAndInAll() {
    assertThat(refusals(sfr("max-spread", "0.09"))).containsExactly("BID_ASK_SPREAD_TOO_WIDE 1");
    // The call's 0.10 is 1.942 % of 5.15, the put's 0.05 is 2.299 % of 2.175.
    assertThat(refusals(sfr("max-spread-percent", "1.94")))
        .containsExactly("CALL_SPREAD_PERCENT_TOO_WIDE 1");
    assertThat(refusals(sfr("max-spread-percent", "2.29")))
        .containsExactly("PUT_SPREAD_PERCENT_TOO_WIDE 1");
    assertThat(refusals(sfr("max-spread-percent", "2.31"))).isEmpty();
    assertThat(refusals(sfr("max-total-spread", "0.17")))
        .containsExactly("TOTAL_SPREAD_TOO_WIDE 1");
    assertThat(refusals(sfr("max-total-spread", "0.18"))).isEmpty();
  }

  @Test
  void asksForProfitAtFairAndAtExecutablePrices() {
    // Fair: 98 − (100.01 − 5.15 + 2.175) = 0.965.
    assertThat(refusals(sfr("min-theoretical-profit", "0.9651")))
        .containsExactly("THEORETICAL_PROFIT_TOO_LOW 1");
    assertThat(refusals(sfr("min-theoretical-profit", "0.9650"))).isEmpty();
    assertThat(refusals(sfr("min-profit", "0.8801")))
        .containsExactly("GUARANTEED_PROFIT_TOO_LOW 1");
    assertThat(refusals(sfr("min-profit", "0.8800"))).isEmpty();
  }

  @Test
  void oneTenThousandthBelowTheLeastProfitIsTooLittle() {
    ChainBuilder oneCent = market().call("99", "4.23", "5.20", 100);
    String[] open = {"max-spread-percent", "none", "min-spread-quality", "0"};

    assertThat(Scans.only(sfr(open), oneCent.build()).figures().minProfit())
        .isEqualByComparingTo("0.01");
    assertThat(
            Scans.refusals(
                sfr(open),
                oneCent
                    .change("99", OptionRight.CALL, c -> c.withBid(Prices.of("4.2299"), 9_000, NOW))
                    .build()))
        .containsExactly("GUARANTEED_PROFIT_TOO_LOW 1");
  }

  @Test
  void refusesANegativeCredit() {
    ChainBuilder debit = ChainBuilder.of("XYZ").stock("95.00", "95.02").dte(30);
    debit.call("99", "2.00", "2.05", 100).put("98", "2.15", "2.20", 100);

    assertThat(Scans.refusals(sfr(), debit.build())).containsExactly("NET_CREDIT_NEGATIVE 1");
  }

  @Test
  void asksForAReturnOnTheDebitOnlyWhereOneIsGiven() {
    // 0.88 / 97.12 = 0.9061 %.
    assertThat(refusals(sfr("min-roi", "0.9061"))).containsExactly("PROFIT_TARGET_NOT_MET 1");
    assertThat(refusals(sfr("min-roi", "0.9060"))).isEmpty();
  }

  @Test
  void asksForTheSizeThatTheTradeNeeds() {
    assertThat(refusals(sfr("quantity", "100"))).isEmpty();
    assertThat(refusals(sfr("quantity", "101"))).containsExactly("SIZE_TOO_SMALL 1");
    assertThat(refusals(call -> call.withBid(call.bid(), -1, NOW)))
        .containsExactly("SIZE_TOO_SMALL 1");
    assertThat(refusals(sfr("quantity", "101", "size-matters", "false"))).isEmpty();
  }

  @Test
  void refusesWhatItsFeesWouldTurnIntoALoss() {
    Strategy dear = Scans.free("SFR", "stock-minimum", "43.50");
    Strategy tooDear = Scans.free("SFR", "stock-minimum", "43.51");

    // Bought for 43.50 and sold for 43.50 at the end: 0.87 a share, and 0.01 of profit is left.
    Opportunity found = Scans.only(dear, market().build());
    assertThat(found.netLimit()).isEqualByComparingTo(found.figures().netDebit());
    assertThat(Scans.refusals(tooDear, market().build())).containsExactly("NET_LIMIT_BELOW_COST 1");
  }

  @Test
  void anOutlierAmongTheChainsSpreadsIsOfLowQuality() {
    ChainBuilder chain = ChainBuilder.of("XYZ").stock("100.00", "100.00");
    for (int dte = 20; dte < 28; dte++) {
      chain.dte(dte).call("99", "5.10", "5.11", 100).put("98", "2.20", "2.21", 100);
    }
    chain.dte(28).call("99", "5.10", "5.20", 100).put("98", "2.20", "2.21", 100);

    assertThat(Scans.refusals(sfr(), chain.build())).containsExactly("SPREAD_QUALITY_LOW 1");
    assertThat(Scans.refusals(sfr("max-spread-deviation", "3"), chain.build())).isEmpty();
  }

  private static List<String> refusals(Strategy strategy) {
    return Scans.refusals(strategy, market().build());
  }

  private static List<String> refusals(UnaryOperator<Ticker> changeOfCall) {
    return Scans.refusals(sfr(), market().change("99", OptionRight.CALL, changeOfCall).build());
  }

  private static Strategy sfr(String... settings) {
    return Scans.free("SFR", settings);
  }
}
