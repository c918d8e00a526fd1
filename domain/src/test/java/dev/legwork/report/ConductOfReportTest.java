package dev.legwork.report;

import static dev.legwork.report.Trades.START;
import static dev.legwork.report.Trades.filled;
import static dev.legwork.report.Trades.order;
import static dev.legwork.report.Trades.record;
import static dev.legwork.report.Trades.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.judgement.TradeConduct;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a trade went, by its report: expected are 69.60, 1.30 and 1.20, a net of 69.70. */
class ConductOfReportTest {

  private static ExecutionRequest earningAbove(String breakEven) {
    ExecutionRequest plain = Trades.conversion(1);
    return new ExecutionRequest(
        plain.id(),
        plain.account(),
        plain.strategy(),
        plain.underlying(),
        plain.legs(),
        plain.quantity(),
        plain.netLimit(),
        plain.placing(),
        plain.pricing(),
        plain.timeouts(),
        breakEven == null ? null : usd(breakEven),
        null,
        null);
  }

  private static TradeConduct conduct(String breakEven, TradeRecord trade) {
    return TradeConduct.ended(
        earningAbove(breakEven), ExecutionReport.of(trade, 1), null, false, START.plusMillis(12));
  }

  @Test
  void theProfitIsWhatTheNetLeavesBelowBreakEven() {
    TradeConduct trade =
        conduct(
            "70",
            record(
                1,
                TradeState.COMMITTED,
                null,
                List.of(
                    filled("stock", Side.BUY, "100", "69.66", "1"),
                    filled("put", Side.BUY, "1", "1.30", "0.65"),
                    filled("call", Side.SELL, "1", "1.17", "0.66"))));

    assertThat(trade.slippage()).isEqualTo(usd("0.09"));
    assertThat(trade.expectedProfit()).isEqualTo(usd("0.3"));
    assertThat(trade.profit()).isEqualTo(usd("0.21"));
    assertThat(trade.profitCapture()).isEqualByComparingTo("0.7");
    assertThat(trade.units()).isEqualTo(1);
    assertThat(trade.took()).isEqualTo(Duration.ofMillis(800));
  }

  @Test
  void withoutABreakEvenNobodyKnowsAProfit() {
    TradeConduct trade =
        conduct(
            null,
            record(
                1,
                TradeState.COMMITTED,
                null,
                List.of(
                    filled("stock", Side.BUY, "100", "69.66", "1"),
                    filled("put", Side.BUY, "1", "1.30", "0.65"),
                    filled("call", Side.SELL, "1", "1.17", "0.66"))));

    assertThat(trade.expectedProfit()).isNull();
    assertThat(trade.profitCapture()).isNull();
  }

  @Test
  void whereNotAllLegsExecutedTheWorstLegTellsTheSlippage() {
    TradeConduct trade =
        conduct(
            "70",
            record(
                1,
                TradeState.UNWOUND,
                new Reason(ReasonCode.TIMEOUT, "after the first fill"),
                List.of(
                    filled("stock", Side.BUY, "100", "69.90", "1"),
                    filled("put", Side.BUY, "1", "1.25", "0.65"),
                    order("stock", Purpose.UNWIND, Side.SELL, "100", "100", "69.57", "1.15"),
                    order("put", Purpose.UNWIND, Side.SELL, "1", "1", "1.25", "0.65"))));

    assertThat(trade.slippage()).isEqualTo(usd("0.3"));
    assertThat(trade.profit()).isNull();
    assertThat(trade.units()).isZero();
    assertThat(trade.unwindCost()).isEqualTo(usd("33"));
  }

  @Test
  void theWaitForTheLockEndsWithItsGrant() {
    TradeRecord plain = record(1, TradeState.COMMITTED, null, List.of());
    TradeRecord waited =
        new TradeRecord(
            plain.request(),
            plain.state(),
            null,
            7,
            START,
            plain.finishedAt(),
            List.of(),
            List.of(),
            List.of(new TimelineEntry(START.plusMillis(350), "LOCK_GRANTED", null, "token 7")),
            Map.of());

    assertThat(conduct(null, waited).lockWait()).isEqualTo(Duration.ofMillis(350));
    assertThat(conduct(null, plain).lockWait()).isNull();
  }

  @Test
  void aTradeThatNeverHadAnOrderTookNoTime() {
    TradeConduct trade =
        TradeConduct.ended(
            Trades.conversion(1),
            ExecutionReport.of(
                record(
                    1, TradeState.REJECTED, new Reason(ReasonCode.MARGIN, "too much"), List.of()),
                1),
            null,
            false,
            null);

    assertThat(trade.took()).isNull();
    assertThat(trade.slippage()).isNull();
    assertThat(trade.unwindCost()).isEqualByComparingTo(BigDecimal.ZERO);
  }
}
