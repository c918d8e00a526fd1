package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.chain.ChainBuilder;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Scans;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden vectors of Synthetic, to the fourth decimal, and its traps of sign and unit. */
class SyntheticGoldenTest {

  @Test
  void figuresAreThoseOfTheGoldenVector() {
    Opportunity found = Scans.only(Scans.free("SYNTHETIC"), Golden.synthetic().build());

    assertThat(found.figures().netDebit()).isEqualByComparingTo("98.20");
    assertThat(found.figures().minProfit()).isEqualByComparingTo("-0.70");
    assertThat(found.figures().maxProfit()).isEqualByComparingTo("1.80");
    assertThat(part(found, "risk-reward")).isEqualByComparingTo("2.5714");
    assertThat(part(found, "liquidity")).isEqualByComparingTo("0.8780");
    assertThat(part(found, "time")).isEqualByComparingTo("0.8333");
    assertThat(part(found, "quality")).isEqualByComparingTo("0.7505");
    assertThat(found.netLimit()).isEqualByComparingTo("98.20");
    assertThat(found.comboLimit()).isEqualByComparingTo("98.20");
    assertThat(found.breakEven()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "balanced,          1.5273",
    "conservative,      1.4034",
    "aggressive,        1.6730",
    "liquidity-focused, 1.2771"
  })
  void scoresAreThoseOfTheGoldenVector(String preset, BigDecimal score) {
    Opportunity found =
        Scans.only(Scans.free("SYNTHETIC", "scoring", preset), Golden.synthetic().build());

    assertThat(found.score().setScale(4, RoundingMode.HALF_UP)).isEqualByComparingTo(score);
  }

  /** −0.70 a share is a loss of 70 USD a conversion. */
  @Test
  void maxLossIsAPositiveAmountForOneConversion() {
    assertThat(
            Scans.scan(Scans.free("SYNTHETIC", "max-loss", "70"), Golden.synthetic().build())
                .opportunities())
        .hasSize(1);
    assertThat(
            Scans.refusals(
                Scans.free("SYNTHETIC", "max-loss", "69.99"), Golden.synthetic().build()))
        .containsExactly("MAX_LOSS_EXCEEDED 1");
  }

  /** 1.80 a share is a profit of 180 USD a conversion; more than the cap is not believed. */
  @Test
  void maxProfitIsAnUpperBound() {
    assertThat(
            Scans.scan(Scans.free("SYNTHETIC", "max-profit-cap", "180"), Golden.synthetic().build())
                .opportunities())
        .hasSize(1);
    assertThat(
            Scans.refusals(
                Scans.free("SYNTHETIC", "max-profit-cap", "179"), Golden.synthetic().build()))
        .containsExactly("MAX_PROFIT_EXCEEDED 1");
  }

  @Test
  void whatCannotLoseIsLeftToSfr() {
    ChainBuilder riskFree = Golden.synthetic().call("100", "3.70", "3.80", 500);

    assertThat(Scans.refusals(Scans.free("SYNTHETIC"), riskFree.build()))
        .containsExactly("RISK_FREE 1");
  }

  @Test
  void riskRewardNearBreakEvenIsCappedInTheScore() {
    ChainBuilder nearly = Golden.synthetic().call("100", "3.69", "3.79", 500);

    Opportunity found = Scans.only(Scans.free("SYNTHETIC"), nearly.build());

    assertThat(found.figures().minProfit()).isEqualByComparingTo("-0.01");
    assertThat(part(found, "risk-reward")).isEqualByComparingTo("5");
  }

  @Test
  void theLossAllowedAndFeesBoundWhatSlippageMayAdd() {
    Opportunity wide =
        Scans.only(
            Scans.strategy("SYNTHETIC", "max-slippage", "0.20", "max-loss", "200"),
            Golden.synthetic().build());
    Opportunity bounded =
        Scans.only(
            Scans.strategy("SYNTHETIC", "max-slippage", "0.20", "max-loss", "80"),
            Golden.synthetic().build());

    assertThat(wide.netLimit()).isEqualByComparingTo("98.40");
    // 97.50 + 0.80 − 4.00 of fees on 100 shares.
    assertThat(bounded.netLimit()).isEqualByComparingTo("98.26");
  }

  private static BigDecimal part(Opportunity found, String name) {
    return found.components().get(name).setScale(4, RoundingMode.HALF_UP);
  }
}
