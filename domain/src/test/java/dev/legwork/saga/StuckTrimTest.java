package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** fault O18, fault O30: what executes late beside a stop, and cannot be closed, costs no guard. */
class StuckTrimTest {
  private static final Instrument SPY =
      new Instrument(
          12,
          ContractSpec.stock("SPY"),
          "SMART",
          "USD",
          "SPY",
          PriceIncrements.uniform(Decimals.of("0.01")));
  private static final OrderRef OTHER = new OrderRef("t1", "other", Purpose.ENTRY, 1);

  private final StopVenue venue = new StopVenue();

  @Test
  void closesWhatExecutedLateAndGuardsTheRest() {
    venue.entryExecutes(Duration.ofMinutes(1), 10);
    venue.wish(Duration.ofMinutes(5), StopWish.Kind.CANCEL);

    venue.run(Duration.ofMinutes(6));

    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00",
            "cancel S1",
            "UNWIND SELL 10 TWX @ 99.50",
            "STOP SELL 100 TWX @ 97.50 stop 98.00",
            "cancel S2");
    assertThat(venue.net()).isEqualTo(100);
  }

  @Test
  void guardsAllOfItBetweenItsTriesToCloseThePartThatCameLate() {
    venue.exitsAreSilent = true;
    venue.entryExecutes(Duration.ofMinutes(1), 10);
    venue.bid(Duration.ofMinutes(4), "97.90");

    assertThat(venue.run(Duration.ofMinutes(10)).state()).isEqualTo(StopState.EXITED);
    assertThat(stops()).endsWith("STOP SELL 110 TWX @ 97.50 stop 98.00");
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  @Test
  void seesAGapBetweenItsTries() {
    venue.exitsAreSilent = true;
    venue.entryExecutes(Duration.ofMinutes(1), 10);
    venue.bid(Duration.ofMinutes(4), "95");

    venue.run(Duration.ofMinutes(5));

    assertThat(venue.status.exit().code()).isEqualTo(ReasonCode.STOP_GAPPED);
    assertThat(venue.commands).anyMatch(command -> command.startsWith("UNWIND SELL 110 TWX"));
  }

  /** The exit closes what came late as well. */
  @Test
  void exitsAtOnceWhereTheMarketIsBeyondTheLimitAlready() {
    venue.entryExecutes(Duration.ofMinutes(1), 10);
    venue.quote(Duration.ofMinutes(1), "95", "95.02");

    assertThat(venue.run(Duration.ofMinutes(5)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1", "UNWIND SELL 110 TWX @ 94.53");
  }

  @Test
  void triesLessAndLessOften() {
    venue.exitsAreSilent = true;
    venue.entryExecutes(Duration.ofMinutes(1), 10);
    venue.wish(Duration.ofHours(2), StopWish.Kind.CANCEL);

    venue.run(Duration.ofHours(3));

    assertThat(unwinds()).hasSizeBetween(25, 100);
    assertThat(venue.alerts)
        .filteredOn(alert -> alert.code().equals("STOP_INCOMPLETE"))
        .hasSizeGreaterThan(4)
        .allSatisfy(
            alert -> assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("10"));
  }

  @Test
  void leavesItsOrderAtTheVenueWhileItClosesWhatCameLateOfAnotherLeg() {
    venue.alsoHolds(SPY);
    venue.executesLate(Duration.ofMinutes(1), OTHER, 10);
    venue.bid(Duration.ofMinutes(4), "97.90");

    assertThat(venue.run(Duration.ofMinutes(10)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00", "UNWIND SELL 10 SPY @ 99.50");
    assertThat(venue.net()).isZero();
    assertThat(venue.net(SPY)).isEqualTo(100);
    assertThat(venue.wrongs).isEmpty();
  }

  @Test
  void isFilledAtTheVenueWhileThatCannotBeClosed() {
    venue.alsoHolds(SPY);
    venue.exitsAreSilent = true;
    venue.executesLate(Duration.ofMinutes(1), OTHER, 10);
    venue.bid(Duration.ofMinutes(1).plusSeconds(4), "97.90");

    assertThat(venue.run(Duration.ofMinutes(10)).state()).isEqualTo(StopState.EXITED);
    assertThat(stops()).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertThat(venue.commands).doesNotContain("cancel S1");
    assertThat(venue.net()).isZero();
  }

  /** One of ours is sent first; the guard is not kept waiting for the other. */
  @Test
  void placesTheStopBeforeItClosesWhatCameLateOfAnotherLeg() {
    venue.alsoHolds(SPY);
    venue.exitsAreSilent = true;
    venue.executesLate(Duration.ZERO, OTHER, 10);

    venue.run(Duration.ofMinutes(1));

    assertThat(venue.commands.getFirst()).startsWith("STOP SELL 100 TWX");
    assertThat(venue.commands.get(1)).startsWith("UNWIND SELL 10 SPY");
  }

  private List<String> stops() {
    return venue.commands.stream().filter(command -> command.startsWith("STOP")).toList();
  }

  private List<String> unwinds() {
    return venue.commands.stream().filter(command -> command.startsWith("UNWIND")).toList();
  }
}
