package dev.legwork.unwind;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final ExecutionRequest REQUEST = Conversion.units(1, "69.72");

  @Test
  void closesOnlyWhatGoesBeyondTheRequest() {
    Kept kept = Kept.asRequested(REQUEST);

    assertThat(kept.surplus(stockAt(130))).isEqualByComparingTo("30");
    assertThat(kept.surplus(stockAt(100))).isZero();
    assertThat(kept.surplus(stockAt(70))).isZero();
  }

  @Test
  void closesAPositionOnTheOtherSideAltogether() {
    assertThat(Kept.asRequested(REQUEST).surplus(stockAt(-20))).isEqualByComparingTo("-20");
  }

  static LegBook stockAt(int position) {
    TradeBook book =
        TradeBook.of(REQUEST).placed(Conversion.entries(REQUEST), WriteOutcome.WRITTEN);
    if (position != 0) {
      Fill fill =
          new Fill(
              "a.01",
              position > 0 ? Side.BUY : Side.SELL,
              BigDecimal.valueOf(Math.abs(position)),
              d("69.6"),
              Instant.EPOCH);
      book = book.with(new OrderEvent.Filled(Conversion.entry("stock"), fill, fill.quantity(), 1));
    }
    return book.leg("stock");
  }
}
