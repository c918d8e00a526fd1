package dev.legwork.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.report.Impact;
import dev.legwork.report.TradeShape;
import dev.legwork.request.Placing;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.statistics.Rollbacks.Frequency;
import dev.legwork.statistics.Rollbacks.OnUnderlying;
import dev.legwork.statistics.Statistics.Group;
import dev.legwork.statistics.Statistics.Performer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final LocalDate DAY = LocalDate.of(2014, 6, 6);

  /** Two committed, one taken back, one with a residual, one unfilled, one rejected. */
  private static final List<TradeFigures> TRADES =
      List.of(
          committed("a", "SFR", Placing.PARALLEL, "0.02", "30", "28", "25.69", 800),
          committed("b", "SFR", Placing.PARALLEL, "-0.01", "50", "51", "48.69", 600),
          undone("c", TradeState.UNWOUND, ReasonCode.TIMEOUT, "TWX", "7", "-10.45", 5_400),
          undone("d", TradeState.RESIDUAL, ReasonCode.TIMEOUT, "GOOG", "12", "-40", 9_000),
          empty("e", TradeState.NOT_FILLED, ReasonCode.TIMEOUT, true),
          empty("f", TradeState.REJECTED, ReasonCode.NOT_MARKETABLE, false),
          empty("g", TradeState.REJECTED, ReasonCode.NOT_MARKETABLE, false));

  private static final Statistics STATISTICS = Statistics.of(TRADES);

  @Test
  void ratesAreOfTheTradesThatWereSent() {
    Tally total = STATISTICS.total();

    assertThat(total.trades()).isEqualTo(7);
    assertThat(total.sent()).isEqualTo(5);
    assertThat(total.states())
        .isEqualTo(
            Map.of(
                TradeState.COMMITTED, 2,
                TradeState.UNWOUND, 1,
                TradeState.RESIDUAL, 1,
                TradeState.NOT_FILLED, 1,
                TradeState.REJECTED, 2));
    assertThat(total.fillRate()).isEqualTo(usd("40"));
    assertThat(total.unwindRate()).isEqualTo(usd("40"));
  }

  @Test
  void addsUpWhatTradesEarnedAndLost() {
    Tally total = STATISTICS.total();

    // 25.69 + 48.69 − 10.45 − 40
    assertThat(total.netProfit()).isEqualTo(usd("23.93"));
    assertThat(total.unwindCost()).isEqualTo(usd("19"));
    // (0.02 − 0.01) / 2
    assertThat(total.meanSlippage()).isEqualTo(usd("0.005"));
    // (28 + 51) / (30 + 50)
    assertThat(total.profitCapture()).isEqualTo(usd("98.75"));
    // 600 800 5400 9000 15000
    assertThat(total.medianMillis()).isEqualTo(5_400);
    assertThat(total.longestMillis()).isEqualTo(15_000);
  }

  @Test
  void countsByStrategyOrShapeAndMode() {
    assertThat(STATISTICS.groups())
        .extracting(Group::kind, Group::mode, group -> group.tally().trades())
        .containsExactly(
            tuple("CONVERSION", "HEDGE_FIRST", 2),
            tuple("SFR", "-", 3),
            tuple("SFR", "PARALLEL", 2));
  }

  @Test
  void tellsWhatTakingBackCost() {
    assertThat(STATISTICS.rollbacks())
        .isEqualTo(
            new Rollbacks(
                2,
                1,
                1,
                usd("50"),
                usd("19"),
                usd("6.9"),
                usd("7200"),
                List.of(
                    new OnUnderlying("GOOG", 1, usd("12")), new OnUnderlying("TWX", 1, usd("7"))),
                List.of(new Frequency(ReasonCode.TIMEOUT, 2))));
  }

  @Test
  void theTopPerformersEarnMost() {
    assertThat(STATISTICS.top()).extracting(Performer::id).containsExactly("b", "a");
  }

  @Test
  void tellsWhatWasRefusedMostOften() {
    assertThat(STATISTICS.refusals())
        .containsExactly(
            new Frequency(ReasonCode.NOT_MARKETABLE, 2), new Frequency(ReasonCode.TIMEOUT, 1));
  }

  @Test
  void dividesByNothingWhereThereIsNothing() {
    Statistics none = Statistics.of(List.of());

    assertThat(none.total().fillRate()).isNull();
    assertThat(none.total().meanSlippage()).isNull();
    assertThat(none.total().medianMillis()).isNull();
    assertThat(none.rollbacks().cleanRate()).isNull();
    assertThat(SummaryText.daily(Summary.of(DAY, DAY, null, 0, List.of())))
        .startsWith("SUMMARY 2014-06-06 (UTC), all accounts\n0 trades ended");
  }

  @Test
  void writesADayForATerminal() {
    assertThat(SummaryText.daily(Summary.of(DAY, DAY, "DU1000001", 2, TRADES)))
        .isEqualTo(
            """
            SUMMARY 2014-06-06 (UTC), account DU1000001
            7 trades ended, 5 of them had sent orders; 2 still run
            money in USD; what is still held counts at the underlying's worst price at expiry

            STRATEGY    MODE         TRADES  COMMITTED  UNWOUND  RESIDUAL  UNFILLED  REJECTED  FILL %  UNWIND %  SLIPPAGE  CAPTURE %     NET   FEES  UNWIND COST  OVER COMBO  MEDIAN MS
            CONVERSION  HEDGE_FIRST       2          0        1         1         0         0    0.00    100.00         -          -  -50.45   6.90        19.00      -74.00       5400
            SFR         -                 3          0        0         0         1         2    0.00      0.00         -          -    0.00   0.00         0.00        0.00      15000
            SFR         PARALLEL          2          2        0         0         0         0  100.00      0.00    +0.005      98.75  +74.38   4.62         0.00       -2.00        600
            all                           7          2        1         1         1         2   40.00     40.00    +0.005      98.75  +23.93  11.52        19.00      -76.00       5400

            TAKEN BACK  CLEAN  LEFT  CLEAN %   COST  FEES  MEAN MS
                     2      1     1    50.00  19.00  6.90  7200.00

            TAKEN BACK ON  TRADES   COST
            GOOG                1  12.00
            TWX                 1   7.00

            TAKEN BACK BECAUSE  TRADES
            TIMEOUT                  2

            TOP  STRATEGY  UNDERLYING     NET  ROI %
            b    SFR       TWX         +48.69  +0.40
            a    SFR       TWX         +25.69  +0.40

            ENDED EMPTY BECAUSE  TRADES
            NOT_MARKETABLE            2
            TIMEOUT                   1

            ACCEPTED              TRADE  STRATEGY    UNDERLYING  MODE         STATE       REASON          SLIPPAGE     NET  ROI %     MS
            2014-06-06T13:45:00Z  a      SFR         TWX         PARALLEL     COMMITTED   -                  +0.02  +25.69  +0.40    800
            2014-06-06T13:45:01Z  b      SFR         TWX         PARALLEL     COMMITTED   -                  -0.01  +48.69  +0.40    600
            2014-06-06T13:45:02Z  c      CONVERSION  TWX         HEDGE_FIRST  UNWOUND     TIMEOUT                -  -10.45  -0.10   5400
            2014-06-06T13:45:03Z  d      CONVERSION  GOOG        HEDGE_FIRST  RESIDUAL    TIMEOUT                -  -40.00  -0.10   9000
            2014-06-06T13:45:04Z  e      SFR         TWX         -            NOT_FILLED  TIMEOUT                -    0.00      -  15000
            2014-06-06T13:45:05Z  f      SFR         TWX         -            REJECTED    NOT_MARKETABLE         -    0.00      -  15000
            2014-06-06T13:45:06Z  g      SFR         TWX         -            REJECTED    NOT_MARKETABLE         -    0.00      -  15000
            """);
  }

  @Test
  void statisticsNameNoSingleTradeButTheTop() {
    String text = SummaryText.statistics(Summary.of(DAY, DAY.plusDays(1), null, 0, TRADES));

    assertThat(text).startsWith("SUMMARY 2014-06-06 to 2014-06-07 (UTC), all accounts");
    assertThat(text).doesNotContain("ACCEPTED");
  }

  private static TradeFigures committed(
      String id,
      String strategy,
      Placing mode,
      String slippage,
      String expected,
      String gross,
      String net,
      long millis) {
    return new TradeFigures(
        id,
        "DU1000001",
        strategy,
        TradeShape.CONVERSION,
        "TWX",
        mode,
        TradeState.COMMITTED,
        null,
        at(id),
        at(id).plusMillis(millis),
        millis,
        usd("1"),
        true,
        3,
        3,
        usd("69.72"),
        usd("69.7"),
        usd("69.7").add(usd(slippage)),
        usd(slippage),
        usd(slippage).movePointRight(2),
        Impact.GOOD,
        usd(expected),
        usd(gross),
        usd("2.31"),
        false,
        usd(net),
        usd("6970"),
        usd("0.4"),
        BigDecimal.ZERO,
        true,
        usd("-1"));
  }

  private static TradeFigures undone(
      String id,
      TradeState state,
      ReasonCode reason,
      String underlying,
      String cost,
      String net,
      long millis) {
    return new TradeFigures(
        id,
        "DU1000001",
        null,
        TradeShape.CONVERSION,
        underlying,
        Placing.HEDGE_FIRST,
        state,
        reason,
        at(id),
        at(id).plusMillis(millis),
        millis,
        usd("1"),
        true,
        3,
        2,
        usd("69.72"),
        usd("69.7"),
        null,
        null,
        null,
        null,
        usd("30"),
        usd(net).add(usd("3.45")),
        usd("3.45"),
        false,
        usd(net),
        usd("7090"),
        usd("-0.1"),
        usd(cost),
        true,
        usd("-37"));
  }

  private static TradeFigures empty(String id, TradeState state, ReasonCode reason, boolean sent) {
    return new TradeFigures(
        id,
        "DU1000001",
        "SFR",
        TradeShape.CONVERSION,
        "TWX",
        null,
        state,
        reason,
        at(id),
        at(id).plusMillis(15_000),
        15_000L,
        usd("1"),
        sent,
        3,
        0,
        usd("69.72"),
        null,
        null,
        null,
        null,
        null,
        null,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        false,
        BigDecimal.ZERO,
        null,
        null,
        BigDecimal.ZERO,
        null,
        null);
  }

  private static Instant at(String id) {
    return Instant.parse("2014-06-06T13:45:00Z").plusSeconds(id.charAt(0) - 'a');
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
