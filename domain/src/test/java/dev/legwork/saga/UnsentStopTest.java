package dev.legwork.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.stop.StopState;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stop order that the desk cannot bring to the venue. */
class UnsentStopTest {
  private final StopVenue venue = new StopVenue();

  @Test
  void tellsAPersonOnceThatNothingRestsAtTheVenueAndTriesMoreRarely() {
    venue.unwritten = Integer.MAX_VALUE;

    assertThat(venue.run(Duration.ofMinutes(30)).state()).isEqualTo(StopState.ARMING);
    assertThat(venue.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.code()).isEqualTo("STOP_LOST"))
        .satisfies(alert -> assertThat(alert.severity()).isEqualTo(Alert.Severity.CRITICAL));
    assertThat(venue.commands).hasSizeBetween(50, 70);
  }

  @Test
  void restsAtTheVenueOnceItCanBeSentAgain() {
    venue.unwritten = 12;
    venue.bid(Duration.ofMinutes(20), "97.90");

    assertThat(venue.run(Duration.ofMinutes(30)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.commands)
        .hasSize(13)
        .allMatch(command -> command.equals("STOP SELL 100 TWX @ 97.50 stop 98.00"));
    assertThat(venue.status.unsent().inARow()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  @Test
  void isExitedAtTheTriggerWhileItCannotBeSent() {
    venue.unwritten = 8;
    venue.bid(Duration.ofMinutes(1).plusSeconds(10), "97.90");

    assertThat(venue.run(Duration.ofMinutes(3)).state()).isEqualTo(StopState.EXITED);
    assertThat(venue.status.exit().code()).isEqualTo(ReasonCode.STOP_TRIGGERED);
    assertThat(venue.commands.getLast()).isEqualTo("UNWIND SELL 100 TWX @ 97.42");
    assertThat(venue.net()).isZero();
    assertThat(venue.wrongs).isEmpty();
  }

  @Test
  void hearsAPersonWhileItWaitsToBeSentAgain() {
    venue.unwritten = Integer.MAX_VALUE;
    venue.wish(Duration.ofMinutes(5), StopWish.Kind.CANCEL);

    assertThat(venue.run(Duration.ofMinutes(6)).state()).isEqualTo(StopState.CANCELLED);
  }
}
