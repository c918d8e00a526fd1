package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeskSessionTest {

  /** fault S4. */
  @Test
  void findsTheFillThatCameWhileItWasAway() {
    DeskRig rig = DeskRig.working();
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.venue.openOrders.add(Rows.open(2, DeskRig.PUT, "Submitted", 102));
    rig.venue.openOrders.add(Rows.open(3, DeskRig.CALL, "Submitted", 103));

    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.heard).isEqualTo(List.of("LOST", "stockE1 FILL x1.01 100", "RESTORED"));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
  }

  /** fault Y1. */
  @Test
  void takesUpTheOrdersOfAProcessThatDied() {
    DeskRig rig = DeskRig.working();
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.venue.openOrders.add(Rows.open(2, DeskRig.PUT, "Submitted", 102));
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.heard).isEqualTo(List.of("stockE1 FILL x1.01 100", "RESTORED"));
    rig.cancel(DeskRig.PUT);
    assertThat(rig.venue.orderWrites()).endsWith(List.of("CANCEL 2"));
    assertThat(rig.venue.orderWrites()).hasSize(2);
  }

  /** fault O7. */
  @Test
  void findsExecutionsOfAnOrderThatIsOverAndForgotten() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    rig.newDesk();
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101));
    rig.heard.clear();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.heard).isEqualTo(List.of("stockE1 FILL x1.01 40", "RESTORED"));
  }

  /** fault S14. */
  @Test
  void retriesAQuestionThatFailedBeforeItServes() {
    DeskRig rig = new DeskRig();
    rig.venue.mute.add(ClientMessage.ReqExecutions.class);
    rig.core.start();
    rig.pass(Duration.ofSeconds(6));
    assertThat(DeskRig.now(rig.core.health()).session()).isEqualTo(DeskHealth.Session.RECOVERING);

    rig.venue.mute.clear();
    rig.pass(Duration.ofSeconds(6));

    assertThat(DeskRig.now(rig.core.health()).session()).isEqualTo(DeskHealth.Session.SERVING);
    assertThat(rig.heard).isEqualTo(List.of("RESTORED"));
  }

  /** fault S1. */
  @Test
  void placesNothingWhileTheBrokerIsCutOffButKeepsItsFills() {
    DeskRig rig = DeskRig.working();
    rig.say(new ServerMessage.ErrorMessage(-1, 1100, "connectivity lost"));
    rig.say(new ServerMessage.ErrorMessage(-1, 1100, "connectivity lost"));
    rig.say(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "100", "100", 101));
    CompletableFuture<EntryAnswer> answer = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(answer)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(rig.venue.orderWrites()).hasSize(1);
    rig.say(new ServerMessage.ErrorMessage(-1, 1102, "restored"));
    rig.pass(Duration.ofSeconds(1));
    assertThat(rig.heard).isEqualTo(List.of("LOST", "stockE1 FILL x1.01 100", "RESTORED"));
  }

  /** fault S2. */
  @Test
  void subscribesToQuotesAgainWhenTheirDataWasLost() {
    DeskRig rig = DeskRig.working();
    rig.say(new ServerMessage.ErrorMessage(-1, 1100, "connectivity lost"));
    long before = rig.venue.count(ClientMessage.ReqMktData.class);

    rig.say(new ServerMessage.ErrorMessage(-1, 1101, "restored, data lost"));
    rig.pass(Duration.ofSeconds(1));

    assertThat(rig.venue.count(ClientMessage.ReqMktData.class)).isEqualTo(before + 3);
  }

  @Test
  void failsSnapshotsWhileTheSessionIsAway() {
    DeskRig rig = DeskRig.working();
    rig.venue.refuseConnections = true;
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.settle();

    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);

    assertThat(answer)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withCauseInstanceOf(DeskUnavailable.class);
  }

  /** fault Y19. */
  @Test
  void servesNothingForALoginWithoutItsAccount() {
    DeskRig rig = new DeskRig();
    rig.venue.account = "U7777777";
    rig.core.start();
    rig.pass(Duration.ofSeconds(3));

    assertThat(DeskRig.now(rig.core.health()).session()).isEqualTo(DeskHealth.Session.AWAY);
    assertThat(rig.heard).isEqualTo(List.of("LOST"));
    assertThat(rig.alerts).isEqualTo(List.of("WRONG_ACCOUNT"));
  }

  @Test
  void tellsTheLedgerTheVenuesClock() {
    DeskRig rig = DeskRig.serving();

    assertThat(rig.store.venueOffset()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
  }

  @Test
  void failsCancelsWithoutASessionSoThatTheyAreRepeated() {
    DeskRig rig = DeskRig.working();
    rig.venue.refuseConnections = true;
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.settle();

    assertThat(rig.core.cancel(DeskRig.ALL, "test")).isCompletedExceptionally();
  }

  @Test
  void failsAQuestionForQuotesWhoseSessionGoesAwayInsteadOfSayingThatThereAreNone() {
    DeskRig rig = DeskRig.working();
    rig.pass(Duration.ofMinutes(1));
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    var answer = rig.core.quotes(List.of(DeskRig.unwind("stock", 1, 100).instrument()));
    rig.venue.refuseConnections = true;

    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.settle();

    assertThat(answer).isCompletedExceptionally();
  }

  @Test
  void failsAQuestionForQuotesDuringWhichTheBrokerWasCutOff() {
    DeskRig rig = DeskRig.working();
    rig.pass(Duration.ofMinutes(1));
    rig.venue.mute.add(ClientMessage.ReqMktData.class);
    var answer = rig.core.quotes(List.of(DeskRig.unwind("stock", 1, 100).instrument()));

    rig.say(new ServerMessage.ErrorMessage(-1, 1100, "connectivity lost"));
    rig.say(new ServerMessage.ErrorMessage(-1, 1102, "restored"));
    rig.pass(Duration.ofSeconds(2));

    assertThat(answer).isCompletedExceptionally();
  }
}
