package dev.legwork.order;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.Conversion;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderSizesTest {
  private static final Combo COMBO =
      new Combo(
          List.of(
              new ComboLeg("stock", Conversion.STOCK, Side.BUY, 100),
              new ComboLeg("put", Conversion.PUT, Side.BUY, 1),
              new ComboLeg("call", Conversion.CALL, Side.SELL, 1)));

  @Test
  void limitsStocksByTheirSharesAndOptionsByTheirContracts() {
    OrderSizes sizes = new OrderSizes(d("10"), d("500"));

    assertThat(sizes.of(Conversion.STOCK)).isEqualTo(d("500"));
    assertThat(sizes.of(Conversion.CALL)).isEqualTo(d("10"));
    assertThat(OrderSizes.ANY.of(Conversion.CALL)).isNull();
  }

  @Test
  void letsACombosOrderTradeNoMoreOfALegThanAnOrderOfTheLeg() {
    assertThat(new OrderSizes(d("10"), d("550")).of(COMBO)).isEqualTo(d("5"));
    assertThat(new OrderSizes(d("3"), d("550")).of(COMBO)).isEqualTo(d("3"));
    assertThat(new OrderSizes(null, d("99")).of(COMBO)).as("not even a unit").isZero();
    assertThat(OrderSizes.ANY.of(COMBO)).isNull();
  }

  @Test
  void takesTheStricterOfTwo() {
    OrderSizes house = new OrderSizes(d("20"), null);
    OrderSizes venue = new OrderSizes(d("50"), d("500"));

    assertThat(house.and(venue)).isEqualTo(new OrderSizes(d("20"), d("500")));
  }

  @Test
  void refusesSizesThatNoOrderCanHave() {
    assertThatThrownBy(() -> new OrderSizes(d("0"), null)).hasMessageContaining("contracts");
    assertThatThrownBy(() -> new OrderSizes(null, d("1.5"))).hasMessageContaining("shares");
  }
}
