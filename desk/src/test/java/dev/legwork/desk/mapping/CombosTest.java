package dev.legwork.desk.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.order.Side;
import dev.legwork.tws.message.ComboLeg;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombosTest {
  private static final Combos.Part STOCK = part(11, ContractSpec.stock("TWX"), Side.BUY, 100);
  private static final Combos.Part CALL =
      part(
          12,
          ContractSpec.option(
              "TWX", LocalDate.of(2014, 6, 20), new BigDecimal("70"), OptionRight.CALL),
          Side.SELL,
          1);

  @Test
  void tradesEachPartOnItsOwnSideWhenItIsBought() {
    var bag = Combos.of(List.of(STOCK, CALL));

    assertThat(bag.isBag()).isTrue();
    assertThat(bag.symbol()).isEqualTo("TWX");
    assertThat(bag.exchange()).isEqualTo("SMART");
    assertThat(bag.currency()).isEqualTo("USD");
    assertThat(bag.comboLegs())
        .containsExactly(ComboLeg.of(11, 100, "BUY", "SMART"), ComboLeg.of(12, 1, "SELL", "SMART"));
  }

  @Test
  void isNothingForOneContractOrForSeveralUnderlyings() {
    assertThatThrownBy(() -> Combos.of(List.of(STOCK))).hasMessageContaining("no combination");
    assertThatThrownBy(
            () -> Combos.of(List.of(CALL, part(13, ContractSpec.stock("SPY"), Side.BUY, 100))))
        .hasMessageContaining("no combination");
  }

  private static Combos.Part part(long conId, ContractSpec spec, Side side, int ratio) {
    return new Combos.Part(
        new Instrument(
            conId, spec, "SMART", "USD", "", PriceIncrements.uniform(new BigDecimal("0.01"))),
        side,
        ratio);
  }
}
