package dev.legwork.simulator.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked examples, USD. */
class RegTMarginTest {
  private static final LocalDate JUNE = LocalDate.of(2026, 6, 19);
  private static final LocalDate JULY = LocalDate.of(2026, 7, 17);
  private static final Instrument STOCK = Instrument.stock("TWX");

  private final Map<Integer, BigDecimal> marks = new HashMap<>();
  private final List<Position> positions = new ArrayList<>();

  @Test
  void asksForHalfOfAStockLongOrShort() {
    hold(100, STOCK, "70");
    assertThat(initial()).isEqualByComparingTo("3500");

    positions.clear();
    hold(-100, STOCK, "70");
    assertThat(initial()).isEqualByComparingTo("3500");
  }

  @Test
  void asksForAllOfALongOptionsPremium() {
    spot("69.50");
    hold(2, option("70", Right.CALL, JUNE), "3.00");

    assertThat(initial()).as("2 × 3.00 × 100").isEqualByComparingTo("600");
  }

  @Test
  void asksForTwentyPercentLessOutOfTheMoneyOfANakedCall() {
    spot("69.50");
    hold(-1, option("70", Right.CALL, JUNE), "0.99");

    assertThat(initial()).as("99 + 20 % of 6,950 − 50").isEqualByComparingTo("1439");
  }

  @Test
  void asksForAtLeastTenPercentOfTheSpotForANakedCall() {
    spot("50");
    hold(-1, option("60", Right.CALL, JUNE), "0.10");

    assertThat(initial()).as("10 + 10 % of 5,000").isEqualByComparingTo("510");
  }

  @Test
  void asksForAtLeastTenPercentOfTheStrikeForANakedPut() {
    spot("70");
    hold(-1, option("60", Right.PUT, JUNE), "0.20");

    assertThat(initial()).as("20 + 10 % of 6,000").isEqualByComparingTo("620");
  }

  @Test
  void doesNotDiscountAnOptionInTheMoney() {
    spot("70");
    hold(-1, option("75", Right.PUT, JUNE), "5.40");

    assertThat(initial()).as("540 + 20 % of 7,000").isEqualByComparingTo("1940");
  }

  @Test
  void asksNothingForACoveredCall() {
    hold(200, STOCK, "70");
    hold(-2, option("70", Right.CALL, JUNE), "1.00");
    assertThat(initial()).as("half of the stock only").isEqualByComparingTo("7000");

    positions.clear();
    hold(199, STOCK, "70");
    hold(-2, option("70", Right.CALL, JUNE), "1.00");
    assertThat(initial())
        .as("99 shares cover nothing: 6,965 + 100 + 20 % of 7,000")
        .isEqualByComparingTo("8465");
  }

  @Test
  void asksForStockAndPutOfAConversion() {
    hold(100, STOCK, "69.50");
    hold(1, option("70", Right.PUT, JUNE), "1.20");
    hold(-1, option("70", Right.CALL, JUNE), "0.99");

    assertThat(initial()).as("3,475 + 120").isEqualByComparingTo("3595");
  }

  @Test
  void asksForTheWidthOfAVertical() {
    spot("70");
    hold(-1, option("70", Right.CALL, JUNE), "2.00");
    hold(1, option("75", Right.CALL, JUNE), "0.50");
    assertThat(initial()).as("bear call spread").isEqualByComparingTo("500");

    positions.clear();
    hold(-1, option("70", Right.PUT, JUNE), "2.00");
    hold(1, option("65", Right.PUT, JUNE), "0.50");
    assertThat(initial()).as("bull put spread").isEqualByComparingTo("500");

    positions.clear();
    hold(1, option("70", Right.CALL, JUNE), "2.00");
    hold(-1, option("75", Right.CALL, JUNE), "0.50");
    assertThat(initial()).as("bull call spread: paid for").isEqualByComparingTo("0");
  }

  @Test
  void countsNoCoverThatExpiresFirst() {
    spot("70");
    hold(-1, option("70", Right.CALL, JULY), "2.00");
    hold(1, option("75", Right.CALL, JUNE), "0.50");

    assertThat(initial()).as("200 + 1,400 naked, 50 paid").isEqualByComparingTo("1650");
  }

  @Test
  void countsNoCoverOfAnotherUnderlying() {
    hold(-1, option("70", Right.CALL, JUNE), "1.00");
    spot("70");
    hold(100, Instrument.stock("GOOG"), "500");

    assertThat(initial()).as("1,500 naked + 25,000").isEqualByComparingTo("26500");
  }

  private void spot(String price) {
    marks.put(STOCK.conId(), new BigDecimal(price));
  }

  private static Instrument option(String strike, Right right, LocalDate expiry) {
    return Instrument.option("TWX", expiry, new BigDecimal(strike), right, MarketRule.CENT);
  }

  private void hold(long quantity, Instrument instrument, String mark) {
    marks.put(instrument.conId(), new BigDecimal(mark));
    positions.add(new Position(instrument, quantity, BigDecimal.ZERO, BigDecimal.ZERO));
  }

  private BigDecimal initial() {
    return new RegTMargin(
            new Marks() {
              @Override
              public BigDecimal mark(Instrument instrument) {
                return marks.get(instrument.conId());
              }

              @Override
              public BigDecimal underlying(String symbol) {
                return marks.get(Instrument.stock(symbol).conId());
              }
            })
        .of(positions)
        .initial();
  }
}
