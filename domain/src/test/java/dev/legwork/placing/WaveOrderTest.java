package dev.legwork.placing;

import static dev.legwork.Conversion.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.Conversion;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveOrderTest {
  private static final RequestedLeg LONG_CALL = option("long-call", Side.BUY, "75", 'C');
  private static final RequestedLeg SHORT_CALL = option("short-call", Side.SELL, "72.5", 'C');
  private static final RequestedLeg LONG_PUT = option("long-put", Side.BUY, "65", 'P');
  private static final RequestedLeg SHORT_PUT = option("short-put", Side.SELL, "67.5", 'P');

  @Test
  void protectionComesBeforeWhatItProtectsAndNakedShortsLast() {
    ExecutionRequest condor =
        trade(Placing.HEDGE_FIRST, SHORT_CALL, LONG_CALL, SHORT_PUT, LONG_PUT);

    assertThat(LegPriority.of(LONG_CALL, condor)).isEqualTo(150);
    assertThat(LegPriority.of(SHORT_PUT, condor)).isEqualTo(-75);
    assertThat(WaveOrder.of(condor))
        .containsExactly(List.of("long-call", "long-put"), List.of("short-call", "short-put"));
  }

  @Test
  void aNakedShortFollowsTheCoveredOne() {
    ExecutionRequest trade = trade(Placing.HEDGE_FIRST, SHORT_PUT, SHORT_CALL, LONG_CALL);

    assertThat(LegPriority.of(SHORT_PUT, trade)).isEqualTo(-100);
    assertThat(WaveOrder.of(trade))
        .containsExactly(List.of("long-call"), List.of("short-call"), List.of("short-put"));
  }

  @Test
  void aLongThatOffsetsNothingIsNoMoreThanLong() {
    ExecutionRequest strangle = trade(Placing.SEQUENTIAL, LONG_CALL, LONG_PUT);

    assertThat(LegPriority.of(LONG_CALL, strangle)).isEqualTo(100);
    assertThat(WaveOrder.of(strangle)).containsExactly(List.of("long-call"), List.of("long-put"));
  }

  @Test
  void stockProtectsAShortCallAndALongCallAShortStock() {
    ExecutionRequest conversion = Conversion.units(1, "69.72");
    RequestedLeg shortStock =
        new RequestedLeg("stock", Side.SELL, 100, ContractSpec.stock("TWX"), null);

    assertThat(LegPriority.of(conversion.leg("stock"), conversion)).isEqualTo(150);
    assertThat(LegPriority.of(shortStock, trade(Placing.SEQUENTIAL, shortStock, LONG_CALL)))
        .isEqualTo(-75);
    assertThat(LegPriority.of(shortStock, trade(Placing.SEQUENTIAL, shortStock, LONG_PUT)))
        .isEqualTo(-100);
  }

  @Test
  void aParallelTradeIsOneWave() {
    assertThat(WaveOrder.of(Conversion.units(1, "69.72")))
        .containsExactly(List.of("stock", "put", "call"));
  }

  private static ExecutionRequest trade(Placing placing, RequestedLeg... legs) {
    return new ExecutionRequest(
        "twx-0002",
        "DU1000001",
        null,
        "TWX",
        List.of(legs),
        1,
        d("1"),
        placing,
        Pricing.LIMIT,
        Timeouts.DEFAULT);
  }

  private static RequestedLeg option(String name, Side side, String strike, char right) {
    return new RequestedLeg(
        name,
        side,
        1,
        ContractSpec.option(
            "TWX", Conversion.EXPIRY, d(strike), right == 'C' ? OptionRight.CALL : OptionRight.PUT),
        null);
  }
}
