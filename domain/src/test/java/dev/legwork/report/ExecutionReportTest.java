package dev.legwork.report;

import static dev.legwork.report.Trades.START;
import static dev.legwork.report.Trades.filled;
import static dev.legwork.report.Trades.order;
import static dev.legwork.report.Trades.record;
import static dev.legwork.report.Trades.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.report.ExecutionReport.Basis;
import dev.legwork.report.ExecutionReport.Cash;
import dev.legwork.report.ExecutionReport.LegReport;
import dev.legwork.report.ExecutionReport.Net;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionReportTest {

  private static final TradeRecord COMMITTED =
      record(
          1,
          TradeState.COMMITTED,
          null,
          List.of(
              filled("stock", Side.BUY, "100", "69.58", "1"),
              filled("put", Side.BUY, "1", "1.32", "0.65"),
              filled("call", Side.SELL, "1", "1.21", "0.66")));

  private static final TradeRecord UNWOUND =
      record(
          1,
          TradeState.UNWOUND,
          new Reason(ReasonCode.TIMEOUT, "after the first fill"),
          List.of(
              filled("stock", Side.BUY, "100", "69.60", "1"),
              filled("put", Side.BUY, "1", "1.30", "0.65"),
              order("call", Purpose.ENTRY, Side.SELL, "1", "0", "1.20", null),
              order("stock", Purpose.UNWIND, Side.SELL, "100", "100", "69.57", "1.15"),
              order("put", Purpose.UNWIND, Side.SELL, "1", "1", "1.26", "0.65")));

  @Test
  void theNetOfAConversionIsStockPlusPutMinusCall() {
    assertThat(ExecutionReport.of(COMMITTED, 1).net())
        .isEqualTo(
            new Net(usd("69.72"), usd("69.7"), usd("69.69"), usd("-0.01"), usd("-1"), Impact.GOOD));
  }

  @Test
  void cashCountsTheMultiplierOfOptions() {
    // 100 × 69.58 + 100 × 1.32 − 100 × 1.21 = 6969
    assertThat(ExecutionReport.of(COMMITTED, 1).cash())
        .isEqualTo(
            new Cash(
                usd("6972"),
                usd("6969"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                usd("2.31"),
                Map.of(),
                usd("6971.31")));
  }

  @Test
  void slippageIsPositiveWhereTheLegTradedWorseThanExpected() {
    List<LegReport> legs = ExecutionReport.of(COMMITTED, 1).legs();
    assertThat(legs)
        .extracting(LegReport::slippage)
        .containsExactly(usd("-0.02"), usd("0.02"), usd("-0.01"));
    assertThat(legs)
        .extracting(LegReport::slippageCash)
        .containsExactly(usd("-2"), usd("2"), usd("-1"));
    assertThat(legs)
        .extracting(LegReport::impact)
        .containsExactly(Impact.GOOD, Impact.OK, Impact.GOOD);
  }

  @Test
  void unwindingCostsWhatWasLostBetweenEntryAndExit() {
    // stock (69.60 − 69.57) × 100 = 3, put (1.30 − 1.26) × 100 = 4
    ExecutionReport report = ExecutionReport.of(UNWOUND, 1);
    assertThat(report.cash())
        .isEqualTo(
            new Cash(
                usd("6972"),
                usd("7090"),
                usd("-7083"),
                usd("7"),
                usd("3.45"),
                Map.of(),
                usd("10.45")));
    assertThat(report.legs())
        .extracting(LegReport::position)
        .containsExactly(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  @Test
  void aTradeThatIsNotWholeHasNoNet() {
    Net net = ExecutionReport.of(UNWOUND, 1).net();
    assertThat(net.actual()).isNull();
    assertThat(net.slippage()).isNull();
    assertThat(net.impact()).isNull();
  }

  @Test
  void aShortThatIsBoughtBackDearerCosts() {
    TradeRecord trade =
        record(
            5,
            TradeState.UNWOUND,
            new Reason(ReasonCode.LEG_REJECTED, ""),
            List.of(
                order("call", Purpose.ENTRY, Side.SELL, "5", "3", "1.20", "2"),
                order("call", Purpose.UNWIND, Side.BUY, "3", "3", "1.25", "2")));
    // (1.25 − 1.20) × 3 × 100
    assertThat(ExecutionReport.of(trade, 1).cash().unwindCost()).isEqualTo(usd("15"));
  }

  @Test
  void onlyWhatWasClosedCountsAsUnwindCost() {
    TradeRecord trade =
        record(
            5,
            TradeState.WORKING,
            null,
            List.of(
                filled("stock", Side.BUY, "217", "69.60", "1"),
                order("stock", Purpose.UNWIND, Side.SELL, "217", "100", "69.50", "1")));
    LegReport stock = ExecutionReport.of(trade, 1).legs().getFirst();
    assertThat(stock.unwindCost()).isEqualTo(usd("10"));
    assertThat(stock.position()).isEqualTo(usd("117"));
  }

  @Test
  void averagesSeveralFillsByTheirQuantities() {
    OrderLine line =
        new OrderLine(
            new OrderRef("twx-0001", "put", Purpose.ENTRY, 1),
            11,
            0,
            Side.BUY,
            usd("3"),
            usd("1.40"),
            OrderState.FILLED,
            List.of(
                new Fill("a.01", Side.BUY, usd("1"), usd("1.30"), Trades.VENUE),
                new Fill("b.01", Side.BUY, usd("2"), usd("1.36"), Trades.VENUE)),
            List.of());
    LegReport put =
        ExecutionReport.of(record(3, TradeState.WORKING, null, List.of(line)), 1).legs().get(1);
    assertThat(put.averagePrice()).isEqualTo(usd("1.34"));
    assertThat(put.entryCash()).isEqualTo(usd("402"));
  }

  @Test
  void aCorrectionReplacesWhatItCorrectsAndKeepsItsFee() {
    OrderLine line =
        new OrderLine(
            new OrderRef("twx-0001", "put", Purpose.ENTRY, 1),
            11,
            0,
            Side.BUY,
            usd("1"),
            usd("1.40"),
            OrderState.FILLED,
            List.of(
                new Fill("a.7.02", Side.BUY, usd("1"), usd("1.31"), Trades.VENUE),
                new Fill("a.7.01", Side.BUY, usd("1"), usd("1.30"), Trades.VENUE)),
            List.of(new Fee("a.7.01", usd("0.65"), "USD")));
    TradeRecord trade = record(1, TradeState.WORKING, null, List.of(line));
    LegReport put = ExecutionReport.of(trade, 2).legs().get(1);
    assertThat(put.averagePrice()).isEqualTo(usd("1.31"));
    assertThat(put.fees()).isEqualTo(usd("0.65"));
    assertThat(trade.feesPending()).isFalse();
  }

  @Test
  void aFeeOfAnotherFillWithALikeIdIsNotItsOwn() {
    Fill fill = new Fill("a.1.01", Side.BUY, usd("1"), usd("1.30"), Trades.VENUE);
    OrderLine line =
        new OrderLine(
            new OrderRef("twx-0001", "put", Purpose.ENTRY, 1),
            11,
            0,
            Side.BUY,
            usd("1"),
            usd("1.40"),
            OrderState.FILLED,
            List.of(fill),
            List.of(new Fee("a.10.01", usd("0.65"), "USD")));
    assertThat(line.fee(fill)).isNull();
    assertThat(line.feesPending()).isTrue();
  }

  @Test
  void feesInAnotherCurrencyAreNotAddedUp() {
    OrderLine usdFee = filled("stock", Side.BUY, "100", "69.58", "1");
    OrderLine euroFee =
        new OrderLine(
            new OrderRef("twx-0001", "put", Purpose.ENTRY, 1),
            11,
            0,
            Side.BUY,
            usd("1"),
            usd("1.40"),
            OrderState.FILLED,
            List.of(new Fill("p.01", Side.BUY, usd("1"), usd("1.30"), Trades.VENUE)),
            List.of(new Fee("p.01", usd("0.5"), "EUR")));
    Cash cash =
        ExecutionReport.of(record(1, TradeState.WORKING, null, List.of(usdFee, euroFee)), 1).cash();
    assertThat(cash.fees()).isEqualTo(usd("1"));
    assertThat(cash.otherFees()).isEqualTo(Map.of("EUR", usd("0.5")));
  }

  @Test
  void saysWhenTheBrokerHasYetToTellAFee() {
    TradeRecord trade =
        record(
            1,
            TradeState.COMMITTED,
            null,
            List.of(filled("stock", Side.BUY, "100", "69.58", null)));
    assertThat(ExecutionReport.of(trade, 1).feesPending()).isTrue();
    assertThat(ExecutionReport.of(COMMITTED, 1).feesPending()).isFalse();
  }

  @Test
  void theTimelineIsInTheOrderInWhichThingsHappened() {
    ExecutionReport report = ExecutionReport.of(told(START, FILLED_UNHEARD), 1);

    assertThat(report.timeline())
        .extracting(ExecutionReport.TimelineLine::event)
        .containsExactly("PLACING", "FILL", "COMMITTED");
    assertThat(ReportText.render(report, ReportLevel.COMPREHENSIVE))
        .contains("+40  FILL       stock  BUY 100 @ 69.58 [learned of at +23282]");
  }

  /** Whichever clock is behind. */
  @Test
  void endsAfterAsLongAsItsTimelineSays() {
    ExecutionReport report = ExecutionReport.of(told(START.plusMillis(14), FILLED_UNHEARD), 1);

    assertThat(report.totalMillis()).isEqualTo(23_300);
    assertThat(report.timeline().getLast().sinceStartMillis()).isEqualTo(23_300);
  }

  private static final List<TimelineEntry> FILLED_UNHEARD =
      List.of(
          new TimelineEntry(START, "PLACING", null, "entry wave"),
          new TimelineEntry(START.plusMillis(23_300), "COMMITTED", null, ""),
          new TimelineEntry(
              START.plusMillis(40), "FILL", "stock", "BUY 100 @ 69.58", START.plusMillis(23_282)));

  private static TradeRecord told(Instant acceptedAt, List<TimelineEntry> timeline) {
    return new TradeRecord(
        COMMITTED.request(),
        COMMITTED.state(),
        null,
        7,
        acceptedAt,
        START.plusMillis(23_300),
        List.of(),
        COMMITTED.orders(),
        timeline,
        Map.of());
  }

  @Test
  void expectsTheLimitWhereNoQuoteIsKnown() {
    TradeRecord known = COMMITTED;
    TradeRecord trade =
        new TradeRecord(
            known.request(),
            known.state(),
            null,
            7,
            known.acceptedAt(),
            known.finishedAt(),
            List.of(),
            known.orders(),
            known.timeline(),
            Map.of());
    LegReport stock = ExecutionReport.of(trade, 1).legs().getFirst();
    assertThat(stock.basis()).isEqualTo(Basis.LIMIT);
    assertThat(stock.expectedPrice()).isEqualTo(stock.limit());
  }

  @ParameterizedTest
  @CsvSource({
    "-1, GOOD",
    "0, GOOD",
    "0.0099, GOOD",
    "0.01, OK",
    "0.0499, OK",
    "0.05, POOR",
    "0.0999, POOR",
    "0.10, BAD",
    "5, BAD"
  })
  void gradesSlippage(BigDecimal slippage, Impact impact) {
    assertThat(Impact.of(slippage)).isEqualTo(impact);
  }

  @Test
  void rendersAReportForATerminal() {
    assertThat(ReportText.render(ExecutionReport.of(UNWOUND, 1), ReportLevel.DEBUG))
        .isEqualTo(
            """
            EXECUTION twx-0001  UNWOUND
            because   TIMEOUT: after the first fill
            trade     SFR TWX, 1 unit, account DU1000001
            placed    PARALLEL: the request names it
            accepted  2014-06-06T13:45:00Z, ended after 812 ms
            revision  1

            NET            LIMIT  EXPECTED  ACTUAL  SLIPPAGE  IN CASH  IMPACT
            USD per share  69.72     69.70       -         -        -  -

            CASH              BOUND    ENTRY      EXIT  FEES  TOTAL  UNWIND COST
            USD, + is paid  6972.00  7090.00  -7083.00  3.45  10.45         7.00

            PROFIT             EXPECTED  GROSS     NET   BEST  VARIANCE        %  CAPITAL    ROI %
            USD, at its worst    +30.00  -7.00  -10.45  -7.00    -37.00  -123.33  7090.00  -0.1474

            AS A COMBO          LIMIT  EXECUTABLE  MIDDLE  FILLS       CASH  RESULT  ADVANTAGE OVER IT
            on the same quotes  69.72       69.70       -  at once  6970.00  +30.00             -37.00

            LEG    SIDE  CONTRACT          WANTED  EXECUTED  HELD  EXPECTED  ACTUAL  SLIPPAGE  IN CASH  IMPACT    ENTRY  FEES  FILLED MS
            stock  BUY   TWX                  100       100     0     69.60   69.60      0.00     0.00  GOOD    6960.00  2.15          -
            put    BUY   TWX 20140620 70P       1         1     0      1.30    1.30      0.00     0.00  GOOD     130.00  1.30          -
            call   SELL  TWX 20140620 70C       1         0     0      1.20       -         -        -  -          0.00  0.00          -

             MS  DECISION  LEG  DETAIL
            +20  PLACING        entry wave of 3 legs

            ORDER                  ID  PERM ID  SIDE  QUANTITY  LIMIT  STATE      EXECUTED  AVERAGE  FEES  WRITTEN MS  ENDED MS
            lw1|twx-0001|stock|E1  11     9001  BUY        100  69.60  FILLED          100    69.60  1.00           -         -
            lw1|twx-0001|stock|U1  11     9001  SELL       100  69.57  FILLED          100    69.57  1.15           -         -
            lw1|twx-0001|put|E1    11     9001  BUY          1   1.30  FILLED            1     1.30  0.65           -         -
            lw1|twx-0001|put|U1    11     9001  SELL         1   1.26  FILLED            1     1.26  0.65           -         -
            lw1|twx-0001|call|E1   11     9001  SELL         1   1.20  CANCELLED         0        -  0.00           -         -

            FILL             ORDER                  QUANTITY  PRICE       FEE  VENUE TIME
            stock.ENTRY.01   lw1|twx-0001|stock|E1       100  69.60  1.00 USD  2014-06-06T13:45:00.250Z
            stock.UNWIND.01  lw1|twx-0001|stock|U1       100  69.57  1.15 USD  2014-06-06T13:45:00.250Z
            put.ENTRY.01     lw1|twx-0001|put|E1           1   1.30  0.65 USD  2014-06-06T13:45:00.250Z
            put.UNWIND.01    lw1|twx-0001|put|U1           1   1.26  0.65 USD  2014-06-06T13:45:00.250Z

              MS  EVENT    LEG    DETAIL
             +20  PLACING         entry wave of 3 legs
            +310  FILL     stock  BUY 100 @ 69.58
            """);
  }

  @Test
  void showsMoreAtEveryLevel() {
    ExecutionReport report = ExecutionReport.of(UNWOUND, 1);
    assertThat(ReportText.render(report, ReportLevel.SUMMARY))
        .contains("UNWIND COST")
        .doesNotContain("LEG");
    assertThat(ReportText.render(report, ReportLevel.DETAILED))
        .contains("LEG")
        .doesNotContain("lw1|", "EVENT");
    assertThat(ReportText.render(report, ReportLevel.COMPREHENSIVE))
        .contains("lw1|twx-0001|stock|U1", "EVENT")
        .doesNotContain("stock.UNWIND.01");
    assertThat(ReportText.render(report, ReportLevel.DEBUG)).contains("stock.UNWIND.01");
  }
}
