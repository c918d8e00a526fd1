package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopWish;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** fault O29, O30: all that a trade left is closed, and the hedge of it with it. */
class HedgedFlattenTest {
  private static final Duration DAY = Duration.ofHours(6);
  private static final Instrument INDEX =
      new Instrument(
          12,
          ContractSpec.stock("SPY"),
          "SMART",
          "USD",
          "SPY",
          PriceIncrements.uniform(Decimals.of("0.01")));

  @Test
  void closesThePositionAndTakesItsHedgeOff() {
    StopVenue venue = hedged(100, INDEX, -40);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly("UNWIND SELL 100 TWX @ 99.50", "UNWIND BUY 40 SPY @ 100.52");
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.net()).isZero();
    assertThat(venue.net(INDEX)).isZero();
    assertThat(venue.status.left()).isEmpty();
    assertThat(venue.beyond()).isEmpty();
  }

  @Test
  void takesAHedgeOffInTheContractOfALeg() {
    StopVenue venue = hedged(30, StopVenue.STOCK, 50);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.beyond()).isEmpty();
  }

  @Test
  void takesAHedgeOffOfWhichNoLegIsLeft() {
    StopVenue venue = hedged(0, INDEX, 40);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("UNWIND SELL 40 SPY @ 99.50");
  }

  /** No share is there twice, once for the leg and once for its hedge. */
  @Test
  void sellsNoMoreThanTheAccountHoldsOfTheLegAndTheHedgeTogether() {
    StopVenue venue = hedged(30, StopVenue.STOCK, 50);
    venue.others(Duration.ZERO, -30);

    venue.run(DAY);

    assertThat(venue.account()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  /** What covers it stays, nothing is hedged anew, and a person reads all that is left. */
  @Test
  void leavesTheHedgeWhileItsPositionCannotBeClosedAndTellsBoth() {
    StopVenue venue = hedged(100, INDEX, -40);
    venue.bid(Duration.ZERO, null);
    venue.bid(Duration.ofMinutes(10), "96");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.alerts)
        .filteredOn(alert -> alert.code().equals("STOP_INCOMPLETE"))
        .isNotEmpty()
        .allSatisfy(
            alert ->
                assertThat(alert.residual())
                    .extracting(Residual::position)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(Decimals.of(100), Decimals.of(-40)));
    assertThat(venue.commands).allMatch(command -> command.startsWith("UNWIND"));
    assertThat(venue.net(INDEX)).isZero();
  }

  /** The venue knows no contract to hedge with, and no market to wait for: it would say so. */
  @Test
  void neitherHedgesNorWaitsForAMarketWhenItsAttemptsAreOver() {
    StopVenue venue = hedged(100, INDEX, -40);
    venue.exitsAreSilent = true;

    assertThat(venue.run(Duration.ofMinutes(1)).state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(venue.net()).isEqualTo(100);
    assertThat(venue.net(INDEX)).isEqualTo(-40);

    venue.exitsAreSilent = false;
    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net()).isZero();
    assertThat(venue.net(INDEX)).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  /** Twice as late each time, ten minutes at most: 2 + 4 + 8 + 10 + 10 … */
  @Test
  void triesMoreRarelyWhileNobodyTradesInsideItsCollar() {
    StopVenue venue = hedged(100, INDEX, -40);
    venue.exitsAreSilent = true;

    venue.run(Duration.ofHours(6));

    long rounds = venue.commands.stream().filter(one -> one.startsWith("UNWIND SELL")).count() / 5;
    assertThat(rounds).isBetween(25L, 40L);
    assertThat(venue.wrongs).isEmpty();
  }

  @Test
  void findsNothingAmissWhileTheHedgeIsWhatTheEndingNamed() {
    assertThat(hedged(100, INDEX, -40).beyond()).isEmpty();
    assertThat(hedged(30, StopVenue.STOCK, 50).beyond()).isEmpty();
    assertThat(hedged(30, StopVenue.STOCK, -50).beyond()).isEmpty();
  }

  @Test
  void seesWhatTheHedgeExecutedLate() {
    StopVenue venue = hedged(30, StopVenue.STOCK, 50);
    venue.hedgeExecutesLate(7);

    assertThat(venue.beyond())
        .singleElement()
        .satisfies(left -> assertThat(left.position()).isEqualByComparingTo("7"));
  }

  private static StopVenue hedged(int stock, Instrument hedge, int quantity) {
    StopVenue venue = new StopVenue(stock);
    venue.request = StopVenue.UNGUARDED;
    venue.hedgedBy(hedge, quantity);
    venue.wish(Duration.ZERO, StopWish.Kind.FLATTEN);
    return venue;
  }
}
