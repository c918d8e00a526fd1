package dev.legwork.exposure;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.book.TradeBook;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Residual;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExposureTest {
  private static final ExecutionRequest REQUEST = Conversion.units(3, "69.72");

  private static boolean isEven(String stock, String put, String call) {
    return Exposure.isEven(REQUEST, Map.of("stock", d(stock), "put", d(put), "call", d(call)));
  }

  @Test
  void takesNothingAndWholeUnitsForEven() {
    assertThat(isEven("0", "0", "0")).isTrue();
    assertThat(isEven("100", "1", "-1")).isTrue();
    assertThat(isEven("300", "3", "-3")).isTrue();
    assertThat(Exposure.isEven(REQUEST, Map.of())).isTrue();
  }

  @Test
  void takesPartsOfAUnitForUneven() {
    assertThat(isEven("60", "0", "0")).isFalse();
    assertThat(isEven("160", "1", "-1")).isFalse();
  }

  @Test
  void takesDifferentUnitsForUneven() {
    assertThat(isEven("100", "1", "0")).isFalse();
    assertThat(isEven("200", "1", "-1")).isFalse();
  }

  @Test
  void takesAReversedPositionForUneven() {
    assertThat(isEven("-100", "-1", "1")).isFalse();
    assertThat(isEven("100", "1", "1")).isFalse();
  }

  @Test
  void tellsWhatABookHoldsExactly() {
    TradeBook book =
        TradeBook.of(REQUEST).placed(Conversion.entries(REQUEST), WriteOutcome.WRITTEN);
    assertThat(Exposure.isEven(book)).isTrue();

    BigDecimal two = d("2");
    Fill sold = new Fill("c.01", Side.SELL, two, d("1.20"), Instant.EPOCH);
    TradeBook exposed = book.with(new OrderEvent.Filled(Conversion.entry("call"), sold, two, 0));

    assertThat(Exposure.isEven(exposed)).isFalse();
    assertThat(Exposure.positions(exposed)).containsExactly(new Residual(Conversion.CALL, d("-2")));
  }
}
