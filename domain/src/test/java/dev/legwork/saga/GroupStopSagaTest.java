package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group's stop over its life: nothing rests at the venue, and we watch. */
class GroupStopSagaTest {
  private static final Instrument CALL =
      new Instrument(
          12,
          ContractSpec.option(
              "TWX", LocalDate.of(2014, 7, 19), Decimals.of("70"), OptionRight.CALL),
          "SMART",
          "USD",
          "TWX",
          PriceIncrements.uniform(Decimals.of("0.01")));

  private final StopVenue venue = new StopVenue();

  @BeforeEach
  void watchesTheGroup() {
    venue.request = StopVenue.REQUEST.with(ProtectiveStop.ofGroup(Decimals.of("98")));
  }

  @Test
  void leavesTheGroupOnceTheMarketHasBeenAtItsTriggerForAMoment() {
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(Duration.ofMinutes(4)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("UNWIND SELL 100 TWX @ 97.42");
    assertThat(venue.net()).isZero();
  }

  @Test
  void keepsTheGroupWhereTheMarketWasThereForASecond() {
    for (int time = 1; time <= 100; time++) {
      Duration wide = Duration.ofMillis(10_333L * time);
      venue.bid(wide, "90");
      venue.bid(wide.plusMillis(1900), "100");
    }
    venue.wish(Duration.ofHours(1), StopWish.Kind.CANCEL);

    assertThat(venue.run(Duration.ofHours(2)).state()).isEqualTo(StopState.CANCELLED);
    assertThat(venue.commands).isEmpty();
    assertThat(venue.status.timeline()).anyMatch(line -> line.event().equals("STOP_SUSPECTED"));
  }

  /** The moment is no longer for that. */
  @Test
  void leavesTheGroupAlthoughItsWorkerDiesInThatMoment() {
    venue.bid(Duration.ofMinutes(3), "97.90");
    for (int death = 0; death < 8; death++) {
      venue.terminate(Duration.ofMinutes(3).plusMillis(700L * death));
    }

    assertThat(venue.run(Duration.ofMinutes(4)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  /**
   * Entered at 100 and worth 20 since: an offer at 30 says that its bids went, not that it fell.
   */
  @Test
  void measuresALoneOfferByThePriceThatItLastBelieved() {
    venue.looks = 150;
    venue.alsoHolds(CALL);
    venue.request = venue.request.with(ProtectiveStop.ofGroup(Decimals.of("15")));
    venue.quote(Duration.ZERO, "other", "20", "21");
    venue.quote(Duration.ofMinutes(1), "other", null, "30");
    venue.quote(Duration.ofMinutes(3), "other", "20", "21");

    assertThat(venue.run(Duration.ofMinutes(6)).state()).isEqualTo(StopState.WATCHING);
    assertThat(venue.commands).isEmpty();
    assertThat(venue.alerted()).contains("STOP_BLIND");
  }
}
