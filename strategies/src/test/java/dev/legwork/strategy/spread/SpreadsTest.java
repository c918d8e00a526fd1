package dev.legwork.strategy.spread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.contract.OptionRight;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.OpportunityLeg;
import dev.legwork.strategy.Recheck;
import dev.legwork.strategy.Scans;
import dev.legwork.strategy.Strategy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reversal, box and vertical spread against figures worked out by hand. */
class SpreadsTest {

  /** Sold 100.00 + 2.60 − 2.10 = 100.50, bought back at 100. */
  private static ChainBuilder reversal() {
    return ChainBuilder.of("XYZ")
        .stock("100.00", "100.02")
        .dte(30)
        .call("100", "2.00", "2.10")
        .put("100", "2.60", "2.70");
  }

  @Test
  void aReversalEarnsWhatItBringsAboveTheStrike() {
    Opportunity found = Scans.only(Scans.strategy("REVERSAL"), reversal().build());

    assertThat(legs(found)).containsExactly("SELL 100 stock", "BUY 1 call", "SELL 1 put");
    assertThat(found.figures().netDebit()).isEqualByComparingTo("-100.50");
    assertThat(found.figures().minProfit()).isEqualByComparingTo("0.50");
    assertThat(found.figures().maxProfit()).isEqualByComparingTo("0.50");
    // Fair: 100.01 + 2.65 − 2.05 = 100.61.
    assertThat(found.figures().theoreticalProfit()).isEqualByComparingTo("0.61");
    // 1.00 each: stock and two options. It must bring 100 + 0.01 + 0.03.
    assertThat(found.figures().fees()).isEqualByComparingTo("3");
    assertThat(found.netLimit()).isEqualByComparingTo("-100.04");
    assertThat(found.comboLimit()).isEqualByComparingTo("-100.50");
    assertThat(found.figures().minProfitNet()).isEqualByComparingTo("47");
    assertThat(found.label()).isEqualTo("risk-free");
  }

  @Test
  void aReversalOwesDividendsAndTheBorrowingFee() {
    Opportunity found =
        Scans.only(
            Scans.strategy("REVERSAL", "borrow-rate", "0.0365"),
            reversal().dividend(30, "0.25").build());

    // 25 USD of dividends; 10,002 USD at 3.65 % for 30 days are 30.006 USD.
    assertThat(found.figures().lostDividends()).isEqualByComparingTo("25");
    assertThat(found.figures().carry()).isEqualByComparingTo("30.01");
    assertThat(found.figures().minProfitNet()).isEqualByComparingTo("-8.01");
    assertThat(found.label()).isEqualTo("no loss before costs");
    assertThat(found.netLimit()).isEqualByComparingTo("-100.29");
    assertThat(Scans.refusals(Scans.strategy("REVERSAL"), reversal().dividend(30, "0.50").build()))
        .containsExactly("NET_LIMIT_BELOW_COST 1");
  }

  @Test
  void aReversalIsNotSoldOnAStaleBid() {
    long now = ChainBuilder.NOW.toEpochMilli();

    assertThat(
            Scans.refusals(
                Scans.strategy("REVERSAL"),
                reversal().stock(s -> s.withBid(s.bid(), 9_000, now - 6_000)).build()))
        .containsExactly("STOCK_QUOTE_STALE 1");
    assertThat(
            Scans.refusals(
                Scans.strategy("REVERSAL"),
                reversal().stock(s -> s.withAsk(s.ask(), 9_000, now - 6_000)).build()))
        .isEmpty();
  }

  /** Bought for 4.20 − 1.90 − 0.80 + 3.20 = 4.70, worth 5 at expiry. */
  private static ChainBuilder box() {
    return ChainBuilder.of("XYZ")
        .stock("100.00", "100.02")
        .dte(30)
        .call("100", "4.10", "4.20")
        .call("105", "1.90", "2.00")
        .put("100", "0.80", "0.90")
        .put("105", "3.10", "3.20");
  }

  @Test
  void aBoxEarnsTheDistanceOfItsStrikesLessWhatItCosts() {
    Opportunity found = Scans.only(Scans.strategy("BOX"), box().build());

    assertThat(legs(found))
        .containsExactly("BUY 1 call-low", "SELL 1 call-high", "SELL 1 put-low", "BUY 1 put-high");
    assertThat(found.figures().netDebit()).isEqualByComparingTo("4.70");
    assertThat(found.figures().minProfit()).isEqualByComparingTo("0.30");
    // Fair: 5 − (4.15 − 1.95 − 0.85 + 3.15) = 0.50.
    assertThat(found.figures().theoreticalProfit()).isEqualByComparingTo("0.50");
    assertThat(found.figures().fees()).isEqualByComparingTo("4");
    // 470 × 0.05 × 30 / 365 = 1.93.
    assertThat(found.figures().carry()).isEqualByComparingTo("1.94");
    assertThat(found.figures().minProfitNet()).isEqualByComparingTo("24.06");
    assertThat(found.netLimit()).isEqualByComparingTo("4.95");
    assertThat(found.id()).matches("XYZ-20140606-[0-9a-f]{16}");
  }

  @Test
  void aBoxIsRefusedWhenALegCannotBeTradedOn() {
    assertThat(
            Scans.refusals(
                Scans.strategy("BOX"),
                box().change("100", OptionRight.PUT, put -> put.halted(true)).build()))
        .containsExactly("HALTED 1");
    assertThat(Scans.refusals(Scans.strategy("BOX"), box().put("105", "3.10", "3.50").build()))
        .containsExactly("GUARANTEED_PROFIT_TOO_LOW 1");
  }

  @Test
  void aVerticalLosesAtMostWhatItCosts() {
    Opportunity found =
        Scans.only(
            Scans.strategy("VERTICAL", "rights", "calls", "min-risk-reward", "1"), box().build());

    // 4.20 − 1.90 = 2.30 for a spread of 5: may win 2.70.
    assertThat(legs(found)).containsExactly("BUY 1 call-low", "SELL 1 call-high");
    assertThat(found.figures().netDebit()).isEqualByComparingTo("2.30");
    assertThat(found.figures().minProfit()).isEqualByComparingTo("-2.30");
    assertThat(found.figures().maxProfit()).isEqualByComparingTo("2.70");
    assertThat(found.score().doubleValue()).isBetween(1.1739, 1.1740);
    assertThat(found.netLimit()).isEqualByComparingTo("2.30");
    assertThat(found.label()).isEqualTo("bounded loss");
  }

  @Test
  void verticalsOfBothRightsAreRankedByRiskReward() {
    List<Opportunity> found =
        Scans.scan(Scans.strategy("VERTICAL", "min-risk-reward", "1"), box().build())
            .opportunities();

    // The put spread costs 3.20 − 0.80 = 2.40 and may win 2.60.
    assertThat(found).hasSize(2);
    assertThat(legs(found.getLast())).containsExactly("BUY 1 put-high", "SELL 1 put-low");
    assertThat(found.getLast().figures().netDebit()).isEqualByComparingTo("2.40");
  }

  @Test
  void aVerticalsLossAndLimitStayBelowWhatMayBeLost() {
    String[] calls = {"rights", "calls", "min-risk-reward", "1", "max-slippage", "1", "max-loss"};

    assertThat(Scans.refusals(vertical(calls, "229"), box().build()))
        .containsExactly("MAX_LOSS_EXCEEDED 1");
    assertThat(Scans.refusals(vertical(calls, "231"), box().build()))
        .containsExactly("NET_LIMIT_BELOW_COST 1");
    // 2.40 of loss less 2.00 of fees on 100 shares.
    assertThat(Scans.only(vertical(calls, "240"), box().build()).netLimit())
        .isEqualByComparingTo("2.38");
  }

  @Test
  void aSecondLookFindsTheSameCombinationOrSaysThatItIsGone() {
    Strategy box = Scans.strategy("BOX");
    Opportunity seen = Scans.only(box, box().build());

    assertThat(box.recheck(seen, box().put("105", "3.10", "3.25").build()))
        .isInstanceOfSatisfying(
            Recheck.Stands.class,
            stands ->
                assertThat(stands.opportunity().figures().netDebit()).isEqualByComparingTo("4.75"));
    assertThat(box.recheck(seen, box().put("105", "3.10", "3.50").build()))
        .isEqualTo(new Recheck.Fallen("NOT_THERE_ANY_MORE", "on a second look: not found again"));
  }

  private static Strategy vertical(String[] settings, String maxLoss) {
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = maxLoss;
    return Scans.strategy("VERTICAL", all);
  }

  private static List<String> legs(Opportunity found) {
    return found.legs().stream().map(SpreadsTest::text).toList();
  }

  private static String text(OpportunityLeg leg) {
    return leg.action() + " " + leg.ratio() + " " + leg.name();
  }
}
