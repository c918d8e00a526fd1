package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.Verdict;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What counts as a whole answer of the venue, and what does not. fault S14. */
class DeskQuestionTest {

  @Test
  void endsNoQuestionByTheEndOfAnEarlierOneThatFailed() {
    DeskRig rig = DeskRig.serving();
    rig.venue.mute.add(ClientMessage.ReqPositions.class);
    CompletableFuture<?> failed = rig.core.positions();
    rig.pass(Duration.ofSeconds(6));
    CompletableFuture<Map<Long, BigDecimal>> next = rig.core.positions();
    rig.settle();

    rig.venue.say(position(2, "-3"));
    rig.say(new ServerMessage.PositionEnd());
    assertThat(failed).isCompletedExceptionally();
    assertThat(next).as("the second half of what failed").isNotDone();

    rig.venue.say(position(1, "100"));
    rig.venue.say(position(3, "-1"));
    rig.say(new ServerMessage.PositionEnd());
    assertThat(DeskRig.now(next)).containsOnlyKeys(1L, 3L);
  }

  @Test
  void keepsRowsOfAnEarlierAnswerThatCameLateOutOfTheCensus() {
    DeskRig rig = DeskRig.serving();
    rig.venue.mute.add(ClientMessage.ReqPositions.class);
    rig.core.positions();
    rig.pass(Duration.ofSeconds(6));
    CompletableFuture<BrokerCensus> census = rig.core.census();
    rig.settle();

    rig.venue.say(position(2, "-3"));
    rig.venue.say(new ServerMessage.PositionEnd());
    rig.venue.say(position(1, "100"));
    rig.say(new ServerMessage.PositionEnd());

    assertThat(DeskRig.now(census).positions().rows())
        .extracting(row -> row.conId())
        .containsExactly(1L);
  }

  @Test
  void believesTheNextAnswerAlthoughAnEarlierOneNeverComes() {
    DeskRig rig = DeskRig.serving();
    rig.venue.mute.add(ClientMessage.ReqPositions.class);
    rig.core.positions();
    rig.pass(Duration.ofSeconds(6));
    rig.venue.mute.clear();
    rig.venue.positions.add(position(1, "100"));

    CompletableFuture<Map<Long, BigDecimal>> next = rig.core.positions();
    rig.pass(Duration.ofSeconds(1));

    assertThat(DeskRig.now(next)).containsOnlyKeys(1L);
    assertThat(rig.venue.sessions).isEqualTo(1);
  }

  @Test
  void asksForTheExecutionsOfAllClientsAgainAfterAQuestionThatWasRefused() {
    DeskRig rig = DeskRig.serving();
    rig.venue.mute.add(ClientMessage.ReqExecutions.class);
    rig.core.census();
    rig.settle();
    rig.say(new ServerMessage.ErrorMessage(latest(rig).reqId(), 322, "duplicate id"));

    rig.core.census();
    rig.pass(Duration.ofSeconds(8));
    rig.core.census();
    rig.settle();

    assertThat(rig.venue.count(ClientMessage.ReqExecutions.class)).isGreaterThanOrEqualTo(3);
    assertThat(
            rig.venue.writes.stream()
                .flatMap(write -> write.stream())
                .filter(ClientMessage.ReqExecutions.class::isInstance)
                .map(ask -> ((ClientMessage.ReqExecutions) ask).clientId())
                .limit(3))
        .containsOnly(0);
  }

  @Test
  void callsACensusIncompleteThatKnowsOnlyItsOwnExecutions() {
    DeskRig rig = DeskRig.serving();
    rig.venue.answersWideQuestions = false;
    CompletableFuture<BrokerCensus> first = rig.core.census();
    rig.pass(Duration.ofSeconds(8));
    CompletableFuture<BrokerCensus> second = rig.core.census();
    rig.pass(Duration.ofSeconds(8));

    assertThat(latest(rig).clientId()).as("the narrow question").isEqualTo(DeskRig.CLIENT);
    assertThat(DeskRig.now(first).missing()).containsExactly("executions");
    assertThat(DeskRig.now(second).missing()).containsExactly("executions");
  }

  @Test
  void provesNoOrderOfAnotherClientIdByItsOwnExecutionsAlone() {
    DeskRig rig = DeskRig.working();
    rig.venue.completedOrders.add(Rows.completed(DeskRig.STOCK, "Cancelled", "0", 101));
    rig.venue.executions.add(Rows.execution(1, DeskRig.STOCK, "x1.01", "40", "40", 101));
    rig.venue.answersWideQuestions = false;
    rig.settings = DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT + 1);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(20));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.LIVE);

    rig.venue.answersWideQuestions = true;
    rig.pass(Duration.ofSeconds(10));
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.stored()).contains("stockE1 FILL x1.01 40");
  }

  /** fault Y10. */
  @Test
  void doesNotCountAnAnswerOfWhichItCouldNotKeepARow() {
    DeskRig rig = DeskRig.working();
    rig.settings = rig.settings.withUnstoredEvents(3);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    rig.venue.mute.add(ClientMessage.ReqExecutions.class);
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    rig.snapshot(DeskRig.STOCK);
    rig.ledger.events = FlakyLedger.Failure.BEFORE_COMMIT;
    for (int i = 1; i <= 3; i++) {
      rig.say(Rows.execution(2, DeskRig.PUT, "x" + i + ".01", "0.1", "0." + i, 102));
    }
    rig.venue.refuseConnections = true;
    int reqId = latest(rig).reqId();
    rig.venue.say(
        Rows.answering(reqId, Rows.execution(1, DeskRig.STOCK, "x9.01", "40", "40", 101)));
    rig.say(new ServerMessage.ExecDetailsEnd(reqId));
    rig.ledger.events = FlakyLedger.Failure.NONE;
    rig.pass(Duration.ofSeconds(10));

    assertThat(rig.stored()).contains("putE1 FILL x3.01 0.1").doesNotContain("stockE1 FILL");
    assertThat(rig.store.openIntents())
        .extracting(open -> open.ref().toString())
        .contains(DeskRig.STOCK);
  }

  private static ServerMessage.Position position(int conId, String quantity) {
    return new ServerMessage.Position(
        DeskRig.ACCOUNT,
        conId == 1 ? Rows.stock() : Rows.option(conId, "C"),
        new BigDecimal(quantity),
        BigDecimal.ONE);
  }

  private static ClientMessage.ReqExecutions latest(DeskRig rig) {
    return rig.venue.writes.stream()
        .flatMap(write -> write.stream())
        .filter(ClientMessage.ReqExecutions.class::isInstance)
        .map(ClientMessage.ReqExecutions.class::cast)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
