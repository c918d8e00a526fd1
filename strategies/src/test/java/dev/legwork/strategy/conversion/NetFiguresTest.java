package dev.legwork.strategy.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Scans;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Fees, carry and lost dividends beside the raw figures. */
class NetFiguresTest {

  @Test
  void netIsRawLessFeesAndInterestOnTheDebit() {
    Opportunity found =
        Scans.only(Scans.strategy("SFR", "cost-limit", "none"), Golden.sfr().build());
    Figures figures = found.figures();

    assertThat(figures.fees()).isEqualByComparingTo("4");
    // 148.55 × 100 × 0.05 × 30 / 365 = 61.046.
    assertThat(figures.carry()).isEqualByComparingTo("61.05");
    assertThat(figures.minProfitNet()).isEqualByComparingTo("-20.05");
    assertThat(figures.maxProfitNet()).isEqualByComparingTo("79.95");
  }

  @Test
  void whatCarryTurnsIntoALossIsNotCalledRiskFree() {
    Opportunity dear =
        Scans.only(Scans.strategy("SFR", "cost-limit", "none"), Golden.sfr().build());
    Opportunity cheap =
        Scans.only(
            Scans.strategy("SFR", "cost-limit", "none", "carry-rate", "0.03"),
            Golden.sfr().build());

    assertThat(dear.label()).isEqualTo("no loss before costs");
    assertThat(cheap.figures().minProfitNet()).isEqualByComparingTo("4.37");
    assertThat(cheap.label()).isEqualTo("risk-free");
  }

  @Test
  void netMayBeAsked() {
    assertThat(
            Scans.refusals(
                Scans.strategy("SFR", "cost-limit", "none", "net-matters", "true"),
                Golden.sfr().build()))
        .containsExactly("NET_PROFIT_NOT_POSITIVE 1");
  }

  @Test
  void aDividendBeforeExpiryIsLostWhereTheCallIsInTheMoney() {
    String[] settings = {"cost-limit", "none"};

    assertThat(
            lost(
                Scans.only(Scans.free("SFR", settings), Golden.sfr().dividend(30, "0.20").build())))
        .isEqualTo("20");
    assertThat(
            lost(
                Scans.only(Scans.free("SFR", settings), Golden.sfr().dividend(31, "0.20").build())))
        .isEqualTo("0");
    assertThat(
            lost(Scans.only(Scans.free("SFR", settings), Golden.sfr().dividend(0, "0.20").build())))
        .isEqualTo("0");
    assertThat(
            lost(
                Scans.only(
                    Scans.free("SYNTHETIC"), Golden.synthetic().dividend(20, "0.20").build())))
        .isEqualTo("0");
  }

  @Test
  void figuresAreForAllUnits() {
    Figures three =
        Scans.only(
                Scans.strategy("SFR", "cost-limit", "none", "quantity", "3"), Golden.sfr().build())
            .figures();

    // Stock 300 × 0.005 = 1.50 twice, options 3 × 0.65 = 1.95 twice.
    assertThat(three.fees()).isEqualByComparingTo("6.90");
    assertThat(three.minProfit()).isEqualByComparingTo("0.45");
    assertThat(three.minProfitNet())
        .isEqualByComparingTo(new BigDecimal("135").subtract(three.fees()).subtract(three.carry()));
  }

  private static String lost(Opportunity found) {
    return found.figures().lostDividends().toPlainString();
  }
}
