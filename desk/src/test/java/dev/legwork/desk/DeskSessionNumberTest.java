package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.saga.PlaceAnswer;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Each session has a number in the ledger, and a later one ends those before. fault S1, fault Y10.
 */
class DeskSessionNumberTest {

  @Test
  void unwindsInASessionThatBrokeAndCameBackBeforeItHadItsNumber() {
    DeskRig rig = DeskRig.working();
    rig.background.hold(Background.Lane.RISK);
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.pass(Duration.ofSeconds(3));
    rig.say(new ServerMessage.ErrorMessage(-1, 1100, "connectivity lost"));
    rig.say(new ServerMessage.ErrorMessage(-1, 1102, "restored"));
    rig.pass(Duration.ofSeconds(1));
    rig.background.release(Background.Lane.RISK);
    rig.pass(Duration.ofSeconds(3));

    assertThat(unwind(rig)).isInstanceOf(PlaceAnswer.Placed.class);
  }

  @Test
  void takesNoNumberThatWasAskedForByAnEarlierSession() {
    DeskRig rig = DeskRig.working();
    rig.background.hold(Background.Lane.RISK);
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.pass(Duration.ofSeconds(3));
    rig.core.closed(rig.venue.connection, "reset by peer again");
    rig.pass(Duration.ofSeconds(5));
    rig.background.release(Background.Lane.RISK);
    rig.pass(Duration.ofSeconds(3));

    assertThat(rig.venue.sessions).isEqualTo(3);
    assertThat(unwind(rig)).isInstanceOf(PlaceAnswer.Placed.class);
  }

  /** A process that is gone may have asked for one, and its commit comes after ours. */
  @Test
  void takesAnotherSessionWhenANumberWasDrawnBehindItsBack() {
    DeskRig rig = DeskRig.working();
    rig.store.nextSessionEpoch();

    CompletableFuture<PlaceAnswer> refused =
        rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.pass(Duration.ofSeconds(3));

    assertThat(refused.exceptionNow()).isInstanceOf(NoDeskHere.class);
    assertThat(rig.venue.sessions).isEqualTo(2);
    assertThat(unwind(rig)).isInstanceOf(PlaceAnswer.Placed.class);
  }

  private static PlaceAnswer unwind(DeskRig rig) {
    CompletableFuture<PlaceAnswer> answer =
        rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();
    return DeskRig.now(answer);
  }
}
