package dev.legwork.proof;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.FieldError;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stock order buys 100 at 69.60 at most. */
class SettlementTest {
  private static final Instant AT = Instant.parse("2014-06-07T10:00:00Z");
  private static final PlacedOrder PLACED =
      Conversion.entries(Conversion.units(1, "69.72")).getFirst();
  private static final OrderRef REF = PLACED.ref();

  private static OrderBookEntry order() {
    return OrderBookEntry.of(PLACED, WriteOutcome.UNKNOWN);
  }

  /** 40 of it executed at 69.50. */
  private static OrderBookEntry partlyFilled() {
    return order()
        .with(
            new OrderEvent.Filled(
                REF, new Fill("a.01", Side.BUY, d("40"), d("69.50"), AT), d("40"), 9));
  }

  private static Settlement word(String executed, String price) {
    return new Settlement(REF, d(executed), price == null ? null : d(price), "ann", "statement");
  }

  private static List<String> wrong(Settlement word, OrderBookEntry order) {
    return word.contradictions(order).stream().map(FieldError::field).toList();
  }

  @Test
  void endsAnOrderThatExecutedNothing() {
    assertThat(word("0", null).contradictions(order())).isEmpty();
    assertThat(word("0", null).remainder(order(), AT)).isEmpty();

    OrderBookEntry over = order().with(new OrderEvent.Settled(REF, d("0"), "ann", "statement"));
    assertThat(over.isOver()).isTrue();
    assertThat(over.executed()).isEqualByComparingTo("0");
  }

  @Test
  void pricesWhatTheVenueDidNotTellOfSoThatTheAverageIsTheOneGiven() {
    Fill rest = word("100", "69.56").remainder(partlyFilled(), AT).orElseThrow();

    assertThat(rest.isManual()).isTrue();
    assertThat(rest.quantity()).isEqualByComparingTo("60");
    assertThat(rest.price()).isEqualByComparingTo("69.60");
    assertThat(word("100", "69.56").contradictions(partlyFilled())).isEmpty();
  }

  @Test
  void needsNoRestWhereTheExecutionsSayItAll() {
    assertThat(word("40", "69.50").contradictions(partlyFilled())).isEmpty();
    assertThat(word("40", "69.50").remainder(partlyFilled(), AT)).isEmpty();
  }

  @Test
  void isRefusedAgainstWhatTheBrokerHasSaid() {
    OrderBookEntry seen =
        order().with(new OrderEvent.StatusReported(REF, OrderStatus.WORKING, d("60"), 9));

    assertThat(wrong(word("101", "69.50"), order())).containsExactly("executed");
    assertThat(wrong(word("39", "69.50"), partlyFilled())).containsExactly("executed");
    assertThat(wrong(word("59", "69.50"), seen)).containsExactly("executed");
    assertThat(wrong(word("100", "69.61"), order())).containsExactly("averagePrice");
    assertThat(wrong(word("100", "69.58"), partlyFilled())).containsExactly("averagePrice");
    assertThat(wrong(word("60", "20"), partlyFilled())).containsExactly("averagePrice");
  }

  @Test
  void givesAPriceExactlyToWhatExecuted() {
    assertThatThrownBy(() -> word("1", null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> word("0", "1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> word("0.5", "1")).isInstanceOf(IllegalArgumentException.class);
  }
}
