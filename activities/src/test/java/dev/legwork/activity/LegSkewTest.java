package dev.legwork.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.EntryAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LegSkewTest {
  private static final Instant AT = Instant.parse("2026-11-20T15:30:00Z");
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final LegSkew skew = new LegSkew("DU1000001", metrics);

  @Test
  void measuresFromTheFirstWordAboutTheFirstLegToThatAboutTheLast() {
    skew.entered(wave("stock", "put"));
    skew.heard(List.of(word("stock", 5), word("stock", 40)));
    skew.heard(List.of(word("put", 12)));

    assertThat(recorded()).isEqualTo(7);
  }

  @Test
  void eventsMayComeBeforeTheAnswerOfThePlacingCall() {
    skew.heard(List.of(word("stock", 5), word("put", 8)));
    skew.entered(wave("stock", "put"));

    assertThat(recorded()).isEqualTo(3);
  }

  @Test
  void aWaveWithASilentLegIsNotMeasured() {
    skew.entered(wave("stock", "put"));
    skew.heard(List.of(word("stock", 5)));

    assertThat(metrics.get("legwork.leg.skew").timer().count()).isZero();
  }

  private double recorded() {
    assertThat(metrics.get("legwork.leg.skew").timer().count()).isOne();
    return metrics.get("legwork.leg.skew").timer().totalTime(TimeUnit.MILLISECONDS);
  }

  private static EntryAnswer wave(String... legs) {
    List<PlacedOrder> orders =
        List.of(legs).stream().map(leg -> new PlacedOrder(intent(leg), 1)).toList();
    return new EntryAnswer.Entered(orders, WriteOutcome.WRITTEN, AT, null, java.util.Map.of(), "");
  }

  private static OrderIntent intent(String leg) {
    Instrument instrument =
        new Instrument(
            1,
            ContractSpec.stock("TWX"),
            "SMART",
            "USD",
            "TWX",
            PriceIncrements.uniform(Decimals.of("0.01")));
    return new OrderIntent(
        ref(leg), "DU1000001", instrument, Side.BUY, BigDecimal.ONE, BigDecimal.ONE, null);
  }

  private static BrokerEvent word(String leg, int millis) {
    return new BrokerEvent(
        millis,
        AT.plusMillis(millis),
        new OrderEvent.StatusReported(ref(leg), OrderStatus.WORKING, BigDecimal.ZERO, 1));
  }

  private static OrderRef ref(String leg) {
    return new OrderRef("twx-1", leg, Purpose.ENTRY, 1);
  }
}
