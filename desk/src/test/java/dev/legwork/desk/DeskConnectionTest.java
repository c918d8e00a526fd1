package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.session.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which a connection fails, and what the desk asks before it goes on. */
class DeskConnectionTest {

  private static ServerMessage.ErrorMessage says(int code) {
    return new ServerMessage.ErrorMessage(-1, code, "code " + code);
  }

  /** Each breaks the session of a rig, and brings it back. */
  private static Stream<Consumer<DeskRig>> breaks() {
    return Stream.of(
        rig -> rig.core.closed(rig.venue.connection, "end of stream inside a message"),
        rig -> rig.say(says(1300)),
        rig -> {
          rig.say(says(1100));
          rig.say(says(1101));
        },
        rig -> {
          rig.say(says(1100));
          rig.say(says(1102));
        },
        rig -> {
          rig.say(says(2110));
          rig.say(says(1102));
        });
  }

  /** fault S1, fault S2, fault S4, fault S9, fault S14. */
  @ParameterizedTest
  @MethodSource("breaks")
  void asksForEverythingAfterEveryBreakBeforeItPlaces(Consumer<DeskRig> breaking) {
    DeskRig rig = DeskRig.working();
    List<Class<? extends ClientMessage>> questions =
        List.of(
            ClientMessage.ReqAllOpenOrders.class,
            ClientMessage.ReqCompletedOrders.class,
            ClientMessage.ReqExecutions.class,
            ClientMessage.ReqPositions.class);
    List<Long> before = questions.stream().map(rig.venue::count).toList();
    rig.venue.mute.add(ClientMessage.ReqPositions.class);

    breaking.accept(rig);
    rig.pass(Duration.ofSeconds(2));
    CompletableFuture<EntryAnswer> entry = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(2));

    assertThat(DeskRig.now(entry)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(rig.venue.orderWrites()).as("nothing new before all is known").hasSize(1);
    rig.venue.mute.clear();
    rig.pass(Duration.ofSeconds(6));
    assertThat(rig.heard).isEqualTo(List.of("LOST", "RESTORED"));
    for (int i = 0; i < questions.size(); i++) {
      assertThat(rig.venue.count(questions.get(i)))
          .as(questions.get(i).getSimpleName())
          .isGreaterThan(before.get(i));
    }
  }

  /** fault S3. */
  @Test
  void tellsAStormOfLossesOnce() {
    DeskRig rig = DeskRig.working();

    for (int i = 0; i < 300; i++) {
      rig.say(says(1100));
    }

    assertThat(rig.heard).isEqualTo(List.of("LOST"));
  }

  /** fault S1, fault S9: 2110 may end without a word, 1100 never does. */
  @ParameterizedTest
  @ValueSource(ints = {3, 12})
  void sendsNothingWhileTheBrokerIsCutOffAlthoughAServerLinkBrokeBefore(int seconds) {
    DeskRig rig = DeskRig.working();
    rig.say(says(2110));
    rig.pass(Duration.ofSeconds(seconds));
    rig.say(says(1100));
    rig.pass(Duration.ofSeconds(30));

    CompletableFuture<?> unwind = rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.pass(Duration.ofSeconds(1));
    assertThat(unwind).isCompletedExceptionally();
    assertThat(rig.venue.orderWrites()).as("nothing while 1100 is on").hasSize(1);

    rig.say(says(1102));
    rig.pass(Duration.ofSeconds(2));
    rig.core.place(List.of(DeskRig.unwind("stock", 1, 100)));
    rig.settle();
    assertThat(rig.venue.orderWrites()).hasSize(2);
  }

  /** fault S4, fault Y12. */
  @Test
  void givesUpAConnectionThatSaysNothingWithinTwoHeartbeats() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqCurrentTime.class);
    rig.pass(Duration.ofSeconds(10));

    assertThat(rig.heard).isEqualTo(List.of("LOST"));
    rig.venue.mute.clear();
    rig.pass(Duration.ofSeconds(15));
    assertThat(rig.heard).isEqualTo(List.of("LOST", "RESTORED"));
  }

  /** fault S13. */
  @Test
  void isNotReadyWithoutTheAccountsOfTheLogin() {
    DeskRig rig = new DeskRig();
    rig.venue.namesAccounts = false;
    rig.core.start();
    rig.pass(Duration.ofSeconds(5));

    CompletableFuture<EntryAnswer> entry = rig.enter();
    rig.pass(Duration.ofSeconds(2));

    assertThat(reason(entry)).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
    assertThat(rig.venue.writes).as("nothing but startApi").hasSize(1);
    rig.venue.namesAccounts = true;
    rig.pass(Duration.ofSeconds(10));
    assertThat(DeskRig.now(rig.core.health()).session()).isEqualTo(DeskHealth.Session.SERVING);
  }

  /** fault S13, fault S5. */
  @Test
  void takesTheHighestOfAllNextOrderIds() {
    DeskRig rig = DeskRig.serving();
    rig.say(new ServerMessage.NextValidId(40));
    rig.say(new ServerMessage.NextValidId(12));

    rig.enter();

    assertThat(rig.venue.orderIdOf(DeskRig.STOCK)).isEqualTo(40);
  }

  /** fault S5: a gateway restarts after the bytes of a wave; its next id goes back. */
  @Test
  void findsAnOrderLostInARestartAbsentAndNeverUsesItsIdAgain() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.core.closed(rig.venue.connection, "the gateway restarts");
    rig.venue.nextValidId = 1;
    rig.pass(Duration.ofSeconds(5));
    assertThat(rig.verdict(DeskRig.CALL)).isEqualTo(Verdict.PROVEN_ABSENT);

    rig.enter(DeskRig.conversion("t2", "71.00"), 6);

    assertThat(rig.venue.orderIdOf("lw1|t2|stock|E1")).isEqualTo(4);
  }

  /** fault S14. */
  @Test
  void readsAnEndMarkerThatNeverComesAsAFailedQuestion() {
    DeskRig rig = DeskRig.working();
    rig.venue.mute.add(ClientMessage.ReqPositions.class);

    CompletableFuture<?> positions = rig.core.positions();
    rig.pass(Duration.ofSeconds(6));

    assertThat(positions).isCompletedExceptionally();
  }

  /** Nobody knows what a process before this one told its trades. */
  @Test
  void tellsOfTheLossWhenTheGatewayIsDownFromTheStart() {
    DeskRig rig = new DeskRig();
    rig.venue.refuseConnections = true;
    rig.core.start();
    rig.settle();
    rig.core.closed(rig.venue.connection, "connection refused");
    rig.settle();

    assertThat(rig.heard).isEqualTo(List.of("LOST"));
  }

  /** fault S7: an old connection of our own that the gateway has not noticed the end of. */
  @Test
  void waitsForItsOwnClientIdAndTakesNoOther() {
    DeskRig rig = DeskRig.working();
    rig.venue.clientIdsInUse.add(DeskRig.CLIENT);
    rig.core.closed(rig.venue.connection, "reset by peer");
    rig.pass(Duration.ofSeconds(2));
    rig.venue.clientIdsInUse.clear();
    rig.pass(Duration.ofSeconds(2));

    assertThat(rig.venue.clientIds).containsOnly(DeskRig.CLIENT);
    assertThat(rig.heard).isEqualTo(List.of("LOST", "RESTORED"));
    assertThat(rig.alerts).isEmpty();
  }

  /** fault S6. */
  @Test
  void beginsNoTradeInAResetWindowButSupervisesCancelsAndUnwinds() {
    ResetWindows nightly =
        new ResetWindows(
            List.of(ResetWindow.parse("DAILY 11:02-12:00 America/New_York")),
            Duration.ofSeconds(30));
    DeskRig rig = DeskRig.serving(DeskSettings.of(DeskRig.ACCOUNT, DeskRig.CLIENT).with(nightly));
    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
    rig.say(Rows.status(1, "Submitted", "0", 101));
    rig.pass(
        Duration.ofSeconds(50)); // 15 s of the trade, 30 s of grace and 30 s of margin are more

    CompletableFuture<EntryAnswer> refused = rig.enter(DeskRig.conversion("t2", "71.00"), 6);
    CompletableFuture<EntryAnswer> repeated = rig.enter();
    rig.cancel(DeskRig.STOCK);
    rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.settle();

    assertThat(reason(refused)).isEqualTo(ReasonCode.RESET_WINDOW);
    assertThat(DeskRig.now(repeated))
        .as("what was placed before stays placed")
        .isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderWrites()).hasSize(3).contains(List.of("CANCEL 1"));
    OrderSnapshot snapshot = DeskRig.now(rig.snapshot(DeskRig.STOCK));
    assertThat(snapshot.verdicts()).containsValue(Verdict.LIVE);
  }

  /**
   * fault S12: the pacer keeps below the limit; where the venue counts otherwise, it slows down.
   */
  @Test
  void backsOffWhenTheVenueCountsTooManyMessagesButCancels() {
    DeskRig rig = DeskRig.working();
    rig.pass(Duration.ofSeconds(3));
    rig.say(says(100));
    int before = rig.venue.writes.size();

    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofMillis(500));
    rig.cancel(DeskRig.STOCK);
    rig.pass(Duration.ofMillis(400));

    assertThat(rig.venue.writes.subList(before, rig.venue.writes.size()))
        .as("nothing but the cancel")
        .allSatisfy(
            write -> assertThat(write).hasOnlyElementsOfType(ClientMessage.CancelOrder.class))
        .hasSize(1);
    rig.pass(Duration.ofSeconds(1));
    assertThat(DeskRig.now(entry)).isInstanceOf(EntryAnswer.Entered.class);
  }

  /**
   * fault S15, fault Y14: the venue's clock is set; good-till dates follow it, waiting does not.
   */
  @ParameterizedTest
  @ValueSource(ints = {-10, 10, 3600})
  void followsTheVenuesClockWhereverItIsSet(int seconds) {
    DeskRig rig = DeskRig.serving();
    long venueSecond = rig.clock.venueNow().getEpochSecond() + seconds;
    rig.venue.mute.add(ClientMessage.ReqCurrentTime.class);
    rig.say(new ServerMessage.CurrentTime(venueSecond));

    rig.enter();

    Duration offset = DeskRig.now(rig.core.health()).venueOffset();
    assertThat(offset.minus(VirtualClock.VENUE_AHEAD.plusSeconds(seconds)).abs())
        .isLessThan(Duration.ofSeconds(2));
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault S15, fault Y14. */
  @Test
  void waitsByItsOwnClockWhenTheWallClockJumps() {
    DeskRig rig = DeskRig.working();
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    CompletableFuture<OrderSnapshot> answer = rig.snapshot(DeskRig.STOCK);
    rig.clock.wallJumps(Duration.ofHours(1));
    rig.pass(Duration.ofMillis(900));
    assertThat(answer).isNotDone();
    rig.clock.wallJumps(Duration.ofHours(-2));

    rig.pass(Duration.ofMillis(150));

    assertThat(DeskRig.now(answer).verdicts()).containsValue(Verdict.PROVEN_TERMINAL);
  }

  /** fault Y10: the ledger takes nothing; what cannot be kept is told again by a new session. */
  @Test
  void givesUpTheSessionRatherThanItsMemoryWhenTheLedgerTakesNoEvents() {
    DeskRig small = DeskRig.working();
    small.settings = small.settings.withUnstoredEvents(3);
    small.newDesk();
    small.core.start();
    small.pass(Duration.ofSeconds(1));
    small.ledger.events = FlakyLedger.Failure.BEFORE_COMMIT;
    for (int i = 1; i <= 5; i++) {
      String execId = "x" + i + ".01";
      small.venue.executions.add(
          Rows.execution(1, DeskRig.STOCK, execId, "10", Integer.toString(10 * i), 101));
      small.venue.say(small.venue.executions.getLast());
    }
    small.pass(Duration.ofSeconds(1));

    DeskHealth health = DeskRig.now(small.core.health());
    assertThat(health.unstoredEvents()).isEqualTo(3);
    assertThat(health.ledgerFailing()).isTrue();
    assertThat(health.sessionDetail()).contains("the ledger takes no broker events");
    assertThat(health.session()).isEqualTo(DeskHealth.Session.AWAY);

    small.ledger.events = FlakyLedger.Failure.NONE;
    small.pass(Duration.ofSeconds(6));
    assertThat(small.stored()).filteredOn(text -> text.contains("FILL")).hasSize(5);
    assertThat(DeskRig.now(small.core.health()).session()).isEqualTo(DeskHealth.Session.SERVING);
  }

  /** fault Y7: nothing is wrong with the ledger, only more comes than it can store at once. */
  @Test
  void saysThatEventsComeTooFastWhereTheLedgerTakesThem() {
    DeskRig small = DeskRig.working();
    small.settings = small.settings.withUnstoredEvents(3);
    small.newDesk();
    small.core.start();
    small.pass(Duration.ofSeconds(1));
    small.background.hold(Background.Lane.INBOX);
    for (int i = 1; i <= 5; i++) {
      small.venue.say(
          Rows.execution(1, DeskRig.STOCK, "x" + i + ".01", "10", Integer.toString(10 * i), 101));
    }
    small.pass(Duration.ofSeconds(1));

    DeskHealth health = DeskRig.now(small.core.health());
    assertThat(health.ledgerFailing()).isFalse();
    assertThat(health.sessionDetail()).contains("faster than the ledger stores them: 3 wait");
  }

  /** fault Y10: entries wait for a slow database; what reduces risk has a way of its own. */
  @Test
  void unwindsCancelsAndProvesPastEntriesThatTheDatabaseKeepsWaiting() {
    DeskRig rig = DeskRig.working();
    rig.background.hold(Background.Lane.INTENTS);
    CompletableFuture<EntryAnswer> entry = rig.submit(DeskRig.conversion("t2", "71.00"), 6);
    rig.pass(Duration.ofSeconds(1));

    rig.cancel(DeskRig.STOCK);
    CompletableFuture<?> unwind = rig.core.place(List.of(DeskRig.unwind("put", 1, 1)));
    rig.say(Rows.status(1, "Cancelled", "0", 101));
    rig.settle();

    assertThat(unwind).isDone();
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_TERMINAL);
    assertThat(rig.venue.orderWrites()).hasSize(3).contains(List.of("CANCEL 1"));
    assertThat(entry).isNotDone();
  }

  /** fault S4: what was on its way when the socket failed may have arrived or not. */
  @Test
  void callsAWriteThatFailedHalfWayUnknown() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.UNKNOWN));
  }

  private static ReasonCode reason(CompletableFuture<EntryAnswer> answer) {
    return ((EntryAnswer.Refused) DeskRig.now(answer)).reason().code();
  }
}
