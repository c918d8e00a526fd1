package dev.legwork.decision;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.HedgeBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.unwind.Kept;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trade that ended with a short call, hedged in the stock that is a leg of it as well. */
class RecoveryBeyondTest {
  private static final ExecutionRequest TRADE = Conversion.units(1, "69.72");
  private static final Ending HEDGED =
      new Ending(
          TradeState.RESIDUAL,
          new Reason(ReasonCode.UNWIND_EXHAUSTED, "nobody trades"),
          List.of(new Residual(Conversion.CALL, d("-1")), new Residual(Conversion.STOCK, d("48"))),
          7,
          Instant.EPOCH,
          List.of());

  @Test
  void findsNothingBeyondAnEndingThatNamesTheHedge() {
    assertThat(RecoveryDecisions.beyond(book(0), HEDGED)).isEmpty();
    assertThat(RecoveryDecisions.stays(book(0), HEDGED).isReached(book(0))).isTrue();
  }

  @Test
  void findsWhatTheStockLegExecutedLateBesideTheHedge() {
    Kept stays = RecoveryDecisions.stays(book(30), HEDGED);

    assertThat(RecoveryDecisions.beyond(book(30), HEDGED))
        .containsExactly(new Residual(Conversion.STOCK, d("30")));
    assertThat(stays.surplus(book(30).leg("stock"))).isEqualByComparingTo("30");
    assertThat(stays.surplus(book(30).hedge())).isEqualByComparingTo("0");
  }

  private static TradeBook book(int stock) {
    List<PlacedOrder> entries = Conversion.entries(TRADE);
    TradeBook book = TradeBook.of(TRADE).placed(entries, WriteOutcome.WRITTEN);
    OrderIntent hedge =
        new OrderIntent(
            new OrderRef(TRADE.id(), HedgeBook.NAME, Purpose.HEDGE, 1),
            TRADE.account(),
            Conversion.STOCK,
            Side.BUY,
            d("48"),
            d("69.94"),
            null);
    PlacedOrder placed = new PlacedOrder(hedge, 99);
    book = book.placed(List.of(placed), WriteOutcome.WRITTEN);
    book = filled(filled(book, placed, 48), entries.getLast(), 1);
    return stock == 0 ? book : filled(book, entries.getFirst(), stock);
  }

  private static TradeBook filled(TradeBook book, PlacedOrder order, int quantity) {
    Fill fill =
        new Fill(
            order.ref() + ".01",
            order.intent().side(),
            Decimals.of(quantity),
            order.intent().limit(),
            Instant.EPOCH);
    return book.with(new OrderEvent.Filled(order.ref(), fill, fill.quantity(), 1));
  }
}
