package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** fault O24: after the close quotes go on, and nobody trades at them. */
class ClosedVenueStopTest {
  private static final Duration CLOSE = Duration.ofMinutes(10);
  private static final Duration OPEN = Duration.ofHours(16);
  private static final Instrument SPY =
      new Instrument(
          12,
          ContractSpec.stock("SPY"),
          "SMART",
          "USD",
          "SPY",
          PriceIncrements.uniform(Decimals.of("0.01")));

  private final StopVenue venue = new StopVenue();

  @Test
  void leavesItsOrderAtTheVenueWhateverQuotesSayAtNight() {
    overnight();
    venue.bid(CLOSE.plusHours(1), "97.40");
    venue.bid(CLOSE.plusHours(2), "97.90");
    venue.bid(CLOSE.plusHours(3), null);
    venue.bid(OPEN.minusSeconds(1), "101");
    venue.wish(OPEN.plusHours(1), StopWish.Kind.CANCEL);

    assertThat(venue.run(OPEN.plusHours(2)).state()).isEqualTo(StopState.CANCELLED);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1");
    assertThat(venue.alerted()).isEmpty();
    assertThat(venue.net()).isEqualTo(100);
  }

  /** The desk hears nothing of the hours, and the quotes stand. */
  @Test
  void keepsItsOrderAtNightThoughNobodyTellsTheHoursForAWhile() {
    venue.looks = 150;
    venue.closes(Duration.ofMinutes(1), "stock");
    venue.opens(OPEN);
    venue.bid(Duration.ofMinutes(2), "95");
    venue.hides(Duration.ofMinutes(3), true);
    venue.hides(Duration.ofMinutes(5), false);

    assertThat(venue.run(Duration.ofMinutes(6)).state()).isEqualTo(StopState.ARMED);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertThat(venue.run(OPEN).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.sentWhileClosed).isEmpty();
  }

  /** Also where its workflow begins anew meanwhile. */
  @Test
  void anExitAtNightWaitsOnThoughNobodyTellsTheHoursForAWhile() {
    overnight();
    venue.wish(CLOSE.plusMinutes(1), StopWish.Kind.EXIT);
    venue.hides(CLOSE.plusMinutes(2), true);
    venue.hides(CLOSE.plusMinutes(4), false);

    assertThat(venue.run(CLOSE.plusMinutes(6)).state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertThat(venue.marketAsked).isLessThan(100);
    assertThat(venue.run(OPEN).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.sentWhileClosed).isEmpty();
  }

  @Test
  void seesAGapAsSoonAsTheVenueOpens() {
    overnight();
    venue.bid(CLOSE.plusHours(1), "95");

    venue.run(OPEN.plusSeconds(20));

    assertThat(venue.commands)
        .containsExactly(
            "STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1", "UNWIND SELL 100 TWX @ 94.53");
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.sentWhileClosed).isEmpty();
  }

  /** The order may trade at the opening; until then nothing is taken from it. */
  @Test
  void fallsBackOnlyOnceTheVenueOpensIfItWasTriggeredBeforeTheClose() {
    venue.stopsAreSilent = true;
    venue.request =
        StopVenue.REQUEST.with(
            ProtectiveStop.ofLeg(
                "stock", Decimals.of("98"), Decimals.of("97.5"), Duration.ofSeconds(30)));
    venue.bid(CLOSE.minusSeconds(10), "97.90");
    overnight();

    assertThat(venue.run(OPEN.minusHours(2)).state()).isEqualTo(StopState.TRIGGERED);
    assertThat(venue.commands).hasSize(1);

    assertThat(venue.run(Duration.ofHours(3)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.sentWhileClosed).isEmpty();
  }

  @Test
  void keepsAGroupAtNightAndLeavesItOnceTheMarketHasStoodInItsHours() {
    venue.request = StopVenue.REQUEST.with(ProtectiveStop.ofGroup(Decimals.of("98")));
    overnight();
    venue.bid(CLOSE.plusHours(1), "97.40");

    assertThat(venue.run(OPEN.minusHours(2)).state()).isEqualTo(StopState.WATCHING);
    assertThat(venue.commands).isEmpty();
    assertThat(venue.run(Duration.ofHours(3)).state()).isEqualTo(StopState.EXITED);
  }

  @Test
  void tellsAPersonWhoExitsAtNightThatTheVenueIsClosedAndGoesOnWhenItOpens() {
    overnight();
    venue.wish(CLOSE.plusHours(1), StopWish.Kind.EXIT);

    assertThat(venue.run(OPEN.minusHours(2)).state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(venue.status.detail())
        .startsWith("MARKET_CLOSED")
        .endsWith("its stop order rests at the venue");
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00");
    assertThat(venue.lives()).isTrue();
    assertThat(venue.alerted()).containsExactly("STOP_INCOMPLETE");
    assertThat(venue.alerts.getLast().text()).contains("its stop order stays at the venue");
    assertThat(venue.marketAsked).isLessThan(700);

    assertThat(venue.run(Duration.ofHours(3)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.sentWhileClosed).isEmpty();
    assertThat(venue.net()).isZero();
  }

  /** The order fills at the opening, before it could be withdrawn. */
  @Test
  void anExitAtNightIsDoneWhereItsStopOrderFillsAtTheOpening() {
    overnight();
    venue.wish(CLOSE.plusHours(1), StopWish.Kind.EXIT);
    venue.bid(OPEN.minusSeconds(1), "97.80");

    assertThat(venue.run(OPEN.plusHours(1)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands).noneMatch(command -> command.startsWith("UNWIND"));
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  /** fault O26: what rests for an exit at night is never for more than is held. */
  @Test
  void anExitAtNightWithdrawsItsStopOrderWhereSomebodyElseSellsSomeOfIt() {
    overnight();
    venue.wish(CLOSE.plusHours(1), StopWish.Kind.EXIT);
    venue.others(CLOSE.plusHours(2), -40);

    assertThat(venue.run(OPEN.minusHours(2)).state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(venue.commands).containsExactly("STOP SELL 100 TWX @ 97.50 stop 98.00", "cancel S1");
    assertThat(venue.alerts.getLast().text()).contains("nothing of it rests at the venue");

    venue.run(Duration.ofHours(3));
    assertThat(venue.account()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  @Test
  void anExitAtNightTellsThatTheBrokerEndedItsStopOrder() {
    overnight();
    venue.wish(CLOSE.plusHours(1), StopWish.Kind.EXIT);
    venue.endsStops(CLOSE.plusHours(2));

    assertThat(venue.run(OPEN.minusHours(2)).state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(venue.alerts.getLast().text()).contains("nothing of it rests at the venue");
    assertThat(venue.run(Duration.ofHours(3)).state()).isEqualTo(StopState.EXITED);
  }

  @Test
  void hearsAPersonWhileItWaitsForTheVenue() {
    overnight();
    venue.wish(CLOSE.plusHours(1), StopWish.Kind.EXIT);
    venue.wish(CLOSE.plusHours(2), StopWish.Kind.CANCEL);

    assertThat(venue.run(CLOSE.plusHours(2).plusSeconds(5)).state()).isEqualTo(StopState.CANCELLED);
    assertThat(venue.net()).isEqualTo(100);
  }

  @Test
  void anExitThatTheCloseInterruptedWaitsForTheVenueAndSendsNothing() {
    venue.exitsAreSilent = true;
    venue.bid(CLOSE.minusSeconds(5), "95");
    overnight();

    venue.run(CLOSE.plusMinutes(5));
    int sent = venue.commands.size();

    assertThat(venue.run(Duration.ofHours(13)).state()).isEqualTo(StopState.INCOMPLETE);
    assertThat(venue.commands).hasSize(sent);
    assertThat(venue.status.detail()).startsWith("MARKET_CLOSED");
    assertThat(venue.marketAsked).isLessThan(700);
    venue.exitsAreSilent = false;
    assertThat(venue.run(Duration.ofHours(4)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net()).isZero();
  }

  @Test
  void closesWhatCanBeTradedAndWaitsForTheOtherLeg() {
    venue.alsoHolds(SPY);
    venue.closes(CLOSE, "other");
    venue.opens(OPEN);
    venue.wish(CLOSE.plusHours(1), StopWish.Kind.FLATTEN);

    venue.run(OPEN.minusHours(2));
    assertThat(venue.net()).isZero();
    assertThat(venue.net(SPY)).isEqualTo(100);
    assertThat(venue.status.state()).isEqualTo(StopState.INCOMPLETE);

    assertThat(venue.run(Duration.ofHours(3)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.net(SPY)).isZero();
  }

  @Test
  void takesNoOrderFromTheVenueAtNightForWhatCameLate() {
    overnight();
    venue.executesLate(CLOSE.plusHours(1), new OrderRef("t1", "stock", Purpose.ENTRY, 1), 10);
    venue.wish(OPEN.plusMinutes(30), StopWish.Kind.CANCEL);

    venue.run(OPEN.minusHours(2));
    assertThat(venue.commands).noneMatch(command -> command.startsWith("UNWIND"));
    assertThat(venue.lives()).isTrue();
    assertThat(venue.alerted()).contains("STOP_INCOMPLETE");

    venue.run(Duration.ofHours(4));
    assertThat(venue.commands).contains("UNWIND SELL 10 TWX @ 99.50");
    assertThat(venue.net()).isEqualTo(100);
    assertThat(venue.wrongs).isEmpty();
    assertThat(venue.sentWhileClosed).isEmpty();
  }

  private void overnight() {
    venue.closes(CLOSE, "stock");
    venue.opens(OPEN);
  }
}
