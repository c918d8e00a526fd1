package dev.legwork.book;

import static dev.legwork.ComboConversion.call;
import static dev.legwork.ComboConversion.put;
import static dev.legwork.ComboConversion.stock;
import static dev.legwork.ComboConversion.traded;
import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.ComboConversion;
import dev.legwork.Conversion;
import dev.legwork.exposure.Exposure;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComboBookTest {
  private static final ExecutionRequest TEN = ComboConversion.units(10, "69.72");

  /** fault O19: each leg sees its own executions; the summary changes no position. */
  @Test
  void countsEachLegByItsContractAndTheSummaryNever() {
    TradeBook book =
        working()
            .with(traded("x.01.01", 3, 3))
            .with(stock("x.02.01", 300, "69.50"))
            .with(put("x.03.01", 3, "1.20"))
            .with(call("x.04.01", 3, "0.98"));

    assertThat(book.leg("stock").executed()).isEqualTo(d("300"));
    assertThat(book.leg("put").executed()).isEqualTo(d("3"));
    assertThat(book.leg("call").executed()).isEqualTo(d("3"));
    assertThat(book.leg("call").net()).isEqualTo(d("-3"));
    assertThat(book.leg("call").averageEntryPrice()).isEqualTo(d("0.98"));
    assertThat(book.leg("call").entryCash()).isEqualTo(d("-294"));
    assertThat(book.leg("put").instrument()).isEqualTo(Conversion.PUT);
    assertThat(order(book).executed()).isEqualTo(d("3"));
    assertThat(order(book).remaining()).isEqualTo(d("7"));
    assertThat(Exposure.isEven(book)).isTrue();
    assertThat(book.live()).containsExactly(ComboConversion.REF);
  }

  @Test
  void theSummaryAloneIsAFloorAndNoExecution() {
    TradeBook book = working().with(traded("x.01.01", 3, 3));

    assertThat(book.hasExecuted()).isFalse();
    assertThat(book.isFlat()).isTrue();
    assertThat(order(book).filledSeen()).isEqualTo(d("3"));
    assertThat(order(book).isUnheard()).isFalse();
  }

  /** One leg of ten units is no unit; it is a position all the same. */
  @Test
  void aLegAloneIsAPositionAndNotAFilledUnit() {
    TradeBook book = working().with(stock("x.02.01", 1000, "69.50"));

    assertThat(book.hasExecuted()).isTrue();
    assertThat(book.leg("stock").isFilled()).isTrue();
    assertThat(book.isFilled()).isFalse();
    assertThat(order(book).executed()).isZero();
    assertThat(order(book).isEven()).isFalse();
    assertThat(Exposure.isEven(book)).isFalse();
    assertThat(book.live()).isNotEmpty();
  }

  @Test
  void isOverWhenEveryLegExecutedAllUnits() {
    TradeBook book =
        working()
            .with(stock("x.02.01", 1000, "69.50"))
            .with(put("x.03.01", 10, "1.20"))
            .with(call("x.04.01", 10, "0.98"));

    assertThat(book.isFilled()).isTrue();
    assertThat(book.live()).isEmpty();
    assertThat(book.hasDoubledLeg()).isFalse();
  }

  /** Price authority: remaining × net limit counts once, and never more than the whole bound. */
  @Test
  void countsItsNetLimitOnceForTheWholeTrade() {
    BigDecimal bound = TEN.cashBound();
    assertThat(working().authorisedCash()).isEqualTo(bound);

    TradeBook uneven = working().with(stock("x.02.01", 300, "69.50"));
    assertThat(uneven.authorisedCash()).isEqualTo(bound);

    TradeBook even = uneven.with(put("x.03.01", 3, "1.20")).with(call("x.04.01", 3, "0.98"));
    // 3 × (6950 + 120 − 98) paid, 7 × 6972 to come.
    assertThat(even.authorisedCash()).isEqualTo(d("69720"));

    TradeBook better =
        working()
            .with(stock("x.02.01", 300, "69.00"))
            .with(put("x.03.01", 3, "1.20"))
            .with(call("x.04.01", 3, "0.98"));
    assertThat(better.authorisedCash()).isEqualTo(d("69570"));
    assertThat(ended(uneven).authorisedCash()).isEqualTo(d("20850"));
  }

  @Test
  void unwindingOrdersOfALegCloseWhatTheComboOpened() {
    OrderRef ref = new OrderRef("twx-0001", "stock", Purpose.UNWIND, 1);
    OrderIntent sell =
        new OrderIntent(ref, "DU1000001", Conversion.STOCK, Side.SELL, d("300"), d("69.40"), null);
    Fill sold = new Fill("u.01", Side.SELL, d("300"), d("69.45"), ComboConversion.AT, 1);
    TradeBook book =
        ended(working().with(stock("x.02.01", 300, "69.50")))
            .placed(List.of(new PlacedOrder(sell, 200)), WriteOutcome.WRITTEN)
            .with(new OrderEvent.Filled(ref, sold, d("300"), 10));

    assertThat(book.leg("stock").net()).isZero();
    assertThat(book.leg("stock").executed()).isEqualTo(d("300"));
    assertThat(book.leg("put").orders()).hasSize(1);
    assertThat(book.isFlat()).isTrue();
  }

  /** fault O3, fault O12, fault O19: six callbacks and their repetition, in all 720 orders. */
  @Test
  void everyOrderOfArrivalGivesTheSameBook() {
    List<OrderEvent> callbacks =
        List.of(
            traded("x.01.01", 3, 3),
            stock("x.02.01", 300, "69.50"),
            put("x.03.01", 3, "1.20"),
            call("x.04.01", 2, "0.98"),
            call("x.04.02", 3, "0.98"),
            new OrderEvent.StatusReported(ComboConversion.REF, OrderStatus.CANCELLED, d("3"), 9));

    TradeBookTest.forEveryOrder(
        callbacks,
        order -> {
          TradeBook book = TradeBook.of(TEN);
          for (OrderEvent event : order.subList(0, 2)) {
            book = book.with(event);
          }
          book = book.placed(List.of(ComboConversion.entry(TEN)), WriteOutcome.WRITTEN);
          for (OrderEvent event : order) {
            book = book.with(event);
          }
          assertThat(book.legs())
              .extracting(LegBook::net)
              .containsExactly(d("300"), d("3"), d("-3"));
          assertThat(order(book).executed()).isEqualTo(d("3"));
          assertThat(order(book).filledSeen()).isEqualTo(d("3"));
          assertThat(order(book).status()).isEqualTo(OrderStatus.CANCELLED);
        });
  }

  private static TradeBook working() {
    return TradeBook.of(TEN)
        .placed(List.of(ComboConversion.entry(TEN)), WriteOutcome.WRITTEN)
        .with(new OrderEvent.StatusReported(ComboConversion.REF, OrderStatus.WORKING, d("0"), 9));
  }

  private static TradeBook ended(TradeBook book) {
    return book.with(
        new dev.legwork.order.OrderSnapshot(
            java.util.Map.of(ComboConversion.REF, Verdict.PROVEN_TERMINAL),
            List.of(),
            java.util.Map.of(),
            List.of()));
  }

  private static OrderBookEntry order(TradeBook book) {
    return book.orders().get(ComboConversion.REF);
  }
}
