package dev.legwork.margin;

import static dev.legwork.order.Side.BUY;
import static dev.legwork.order.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.OptionRight;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples, USD. */
class MarginModelTest {

  @Test
  void asksForHalfOfAStockLongOrShort() {
    assertThat(whole("70", Legs.stock(BUY, 100, "70")).requirement()).isEqualByComparingTo("3500");
    assertThat(whole("70", Legs.stock(SELL, 100, "70")).requirement()).isEqualByComparingTo("3500");
  }

  @Test
  void asksForALongOptionsPremiumOnce() {
    WorstCase long2 = whole("69.50", Legs.call("c", BUY, 2, "70", "3.00"));

    assertThat(long2.requirement()).isEqualByComparingTo("600");
    assertThat(long2.needed()).as("its value is loan value").isEqualByComparingTo("600");
  }

  @Test
  void asksForTwentyPercentLessOutOfTheMoneyOfAnUncoveredCall() {
    WorstCase naked = whole("69.50", Legs.call("c", SELL, 1, "70", "0.99"));

    assertThat(naked.requirement()).as("99 + 20 % of 6,950 − 50").isEqualByComparingTo("1439");
    assertThat(naked.needed()).as("99 were taken in").isEqualByComparingTo("1340");
  }

  @Test
  void asksForAtLeastTenPercentOfSpotOrStrike() {
    assertThat(whole("50", Legs.call("c", SELL, 1, "60", "0.10")).requirement())
        .as("10 + 10 % of 5,000")
        .isEqualByComparingTo("510");
    assertThat(whole("70", Legs.put("p", SELL, 1, "60", "0.20")).requirement())
        .as("20 + 10 % of 6,000")
        .isEqualByComparingTo("620");
  }

  @Test
  void asksNothingForACoveredCallAndAllForOneBeyondTheCover() {
    assertThat(
            whole("70", Legs.stock(BUY, 200, "70"), Legs.call("c", SELL, 2, "70", "1.00"))
                .requirement())
        .isEqualByComparingTo("7000");
    assertThat(
            whole("70", Legs.stock(BUY, 199, "70"), Legs.call("c", SELL, 2, "70", "1.00"))
                .requirement())
        .as("6,965 + 100 + 20 % of 7,000")
        .isEqualByComparingTo("8465");
  }

  @Test
  void asksForTheWidthOfAVertical() {
    assertThat(
            whole(
                    "70",
                    Legs.call("short", SELL, 1, "70", "2.00"),
                    Legs.call("long", BUY, 1, "75", "0.50"))
                .requirement())
        .isEqualByComparingTo("500");
    assertThat(
            whole(
                    "70",
                    Legs.put("short", SELL, 1, "70", "2.00"),
                    Legs.put("long", BUY, 1, "65", "0.50"))
                .needed())
        .as("the width, less the credit of 150")
        .isEqualByComparingTo("350");
  }

  @Test
  void countsNoCoverThatExpiresFirst() {
    assertThat(
            whole(
                    "70",
                    Legs.option("short", OptionRight.CALL, Legs.JULY, SELL, 1, "70", "2.00"),
                    Legs.option("long", OptionRight.CALL, Legs.JUNE, BUY, 1, "75", "0.50"))
                .requirement())
        .as("200 + 1,400 uncovered, 50 paid")
        .isEqualByComparingTo("1650");
  }

  @Test
  void findsTheShortsOfAnIronCondorTheWorstToHoldAlone() {
    var condor =
        List.of(
            Legs.put("longPut", BUY, 1, "60", "0.10"),
            Legs.put("shortPut", SELL, 1, "65", "0.40"),
            Legs.call("shortCall", SELL, 1, "75", "0.45"),
            Legs.call("longCall", BUY, 1, "80", "0.10"));

    MarginModel.Assessment told =
        MarginModel.assess(condor, new BigDecimal("70"), Legs.TODAY, Shocks.DEFAULT);

    assertThat(told.worstPart().legs()).containsExactly("shortPut", "shortCall");
    assertThat(told.worst()).isEqualTo(told.worstPart());
    assertThat(told.whole().needed())
        .as("two widths, less a credit of 65")
        .isEqualByComparingTo("935");
    assertThat(told.worstPart().shock().volatility()).isEqualTo(1.5);
  }

  @Test
  void findsStockAndPutOfAConversionTheWorst() {
    var conversion =
        List.of(
            Legs.stock(BUY, 100, "70"),
            Legs.put("put", BUY, 1, "70", "1.20"),
            Legs.call("call", SELL, 1, "70", "1.00"));

    MarginModel.Assessment told =
        MarginModel.assess(conversion, new BigDecimal("70"), Legs.TODAY, Shocks.DEFAULT);

    assertThat(told.worstPart().legs()).containsExactly("stock", "put");
    assertThat(told.worstPart().shock().price()).isEqualTo(0.97);
    assertThat(told.worstPart().needed())
        .as("half of 6,790, the loss of 210, and the put's 120")
        .isEqualByComparingTo("3725");
  }

  @Test
  void losesOnTheWayDownToo() {
    WorstCase put =
        MarginModel.assess(
                List.of(Legs.put("p", SELL, 1, "70", "1.00")),
                new BigDecimal("70"),
                Legs.TODAY,
                Shocks.DEFAULT)
            .whole();

    assertThat(put.shock().price()).isEqualTo(0.97);
    assertThat(put.needed())
        .as("10 % of a strike and 20 % of a spot ask for less than the fall costs beside")
        .isGreaterThan(new BigDecimal("1500"));
  }

  @Test
  void knowsNoPartOfASingleLeg() {
    assertThat(
            MarginModel.assess(
                    List.of(Legs.stock(BUY, 1, "70")),
                    new BigDecimal("70"),
                    Legs.TODAY,
                    Shocks.DEFAULT)
                .worstPart())
        .isNull();
  }

  private static WorstCase whole(String spot, MarginLeg... legs) {
    return MarginModel.assess(List.of(legs), new BigDecimal(spot), Legs.TODAY, Legs.NONE).whole();
  }
}
