package dev.legwork.report;

import static dev.legwork.report.Trades.filled;
import static dev.legwork.report.Trades.order;
import static dev.legwork.report.Trades.record;
import static dev.legwork.report.Trades.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.report.ExecutionView.LegView;
import dev.legwork.report.ExecutionView.NetView;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionViewTest {

  @Test
  void tellsWhatEachLegExecutedAndAtWhichPrice() {
    ExecutionView view =
        ExecutionView.of(
            record(
                1,
                TradeState.COMMITTED,
                null,
                List.of(
                    filled("stock", Side.BUY, "100", "69.58", "1"),
                    filled("put", Side.BUY, "1", "1.32", "0.65"),
                    filled("call", Side.SELL, "1", "1.21", "0.66"))));
    assertThat(view.net()).isEqualTo(new NetView(usd("69.72"), usd("69.69")));
    assertThat(view.fees()).isEqualTo(usd("2.31"));
    assertThat(view.legs())
        .extracting(LegView::executed, LegView::averagePrice, LegView::position)
        .containsExactly(
            tuple(usd("100"), usd("69.58"), usd("100")),
            tuple(usd("1"), usd("1.32"), usd("1")),
            tuple(usd("1"), usd("1.21"), usd("-1")));
  }

  @Test
  void anUnwoundLegStillTellsWhatItExecuted() {
    ExecutionView view =
        ExecutionView.of(
            record(
                1,
                TradeState.UNWOUND,
                new Reason(ReasonCode.TIMEOUT, ""),
                List.of(
                    filled("stock", Side.BUY, "100", "69.60", null),
                    order("stock", Purpose.UNWIND, Side.SELL, "100", "100", "69.57", null))));
    LegView stock = view.legs().getFirst();
    assertThat(stock.executed()).isEqualTo(usd("100"));
    assertThat(stock.position()).isEqualTo(BigDecimal.ZERO);
    assertThat(stock.orders())
        .extracting(OrderView::orderRef)
        .containsExactly("lw1|twx-0001|stock|E1", "lw1|twx-0001|stock|U1");
    assertThat(view.feesPending()).isTrue();
  }

  @Test
  void namesWhatIsLeftBehind() {
    var put = Trades.conversion(1).leg("put").contract();
    var instrument =
        new Instrument(4711, put, "SMART", "USD", "TWX P70", PriceIncrements.uniform(usd("0.01")));
    TradeRecord left =
        new TradeRecord(
            Trades.conversion(1),
            TradeState.RESIDUAL,
            new Reason(ReasonCode.UNWIND_EXHAUSTED, ""),
            7,
            Trades.START,
            Trades.START,
            List.of(new Residual(instrument, usd("1"))),
            List.of(),
            List.of(),
            Map.of());
    ResidualView residual = ExecutionView.of(left).residual().getFirst();
    assertThat(residual.position()).isEqualTo(usd("1"));
    assertThat(residual.label()).isEqualTo("TWX 20140620 70P");
    assertThat(residual.contract().conId()).isEqualTo(4711L);
  }

  @Test
  void aTradeWithoutOrdersHasNoPrices() {
    ExecutionView view = ExecutionView.of(record(1, TradeState.AWAITING_LOCK, null, List.of()));
    assertThat(view.net().actual()).isNull();
    assertThat(view.legs().getFirst().averagePrice()).isNull();
    assertThat(view.legs().getFirst().executed()).isEqualTo(BigDecimal.ZERO);
  }
}
