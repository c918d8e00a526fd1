package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trades of which a leg was never placed, and whose other positions are left. */
class StopUnplacedLegTest {
  private final StopVenue venue = new StopVenue();

  @Test
  void flattensATradeWhoseStoppedLegWasNeverPlaced() {
    flattens(
        ProtectiveStop.ofLeg("other", Decimals.of("98"), Decimals.of("99"), Duration.ofSeconds(5)));
  }

  @Test
  void flattensATradeOfWhoseGroupALegWasNeverPlaced() {
    flattens(ProtectiveStop.ofGroup(Decimals.of("-5")));
  }

  private void flattens(ProtectiveStop stop) {
    endsResidual(stop);
    venue.wish(Duration.ZERO, StopWish.Kind.FLATTEN);

    assertThat(venue.run(Duration.ofHours(1)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  private void endsResidual(ProtectiveStop stop) {
    venue.request =
        new ExecutionRequest(
                "t1",
                "DU1",
                null,
                "TWX",
                List.of(
                    new RequestedLeg("stock", Side.BUY, 1, StopVenue.STOCK.spec(), null),
                    new RequestedLeg("other", Side.SELL, 1, ContractSpec.stock("SPY"), null)),
                100,
                Decimals.of("100"),
                Placing.SEQUENTIAL,
                Pricing.LIMIT,
                Timeouts.DEFAULT)
            .with(stop);
    venue.ending =
        new Ending(
            TradeState.RESIDUAL,
            new Reason(ReasonCode.UNWIND_EXHAUSTED, "a test"),
            List.of(new Residual(StopVenue.STOCK, Decimals.of(100))),
            1,
            StopVenue.START.minusSeconds(60),
            List.of());
  }
}
