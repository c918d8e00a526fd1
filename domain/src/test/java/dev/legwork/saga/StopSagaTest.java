package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** fault O30: a protective stop in every race makes one exit. */
class StopSagaTest {
  private static final Duration DAY = Duration.ofHours(6);

  private final StopVenue venue = new StopVenue();

  @Test
  void restsAtTheVenueAndIsOverOnceItFilled() {
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertSoldOnce();
    assertThat(venue.alerted()).isEmpty();
  }

  @Test
  void tellsThatItIsTriggeredAndFallsBackAfterTheProofWhenItIsNotFilled() {
    venue.stopsAreSilent = true;
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1", "UNWIND SELL 100 TWX @ 97.42");
    assertThat(venue.alerted()).containsExactly("STOP_TRIGGERED", "STOP_FALLBACK");
    assertThat(venue.status.exit().code()).isEqualTo(ReasonCode.STOP_UNFILLED);
    assertSoldOnce();
  }

  @Test
  void takesOnlyTheRemainderAtTheMarket() {
    venue.displayed = 40;
    venue.fillTakes = Duration.ofSeconds(1);
    venue.bid(Duration.ofMinutes(3), "97.90");
    venue.bid(Duration.ofMinutes(3).plusMillis(500), "97.00");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands.get(2)).startsWith("UNWIND SELL 60 TWX");
    assertSoldOnce();
  }

  @Test
  void seesAGapThroughItsLimitAndTakesTheMarketAtOnceAfterTheProof() {
    venue.bid(Duration.ofMinutes(3), "95");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1", "UNWIND SELL 100 TWX @ 94.53");
    assertThat(venue.alerted()).containsExactly("STOP_GAP_THROUGH");
    assertSoldOnce();
  }

  @Test
  void seesAGapThatWasThereBeforeItCouldBePlaced() {
    venue.bid(Duration.ZERO, "95");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("UNWIND SELL 100 TWX @ 94.53");
    assertSoldOnce();
  }

  @Test
  void doesNotSellAgainWhatTheStopSoldWhileItWasBeingCancelled() {
    for (StopVenue.CancelFate fate : StopVenue.CancelFate.values()) {
      StopVenue race = new StopVenue();
      race.cancelFates.add(fate);
      race.bid(Duration.ofMinutes(3), "95");

      assertThat(race.run(DAY).state()).as("cancel " + fate).isEqualTo(StopState.EXITED);
      assertThat(race.wrongs).isEmpty();
      assertThat(race.net()).isZero();
    }
  }

  @Test
  void aPersonsExitCancelsTheStopFirst() {
    venue.wish(Duration.ofMinutes(2), StopWish.Kind.EXIT);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1", "UNWIND SELL 100 TWX @ 99.50");
    assertSoldOnce();
  }

  @Test
  void aPersonMayEndItAndKeepThePosition() {
    venue.wish(Duration.ofMinutes(2), StopWish.Kind.CANCEL);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.CANCELLED);
    assertThat(venue.net()).isEqualTo(100);
    assertThat(venue.lives()).isFalse();
  }

  @Test
  void aPersonWhoEndsAStopThatFillsMeanwhileIsToldThatItExited() {
    venue.cancelFates.add(StopVenue.CancelFate.FILLED_BEFORE);
    venue.wish(Duration.ofMinutes(2), StopWish.Kind.CANCEL);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertSoldOnce();
  }

  /** fault O26, fault O27. */
  @Test
  void leavesAPositionAloneThatSomebodyElseClosedAndTellsAPerson() {
    venue.others(Duration.ofMinutes(2), -100);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.CLOSED_BY_OTHERS);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1");
    assertThat(venue.account()).isZero();
    assertThat(venue.alerts)
        .filteredOn(alert -> alert.code().equals("STOP_POSITION_MISSING"))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("100"));
  }

  /**
   * fault O27, fault O31: no order stays for what the account cannot afford, not even meanwhile.
   */
  @Test
  void withdrawsItsOrderBeforeItStandsDown() {
    venue.others(Duration.ofMinutes(2), -100);
    venue.bid(Duration.ofMinutes(2).plusSeconds(40), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.CLOSED_BY_OTHERS);
    assertThat(venue.account()).isZero();
  }

  /** fault O27: somebody sells shares of their own from the same account. */
  @Test
  void standsWhileTheAccountHoldsWhatTheTradeHolds() {
    venue.others(Duration.ofSeconds(1), 500);
    venue.others(Duration.ofMinutes(2), -500);
    venue.bid(Duration.ofMinutes(10), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertSoldOnce();
  }

  /** fault O27: what an older trade of ours holds is not there for this one. */
  @Test
  void doesNotLiveOnWhatAnotherTradeHolds() {
    venue.otherTrades = 100;
    venue.others(Duration.ofMinutes(2), -100);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.CLOSED_BY_OTHERS);
    assertThat(venue.account()).isEqualTo(100);
  }

  /** fault O7: the proven order executes beside the exit that followed it. */
  @Test
  void turnsBackWhatTheStopExecutedAfterItsEndWasProven() {
    lateFillOfTheStop();
    StopStatus status = venue.wake(Duration.ofSeconds(1));

    assertThat(status.state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands.getLast()).startsWith("UNWIND BUY 100 TWX");
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.alerts)
        .filteredOn(alert -> alert.code().equals("STOP_RESIDUAL"))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("-100"));
  }

  /** fault O7, fault O28. */
  @Test
  void isNotOverWhileWhatCameLateCannotBeTurnedBack() {
    lateFillOfTheStop();
    venue.quote(Duration.ofMillis(10), null, null);
    StopStatus status = venue.wake(Duration.ofSeconds(1));

    assertThat(status.state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(status.left()).isEmpty();
    assertThat(venue.alerted()).contains("STOP_RESIDUAL", "STOP_INCOMPLETE");

    venue.bid(Duration.ofMillis(10), "96");
    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net()).isZero();
  }

  private void lateFillOfTheStop() {
    venue.stopsAreSilent = true;
    venue.bid(Duration.ofMinutes(3), "97.90");
    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    venue.executesLate(Duration.ofMillis(1), new OrderRef("t1", "stock", Purpose.STOP, 1), 100);
  }

  /** fault S11: the clock of the fallback does not need a market to run out. */
  @Test
  void fallsBackInTimeAlthoughTheMarketIsWideByThen() {
    venue.stopsAreSilent = true;
    venue.bid(Duration.ofMinutes(3), "97.90");
    venue.quote(Duration.ofMinutes(3).plusMillis(5_001), null, "99.00");
    venue.bid(Duration.ofMinutes(20), "96");

    assertThat(venue.run(Duration.ofMinutes(4)).exit().code()).isEqualTo(ReasonCode.STOP_UNFILLED);
    assertThat(venue.commands).contains("cancel S1");
    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertSoldOnce();
  }

  /** fault S11: a lone bid near a price that was real is one. */
  @Test
  void seesAGapInAMarketWithOneSide() {
    venue.stopsAreSilent = true;
    venue.quote(Duration.ofMinutes(3), "96.80", null);

    assertThat(venue.run(Duration.ofMinutes(5)).exit().code()).isEqualTo(ReasonCode.STOP_GAPPED);
    assertThat(venue.commands).contains("cancel S1");
  }

  /** fault S10, fault S11. */
  @Test
  void tellsThatItIsBlindAlthoughItsOrderRestsAtTheVenue() {
    venue.quote(Duration.ofMinutes(3), "1.00", "150.00");

    assertThat(venue.run(Duration.ofMinutes(10)).state()).isEqualTo(StopState.ARMED);
    assertThat(venue.alerted()).containsExactly("STOP_BLIND");
    assertThat(venue.status.blind()).isTrue();

    venue.bid(Duration.ZERO, "100");
    assertThat(venue.run(Duration.ofMinutes(1)).blind()).isFalse();
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
  }

  @Test
  void doesNotCountAnOrderAsLostThatNeverReachedTheVenue() {
    venue.unwritten = 4;
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.status.lost()).isZero();
    assertThat(venue.alerted()).doesNotContain("STOP_LOST");
    assertSoldOnce();
  }

  @Test
  void startsToCountAnewAfterAnOrderThatRestedForLong() {
    for (int quarters = 1; quarters <= 5; quarters++) {
      venue.endsStops(Duration.ofMinutes(quarters * 15L));
    }
    venue.bid(Duration.ofHours(2), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).hasSize(6).allMatch(command -> command.startsWith("STOP"));
    assertSoldOnce();
  }

  @Test
  void guardsTheUnitsThatWereKeptAndNothingElse() {
    StopVenue venue = new StopVenue(60);
    venue.ending =
        new Ending(
            TradeState.COMMITTED,
            new Reason(ReasonCode.PARTIAL_UNITS, "60 of 100"),
            List.of(),
            1,
            StopVenue.START,
            List.of(),
            60);
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("STOP SELL 60 TWX @ 97.50 stop 98.00");
    assertThat(venue.net()).isZero();
  }

  /** fault O18: the alert about the residual tells a person to close 10; the stop has the 100. */
  @Test
  void guardsWhatWasAskedForBesideAnOverFillThatAPersonIsToldOf() {
    venue.entryExecutes(Duration.ZERO, 10);
    venue.ending =
        new Ending(
            TradeState.RESIDUAL,
            new Reason(ReasonCode.OVER_FILLED, "10 too many"),
            List.of(new Residual(StopVenue.STOCK, BigDecimal.TEN)),
            1,
            StopVenue.START,
            List.of());
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertThat(venue.net()).isEqualTo(10);
  }

  @Test
  void flattensAllThatTheTradeHoldsAfterTheProofOfTheStop() {
    venue.wish(Duration.ofMinutes(2), StopWish.Kind.FLATTEN);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1", "UNWIND SELL 100 TWX @ 99.50");
    assertThat(venue.status.whole()).isTrue();
    assertSoldOnce();
  }

  @Test
  void flattensATradeWhoseStopAPersonHadEnded() {
    venue.wish(Duration.ofMinutes(2), StopWish.Kind.CANCEL);
    venue.run(DAY);
    venue.wish(Duration.ZERO, StopWish.Kind.FLATTEN);

    assertThat(venue.wake(Duration.ofSeconds(1)).state()).isEqualTo(StopState.EXITED);
    assertSoldOnce();
  }

  @Test
  void flattensATradeThatNeverHadAStop() {
    venue.request = StopVenue.UNGUARDED;
    venue.wish(Duration.ZERO, StopWish.Kind.FLATTEN);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).containsExactly("UNWIND SELL 100 TWX @ 99.50");
    assertSoldOnce();
  }

  @Test
  void guardsWhatIsLeftWhenSomebodyElseClosedSome() {
    venue.others(Duration.ofMinutes(2), -30);
    venue.bid(Duration.ofMinutes(5), "97.90");
    venue.wish(Duration.ofMinutes(9), StopWish.Kind.CANCEL);

    venue.run(DAY);

    assertThat(venue.commands).contains("cancel S1", "STOP SELL 70 TWX @ 97.50 stop 98.00");
    assertThat(venue.account()).as("%s %s", venue.commands, venue.status).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  /** Nobody can keep both from filling; then a person must know by how much. */
  @Test
  void tellsExactlyWhenTheBrokerFilledItBesideAStrangersClosing() {
    venue.cancelFates.add(StopVenue.CancelFate.FILLED_BEFORE);
    venue.others(Duration.ofMinutes(2), -100);

    venue.run(DAY);

    assertThat(venue.account()).isEqualTo(-100);
    assertThat(venue.alerts)
        .filteredOn(alert -> alert.code().equals("STOP_CLOSED_TWICE"))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("-100"));
  }

  @Test
  void placesAStopAgainThatTheBrokerEndedAndWatchesItselfAfterTheThird() {
    for (int minutes = 1; minutes <= 3; minutes++) {
      venue.endsStops(Duration.ofMinutes(minutes * 3L));
    }
    venue.bid(Duration.ofMinutes(30), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands.stream().filter(c -> c.startsWith("STOP"))).hasSize(3);
    assertThat(venue.commands.getLast()).startsWith("UNWIND SELL 100");
    assertThat(venue.alerted()).contains("STOP_LOST");
    assertSoldOnce();
  }

  @Test
  void triesAgainWhenThereWasNoPriceAndTellsTheExactQuantity() {
    venue.wish(Duration.ofMinutes(2), StopWish.Kind.EXIT);
    venue.bid(Duration.ofMinutes(1), null);
    venue.bid(Duration.ofMinutes(10), "96");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.alerts)
        .filteredOn(alert -> alert.code().equals("STOP_INCOMPLETE"))
        .isNotEmpty()
        .allSatisfy(
            alert ->
                assertThat(alert.residual().getFirst().position()).isEqualByComparingTo("100"));
    assertSoldOnce();
  }

  @Test
  void hearsOfItsFillByAskingWhenNobodyTellsIt() {
    venue.deaf = true;
    venue.bid(Duration.ofMinutes(3), "97.90");

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.EXITED);
    assertSoldOnce();
  }

  @Test
  void aTriggerThatPassesChangesNothing() {
    venue.stopsAreSilent = true;
    venue.bid(Duration.ofMinutes(3), "97.95");
    venue.bid(Duration.ofMinutes(3).plusSeconds(6), "98.50");
    venue.wish(Duration.ofHours(1), StopWish.Kind.CANCEL);

    assertThat(venue.run(DAY).state()).isEqualTo(StopState.CANCELLED);
    assertThat(venue.net()).isEqualTo(100);
  }

  private void assertSoldOnce() {
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.net()).isZero();
    assertThat(venue.lives()).isFalse();
  }
}
