package dev.legwork.book;

import static dev.legwork.Conversion.d;
import static dev.legwork.Conversion.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TradeBookTest {
  private static final Instant AT = Instant.parse("2014-06-06T13:45:00Z");
  private static final ExecutionRequest FIVE_UNITS = Conversion.units(5, "69.72");
  private static final OrderRef CALL = entry("call");

  @Test
  void everyOrderOfArrivalOfSixCallbacksGivesTheSameBook() {
    List<OrderEvent> callbacks =
        List.of(
            new OrderEvent.StatusReported(CALL, OrderStatus.WORKING, BigDecimal.ZERO, 9),
            fill("a.01", 2, "1.20"),
            fill("b.01", 1, "1.25"),
            fill("b.02", 2, "1.20"),
            new OrderEvent.StatusReported(CALL, OrderStatus.CANCELLED, d("4"), 9),
            new OrderEvent.CommissionReported(CALL, "a.01", d("1.30"), "USD"));

    forEveryOrder(
        callbacks,
        order -> {
          TradeBook book = placed();
          for (OrderEvent event : order) {
            book = book.with(event);
          }
          assertThat(book.leg("call").executed()).isEqualTo(d("4"));
          assertThat(book.leg("call").net()).isEqualTo(d("-4"));
          assertThat(book.leg("call").entryCash()).isEqualTo(d("-480"));
          assertThat(book.orders().get(CALL).status()).isEqualTo(OrderStatus.CANCELLED);
        });
  }

  @Test
  void countsAnExecutionOnceHoweverOftenItIsReported() {
    TradeBook once = placed().with(fill("a.01", 3, "1.20"));

    assertThat(once.with(fill("a.01", 3, "1.20"))).isEqualTo(once);
  }

  /** fault O18, fault O9: what was sold twice must not make the other legs dearer. */
  @Test
  void whatTheVenueOverFilledNeitherUsesUpTheBoundNorAddsToIt() {
    TradeBook asked = placed().with(fill("a.01", 5, "1.20"));

    assertThat(asked.with(fill("b.01", 5, "1.20")).authorisedCash())
        .isEqualByComparingTo(asked.authorisedCash());
  }

  @Test
  void aBustedExecutionCountsForNothing() {
    TradeBook book = placed().with(fill("a.01", 3, "1.20")).with(fill("a.02", 0, "1.20"));

    assertThat(book.hasExecuted()).isFalse();
  }

  @Test
  void keepsExecutionsThatArriveBeforeTheAnswerOfThePlacingCall() {
    TradeBook book =
        TradeBook.of(FIVE_UNITS)
            .with(fill("a.01", 3, "1.20"))
            .placed(Conversion.entries(FIVE_UNITS), WriteOutcome.WRITTEN);

    assertThat(book.leg("call").executed()).isEqualTo(d("3"));
    assertThat(book.early()).isEmpty();
  }

  @Test
  void countsAFillAfterCancelled() {
    TradeBook book =
        placed()
            .with(new OrderEvent.StatusReported(CALL, OrderStatus.CANCELLED, BigDecimal.ZERO, 9))
            .with(fill("a.01", 5, "1.20"));

    assertThat(book.leg("call").isFilled()).isTrue();
  }

  @Test
  void aFinalStatusNeverGoesBackToWorking() {
    TradeBook book =
        placed()
            .with(new OrderEvent.StatusReported(CALL, OrderStatus.CANCELLED, BigDecimal.ZERO, 9))
            .with(new OrderEvent.StatusReported(CALL, OrderStatus.WORKING, BigDecimal.ZERO, 9));

    assertThat(book.orders().get(CALL).status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void anOrderLivesUntilProvenHoweverItsStatusReads() {
    TradeBook book =
        placed()
            .with(new OrderEvent.StatusReported(CALL, OrderStatus.CANCELLED, BigDecimal.ZERO, 9));

    assertThat(book.live()).contains(CALL);
  }

  @Test
  void anOrderIsOverOnceItsExecutionsAddUp() {
    assertThat(placed().with(fill("a.01", 5, "1.20")).live()).doesNotContain(CALL);
  }

  @Test
  void authorisedCashCountsExecutionsAtTheirPriceAndTheRestAtItsLimit() {
    // 500 x 69.60 + 5 x 1.20 x 100 - (2 x 1.25 + 3 x 1.20) x 100
    TradeBook book = placed().with(fill("a.01", 2, "1.25"));

    assertThat(book.authorisedCash()).isEqualTo(d("34790"));
    assertThat(book.authorisedCash()).isLessThanOrEqualTo(FIVE_UNITS.cashBound());
  }

  private static TradeBook placed() {
    return TradeBook.of(FIVE_UNITS).placed(Conversion.entries(FIVE_UNITS), WriteOutcome.WRITTEN);
  }

  private static OrderEvent fill(String execId, int quantity, String price) {
    return new OrderEvent.Filled(
        CALL,
        new Fill(execId, Side.SELL, Decimals.of(quantity), d(price), AT),
        Decimals.of(quantity),
        9);
  }

  static void forEveryOrder(List<OrderEvent> events, Consumer<List<OrderEvent>> check) {
    permute(new ArrayList<>(events), 0, check);
  }

  private static void permute(List<OrderEvent> events, int from, Consumer<List<OrderEvent>> check) {
    if (from == events.size()) {
      check.accept(events);
      return;
    }
    for (int i = from; i < events.size(); i++) {
      java.util.Collections.swap(events, from, i);
      permute(events, from + 1, check);
      java.util.Collections.swap(events, from, i);
    }
  }
}
