package dev.legwork.order;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.ComboConversion;
import dev.legwork.Conversion;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ComboTest {

  @Test
  void aUnitHasExecutedWhenEveryLegHas() {
    assertThat(ComboConversion.COMBO.whole(executed(299, 3, 3))).isEqualByComparingTo("2");
    assertThat(ComboConversion.COMBO.begun(executed(299, 3, 3))).isEqualByComparingTo("3");
    assertThat(ComboConversion.COMBO.begun(executed(1, 0, 0))).isEqualByComparingTo("1");
    assertThat(ComboConversion.COMBO.whole(executed(300, 3, 3))).isEqualByComparingTo("3");
  }

  @Test
  void roundsItsLimitDownAlsoBelowZero() {
    assertThat(Combo.limit(d("69.729"))).isEqualTo(d("69.72"));
    assertThat(Combo.limit(d("-0.001"))).isEqualTo(d("-0.01"));
    assertThat(Combo.limit(d("0.009"))).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void refusesRatiosThatAreNotInLowestTerms() {
    List<ComboLeg> legs =
        List.of(
            new ComboLeg("put", Conversion.PUT, Side.BUY, 2),
            new ComboLeg("call", Conversion.CALL, Side.SELL, 4));

    assertThatThrownBy(() -> new Combo(legs)).hasMessageContaining("lowest terms");
  }

  @Test
  void onlyACombosLimitMayBeACredit() {
    OrderIntent credit =
        OrderIntent.of(
            ComboConversion.REF, "DU1", ComboConversion.COMBO, Decimals.of(1), d("-2"), null);

    assertThat(credit.limit()).isEqualTo(d("-2"));
    assertThatThrownBy(
            () ->
                new OrderIntent(
                    Conversion.entry("stock"),
                    "DU1",
                    Conversion.STOCK,
                    Side.BUY,
                    Decimals.of(100),
                    BigDecimal.ZERO,
                    null))
        .hasMessageContaining("above 0");
  }

  private static Function<ComboLeg, BigDecimal> executed(long stock, long put, long call) {
    Map<String, Long> byLeg = Map.of("stock", stock, "put", put, "call", call);
    return leg -> Decimals.of(byLeg.get(leg.name()));
  }
}
