package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderSizes;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.ReasonCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What is bought in the first wave and cannot be sold in a later one is unwound at a loss: orders
 * that would never leave together are refused before the first byte.
 */
class DeskLaterWavesTest {
  private final DeskRig rig =
      DeskRig.serving(
          DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT)
              .with(new OrderSizes(BigDecimal.ONE, null)));

  private EntryAnswer first(int units, Placing placing, Pricing pricing) {
    ExecutionRequest one = DeskRig.conversion("71.00");
    ExecutionRequest trade =
        new ExecutionRequest(
            one.id(),
            one.account(),
            null,
            one.underlying(),
            one.legs(),
            units,
            one.netLimit(),
            placing,
            pricing,
            pricing == Pricing.HYBRID ? hybrid(one.timeouts()) : one.timeouts());
    CompletableFuture<EntryAnswer> answer =
        rig.core.enter(EntryPlan.first(trade, 5), Duration.ofSeconds(5));
    rig.pass(Duration.ofSeconds(1));
    return DeskRig.now(answer);
  }

  private static Timeouts hybrid(Timeouts all) {
    return new Timeouts(all.lock(), all.total(), all.afterFirstFill(), Timeouts.HYBRID_LIMIT);
  }

  private void assertRefused(EntryAnswer answer, String why) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> {
              assertThat(refused.reason().code()).isEqualTo(ReasonCode.TOO_MANY_ORDERS);
              assertThat(refused.reason().detail()).contains(why);
            });
    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void refusesBeforeTheFirstByteALaterLegOfTooManyOrders() {
    assertRefused(first(8, Placing.SEQUENTIAL, Pricing.LIMIT), "put 8 (8, at most 1 an order)");
  }

  @Test
  void placesLegsAfterEachOtherOfAsManyOrdersAsLeaveTogether() {
    assertThat(first(7, Placing.SEQUENTIAL, Pricing.LIMIT)).isInstanceOf(EntryAnswer.Entered.class);
  }

  /** The risk follows before the hedge is done: what is lost of both is sent again together. */
  @Test
  void refusesAHedgeFirstTradeWhoseWavesWouldNotLeaveTogether() {
    assertRefused(first(4, Placing.HEDGE_FIRST, Pricing.LIMIT), "its legs need 9 orders");
  }

  /** What is left of all legs is taken together. */
  @Test
  void refusesASequenceWhoseRestWouldNotLeaveTogether() {
    assertRefused(first(4, Placing.SEQUENTIAL, Pricing.HYBRID), "its legs need 9 orders");
  }

  @Test
  void placesWavesThatWouldLeaveTogether() {
    assertThat(first(3, Placing.HEDGE_FIRST, Pricing.HYBRID))
        .isInstanceOf(EntryAnswer.Entered.class);
  }
}
