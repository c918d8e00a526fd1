package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.chain.Prices;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.Scans;
import dev.legwork.strategy.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden vectors of SFR, to the fourth decimal. */
class SfrGoldenTest {

  @Test
  void figuresAreThoseOfTheGoldenVector() {
    Opportunity found = Scans.only(sfr(), Golden.sfr().build());

    assertThat(found.figures().netDebit()).isEqualByComparingTo("148.55");
    assertThat(found.figures().minProfit()).isEqualByComparingTo("0.45");
    assertThat(found.figures().maxProfit()).isEqualByComparingTo("1.45");
    assertThat(found.figures().theoreticalProfit()).isEqualByComparingTo("0.585");
    assertThat(rounded(found.figures().roiPercent())).isEqualByComparingTo("0.3029");
    BigDecimal credit = found.leg("call").price().subtract(found.leg("put").price());
    assertThat(credit).isEqualByComparingTo("5.15");
  }

  @ParameterizedTest
  @CsvSource({
    "balanced,          0.9312, 1",
    "profit-focused,    0.9512, 0.8825",
    "liquidity-focused, 0.9034, 0.9802",
    "conservative,      0.9023, 0.8825"
  })
  void scoresAreThoseOfTheGoldenVector(String preset, BigDecimal score, BigDecimal time) {
    Opportunity found = Scans.only(sfr("scoring", preset), Golden.sfr().build());

    assertThat(rounded(found.score())).isEqualByComparingTo(score);
    assertThat(rounded(found.components().get("time"))).isEqualByComparingTo(time);
    assertThat(rounded(found.components().get("liquidity"))).isEqualByComparingTo("0.8262");
    assertThat(rounded(found.components().get("spread"))).isEqualByComparingTo("0.8311");
  }

  @Test
  void spreadQualityIsThatOfTheGoldenVector() {
    Strategy justBelow = sfr("min-spread-quality", "0.7224");
    Strategy justAbove = sfr("min-spread-quality", "0.7225");

    assertThat(Scans.scan(justBelow, Golden.sfr().build()).opportunities()).hasSize(1);
    assertThat(Scans.refusals(justAbove, Golden.sfr().build()))
        .containsExactly("SPREAD_QUALITY_LOW 1");
  }

  /** D1: stock 153.70, call sold at 8.17, put bought at 3.78: 149.31 for what is worth 149. */
  @Test
  void d1sRealLossIsSeenAndRefused() {
    ChainBuilder filled =
        Golden.sfr().call("150", "8.17", "8.80", 500).put("149", "3.40", "3.78", 300);
    Pair pair = new Pair();
    pair.moveTo(filled.build());
    pair.moveTo(filled.build().expiries().getFirst(), 30);
    pair.moveTo(1, 0);

    assertThat(Prices.dollars(pair.debit())).isEqualByComparingTo("149.31");
    assertThat(Prices.dollars(pair.minProfit())).isEqualByComparingTo("-0.31");
    assertThat(Scans.scan(sfr("min-theoretical-profit", "-9"), filled.build()).funnels().getFirst())
        .satisfies(f -> assertThat(f.refused(Refusal.ARBITRAGE_CONDITION_NOT_MET)).isEqualTo(1));
  }

  /** The combo that lost could be filled up to 150.04; ours can not even reach the put strike. */
  @Test
  void theLimitOfD1sTradeLeavesMinimumProfitAndFees() {
    Opportunity found =
        Scans.only(
            Scans.strategy("SFR", "cost-limit", "none", "min-profit", "0.10"),
            Golden.sfr().build());

    // 1.00 stock, 1.00 each option, 1.00 to sell the stock again: 4.00 on 100 shares.
    assertThat(found.figures().fees()).isEqualByComparingTo("4");
    assertThat(found.netLimit()).isEqualByComparingTo("148.86");
    assertThat(found.comboLimit()).isEqualByComparingTo("148.55");
    assertThat(found.breakEven()).isEqualByComparingTo("148.96");
  }

  private static Strategy sfr(String... settings) {
    String[] all = new String[settings.length + 2];
    all[0] = "cost-limit";
    all[1] = "none";
    System.arraycopy(settings, 0, all, 2, settings.length);
    return Scans.free("SFR", all);
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(4, RoundingMode.HALF_UP);
  }
}
