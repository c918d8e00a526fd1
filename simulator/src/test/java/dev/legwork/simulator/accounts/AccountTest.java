package dev.legwork.simulator.accounts;

import static dev.legwork.simulator.orders.Side.BUY;
import static dev.legwork.simulator.orders.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {
  private static final Instrument STOCK = Instrument.stock("TWX");
  private static final Instrument PUT =
      Instrument.option(
          "TWX",
          LocalDate.of(2026, 6, 19),
          new BigDecimal("70"),
          Right.PUT,
          MarketRule.PENNY_OPTION);

  private final Account account = new Account("DU1", new BigDecimal("10000"));

  @Test
  void movesCashByPriceMultiplierAndCommission() {
    trade(PUT, BUY, 2, "1.20", "1.30");

    assertThat(account.cash()).isEqualByComparingTo("9758.70");
    assertThat(account.position(PUT).averageCost()).isEqualByComparingTo("120.65");
  }

  @Test
  void realisesWhatClosesAndKeepsTheCostOfTheRest() {
    trade(STOCK, BUY, 100, "69.50", "1.00");
    trade(STOCK, SELL, 40, "70.00", "1.00");

    Position rest = account.position(STOCK);
    assertThat(rest.quantity()).isEqualTo(60);
    assertThat(rest.averageCost()).isEqualByComparingTo("69.51");
    assertThat(rest.realized()).as("40 × 0.49 − 1").isEqualByComparingTo("18.60");
  }

  @Test
  void turnsThroughZeroWithTheCostOfTheNewSide() {
    trade(STOCK, BUY, 100, "69.50", "1.00");
    trade(STOCK, SELL, 150, "70.00", "1.50");

    assertThat(account.position(STOCK).quantity()).isEqualTo(-50);
    assertThat(account.position(STOCK).averageCost()).isEqualByComparingTo("69.99");
  }

  @Test
  void endsWhereItBeganButForWhatWasRealised() {
    trade(PUT, SELL, 3, "1.20", "1.95");
    trade(PUT, BUY, 3, "1.50", "1.95");

    assertThat(account.position(PUT).quantity()).isZero();
    assertThat(account.cash()).isEqualByComparingTo("9906.10");
    assertThat(account.realized()).isEqualByComparingTo("-93.90");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 69.50, 1.00", // the minimum
    "300, 69.50, 1.50", // 0.005 a share
    "10, 2.00, 0.20", // at most 1 % of the value
  })
  void chargesStockByShareWithinBounds(long quantity, String price, String commission) {
    BigDecimal value = new BigDecimal(price).multiply(BigDecimal.valueOf(quantity));

    assertThat(Commissions.ofOrder(STOCK, quantity, value)).isEqualByComparingTo(commission);
  }

  @ParameterizedTest
  @CsvSource({"1, 1.00", "2, 1.30", "10, 6.50"})
  void chargesOptionsByContract(long quantity, String commission) {
    assertThat(Commissions.ofOrder(PUT, quantity, BigDecimal.ONE)).isEqualByComparingTo(commission);
  }

  private void trade(
      Instrument instrument, Side side, long quantity, String price, String commission) {
    account.trade(instrument, side, quantity, new BigDecimal(price), new BigDecimal(commission));
  }
}
