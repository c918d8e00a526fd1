package dev.legwork.report;

import static dev.legwork.report.Trades.START;
import static dev.legwork.report.Trades.filled;
import static dev.legwork.report.Trades.order;
import static dev.legwork.report.Trades.record;
import static dev.legwork.report.Trades.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.report.ExecutionReport.LegReport;
import dev.legwork.report.ExecutionReport.TimelineLine;
import dev.legwork.report.OrderTimes.FillTime;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static final List<OrderLine> ALL_FILLED =
      List.of(
          filled("stock", Side.BUY, "100", "69.58", "1"),
          filled("put", Side.BUY, "1", "1.32", "0.65"),
          filled("call", Side.SELL, "1", "1.21", "0.66"));

  private static final List<OrderLine> TAKEN_BACK =
      List.of(
          filled("stock", Side.BUY, "100", "69.60", "1"),
          filled("put", Side.BUY, "1", "1.30", "0.65"),
          order("call", Purpose.ENTRY, Side.SELL, "1", "0", "1.20", null),
          order("stock", Purpose.UNWIND, Side.SELL, "100", "100", "69.57", "1.15"),
          order("put", Purpose.UNWIND, Side.SELL, "1", "1", "1.26", "0.65"));

  private static final Reason LATE = new Reason(ReasonCode.TIMEOUT, "after the first fill");

  @Test
  void aConversionEarnsItsStrikeLessItsCost() {
    Profit profit = analysis(record(1, TradeState.COMMITTED, null, ALL_FILLED)).profit();

    // expected net 69.60 + 1.30 − 1.20 = 69.70, actual 69.69, strike 70, fees 2.31
    assertThat(profit.expected()).isEqualTo(usd("30"));
    assertThat(profit.gross()).isEqualTo(usd("31"));
    assertThat(profit.best()).isEqualTo(usd("31"));
    assertThat(profit.net()).isEqualTo(usd("28.69"));
    assertThat(profit.variance()).isEqualTo(usd("1"));
    assertThat(profit.variancePercent()).isEqualTo(usd("3.3333"));
    assertThat(profit.capital()).isEqualTo(usd("6969"));
    // 28.69 / 6969 and 30 / 6970
    assertThat(profit.roiPercent()).isEqualTo(usd("0.4117"));
    assertThat(profit.expectedRoiPercent()).isEqualTo(usd("0.4304"));
  }

  /** The golden vector of the strategies' definition: D 148.55, min +0.45, max +1.45. */
  @Test
  void theReturnOfACollarIsOnItsDebit() {
    List<OrderLine> orders =
        List.of(
            filled("stock", Side.BUY, "100", "153.70", "0"),
            filled("put", Side.BUY, "1", "3.50", "0"),
            filled("call", Side.SELL, "1", "8.65", "0"));

    Profit profit = analysis(collar(orders)).profit();

    assertThat(profit.gross()).isEqualTo(usd("45"));
    assertThat(profit.best()).isEqualTo(usd("145"));
    assertThat(profit.roiPercent()).isEqualTo(usd("0.3029"));
  }

  @Test
  void aTradeThatWasTakenBackHasLostWhatThatCost() {
    Profit profit = analysis(record(1, TradeState.UNWOUND, LATE, TAKEN_BACK)).profit();

    assertThat(profit.gross()).isEqualTo(usd("-7"));
    assertThat(profit.best()).isEqualTo(usd("-7"));
    assertThat(profit.net()).isEqualTo(usd("-10.45"));
    assertThat(profit.variance()).isEqualTo(usd("-37"));
    assertThat(profit.capital()).isEqualTo(usd("7090"));
    // −10.45 / 7090
    assertThat(profit.roiPercent()).isEqualTo(usd("-0.1474"));
  }

  @Test
  void theCapitalOfACreditIsWhatItCanLose() {
    TradeRecord trade =
        with(
            record(
                1,
                TradeState.COMMITTED,
                null,
                List.of(
                    filled("sold", Side.SELL, "1", "2.00", "0"),
                    filled("bought", Side.BUY, "1", "0.80", "0"))),
            request(
                Placing.PARALLEL,
                "-1.10",
                option("sold", Side.SELL, "95", OptionRight.PUT),
                option("bought", Side.BUY, "90", OptionRight.PUT)),
            Map.of());

    Profit profit = analysis(trade).profit();

    // 120 received, 5 × 100 at risk
    assertThat(profit.gross()).isEqualTo(usd("-380"));
    assertThat(profit.best()).isEqualTo(usd("120"));
    assertThat(profit.capital()).isEqualTo(usd("380"));
    assertThat(profit.roiPercent()).isEqualTo(usd("-100"));
  }

  @Test
  void comparesWithTheGuaranteedComboOnTheSameQuotes() {
    TradeRecord trade = quoted(record(1, TradeState.COMMITTED, null, ALL_FILLED));

    GuaranteedCombo combo = analysis(trade).combo();

    // 69.60 + 1.30 − 1.20; middles 69.59 + 1.28 − 1.23
    assertThat(combo)
        .isEqualTo(
            new GuaranteedCombo(
                usd("69.72"), usd("69.7"), usd("69.64"), true, usd("6970"), usd("30"), usd("1")));
  }

  @Test
  void aComboWouldHaveSparedTheUnwinding() {
    TradeRecord trade = quoted(record(1, TradeState.UNWOUND, LATE, TAKEN_BACK));

    // it would have earned 7000 − 6970, and the unwinding lost 7
    assertThat(analysis(trade).combo().advantage()).isEqualTo(usd("-37"));
  }

  @Test
  void aComboBeyondItsLimitWouldNotHaveTraded() {
    TradeRecord dear =
        with(
            record(1, TradeState.UNWOUND, LATE, TAKEN_BACK),
            Trades.conversion(1),
            Map.of(
                "stock", quote("69.58", "69.63"),
                "put", quote("1.26", "1.30"),
                "call", quote("1.20", "1.26")));

    GuaranteedCombo combo = analysis(dear).combo();

    assertThat(combo.executable()).isEqualTo(usd("69.73"));
    assertThat(combo.fills()).isFalse();
    assertThat(combo.cash()).isEqualTo(BigDecimal.ZERO);
    assertThat(combo.result()).isEqualTo(BigDecimal.ZERO);
    assertThat(combo.advantage()).isEqualTo(usd("-7"));
  }

  @Test
  void comparesWithWhatLegsCouldBeTradedAtWhereQuotesAreNotKnown() {
    GuaranteedCombo combo = analysis(record(1, TradeState.COMMITTED, null, ALL_FILLED)).combo();

    assertThat(combo.executable()).isEqualTo(usd("69.7"));
    assertThat(combo.middle()).isNull();
  }

  @Test
  void comparesWithNothingWhereNobodyLookedAtTheMarket() {
    TradeRecord known = record(1, TradeState.COMMITTED, null, ALL_FILLED);
    TradeRecord blind =
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

    assertThat(analysis(blind).combo()).isNull();
  }

  @Test
  void aComboIsComparedByItsCashWhereALossHasNoBound() {
    TradeRecord naked =
        with(
            record(
                1,
                TradeState.COMMITTED,
                null,
                List.of(filled("call", Side.SELL, "1", "1.18", "0"))),
            request(Placing.PARALLEL, "-1.10", option("call", Side.SELL, "70", OptionRight.CALL)),
            Map.of("call", quote("1.20", "1.26")));

    Analysis analysis = analysis(naked);

    assertThat(analysis.profit().gross()).isNull();
    assertThat(analysis.combo().result()).isNull();
    assertThat(analysis.combo().advantage()).isEqualTo(usd("-2"));
  }

  @Test
  void drawsThePayoffBeforeAndAfter() {
    // bent at the strike only, 10 % beyond it on both sides
    assertThat(analysis(record(1, TradeState.COMMITTED, null, ALL_FILLED)).payoff())
        .containsExactly(
            new PayoffPoint(usd("63"), usd("30"), usd("31")),
            new PayoffPoint(usd("70"), usd("30"), usd("31")),
            new PayoffPoint(usd("77"), usd("30"), usd("31")));
  }

  @Test
  void tellsWhatWasDecidedWithItsNumbers() {
    TradeRecord trade = record(1, TradeState.UNWOUND, LATE, TAKEN_BACK);
    TradeRecord told =
        new TradeRecord(
            trade.request(),
            trade.state(),
            trade.reason(),
            7,
            START,
            trade.finishedAt(),
            List.of(),
            trade.orders(),
            List.of(
                new TimelineEntry(START.plusMillis(20), "PLACING", null, "entry wave of 3 legs"),
                new TimelineEntry(
                    START.plusMillis(31), "ENTRY_WRITTEN", null, "executable net 69.70"),
                new TimelineEntry(START.plusMillis(32), "WORKING", null, "until then"),
                new TimelineEntry(START.plusMillis(310), "FILL", "stock", "BUY 100 @ 69.58"),
                new TimelineEntry(START.plusMillis(5_320), "DECIDED_WITHDRAW", null, "5 s over")),
            Map.of());

    assertThat(analysis(told).decisions())
        .extracting(TimelineLine::sinceStartMillis, TimelineLine::detail)
        .containsExactly(
            tuple(20L, "entry wave of 3 legs"),
            tuple(31L, "executable net 69.70"),
            tuple(5_320L, "5 s over"));
  }

  @Test
  void putsOrdersOnTheTradesTimeAxis() {
    OrderRef stock = new OrderRef("twx-0001", "stock", Purpose.ENTRY, 1);
    OrderRef call = new OrderRef("twx-0001", "call", Purpose.ENTRY, 1);
    TradeRecord trade = record(1, TradeState.UNWOUND, LATE, TAKEN_BACK);
    OrderMoments moments =
        new OrderMoments(
            Map.of(stock, START.plusMillis(31), call, START.plusMillis(31)),
            Map.of("stock.ENTRY.01", START.plusMillis(310)),
            Map.of(stock, START.plusMillis(320), call, START.plusMillis(5_330)));
    ExecutionReport report =
        ExecutionReport.of(
            new TradeRecord(
                trade.request(),
                trade.state(),
                trade.reason(),
                7,
                START,
                trade.finishedAt(),
                List.of(),
                trade.orders(),
                trade.timeline(),
                trade.expectedPrices(),
                Map.of(),
                moments),
            1);

    OrderTimes first = report.analysis().orders().getFirst();
    assertThat(first.writtenMillis()).isEqualTo(31);
    assertThat(first.fills()).containsExactly(new FillTime(310, usd("100"), usd("69.6")));
    assertThat(first.endedMillis()).as("when its end was heard of").isEqualTo(320);
    assertThat(report.analysis().orders().get(2).endedMillis()).isEqualTo(5_330);
    assertThat(report.legs()).extracting(LegReport::filledMillis).containsExactly(310L, null, null);
  }

  @Test
  void saysWhoChoseTheMode() {
    assertThat(analysis(record(1, TradeState.COMMITTED, null, ALL_FILLED)).mode())
        .isEqualTo(new PlacingMode(Placing.PARALLEL, Placing.PARALLEL, "the request names it"));
    TradeRecord undecided =
        with(
            record(1, TradeState.REJECTED, LATE, List.of()),
            Trades.conversion(1).placedAs(Placing.AUTO),
            Map.of());
    assertThat(analysis(undecided).mode().used()).isNull();
  }

  @Test
  void showsMoreAtEveryLevel() {
    ExecutionReport report =
        ExecutionReport.of(quoted(record(1, TradeState.UNWOUND, LATE, TAKEN_BACK)), 1);

    assertThat(ReportText.render(report, ReportLevel.SUMMARY))
        .contains("AS A COMBO", "ROI %")
        .doesNotContain("DECISION", "QUOTE");
    assertThat(ReportText.render(report, ReportLevel.DETAILED))
        .contains("DECISION")
        .doesNotContain("QUOTE", "WRITTEN");
    assertThat(ReportText.render(report, ReportLevel.DEBUG)).contains("QUOTE", "WRITTEN");
    assertThat(report.at(ReportLevel.SUMMARY).analysis().payoff()).isEmpty();
    assertThat(report.at(ReportLevel.DETAILED).analysis().payoff()).isNotEmpty();
    assertThat(report.at(ReportLevel.COMPREHENSIVE).analysis().quotes()).isEmpty();
  }

  private static Analysis analysis(TradeRecord trade) {
    return ExecutionReport.of(trade, 1).analysis();
  }

  private static TradeRecord quoted(TradeRecord trade) {
    return with(
        trade,
        trade.request(),
        Map.of(
            "stock", quote("69.58", "69.60"),
            "put", quote("1.26", "1.30"),
            "call", quote("1.20", "1.26")));
  }

  private static Quote quote(String bid, String ask) {
    return Quote.of(usd(bid), usd("500"), usd(ask), usd("500"));
  }

  private static TradeRecord collar(List<OrderLine> orders) {
    return with(
        record(1, TradeState.COMMITTED, null, orders),
        request(
            Placing.PARALLEL,
            "148.90",
            new RequestedLeg("stock", Side.BUY, 100, ContractSpec.stock("TWX"), null),
            option("put", Side.BUY, "149", OptionRight.PUT),
            option("call", Side.SELL, "150", OptionRight.CALL)),
        Map.of());
  }

  private static RequestedLeg option(String name, Side side, String strike, OptionRight right) {
    LocalDate june = LocalDate.of(2014, 6, 20);
    return new RequestedLeg(
        name, side, 1, ContractSpec.option("TWX", june, usd(strike), right), null);
  }

  private static ExecutionRequest request(Placing placing, String netLimit, RequestedLeg... legs) {
    return new ExecutionRequest(
        "twx-0001",
        "DU1000001",
        null,
        "TWX",
        List.of(legs),
        1,
        usd(netLimit),
        placing,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static TradeRecord with(
      TradeRecord trade, ExecutionRequest request, Map<String, Quote> quotes) {
    return new TradeRecord(
        request,
        trade.state(),
        trade.reason(),
        7,
        START,
        trade.finishedAt(),
        List.of(),
        trade.orders(),
        trade.timeline(),
        trade.expectedPrices(),
        quotes,
        OrderMoments.NONE);
  }
}
