package dev.legwork.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.allocation.NetPrice;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.session.WriteResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeskEntryTest {

  // Bid and ask leave a slack of 71.00 − 69.85; the orders die 45 s after the venue's now,
  // 16:00:01.
  private static final List<String> WAVE =
      List.of(
          "BUY 100 TWX @ 69.79 lw1|t1|stock|E1 GTD 20261120-16:00:46",
          "BUY 1 TWXP @ 1.72 lw1|t1|put|E1 GTD 20261120-16:00:46",
          "SELL 1 TWXC @ 0.53 lw1|t1|call|E1 GTD 20261120-16:00:46");

  @Test
  void entersNothingWhoseStopTheMarketHasReachedAlready() {
    DeskRig rig = DeskRig.serving();
    ExecutionRequest guarded =
        DeskRig.conversion("71.00").with(ProtectiveStop.ofGroup(new BigDecimal("70.99")));

    EntryAnswer answer = DeskRig.now(rig.enter(guarded, 5));

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> assertThat(refused.reason().code()).isEqualTo(ReasonCode.STOP_TRIGGERED));
    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(rig.store.allIntents()).isEmpty();
  }

  @Test
  void writesAllLegsOfAWaveInOneWrite() {
    DeskRig rig = DeskRig.serving();

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(rig.venue.orderWrites()).isEqualTo(List.of(WAVE));
    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> {
              assertThat(entered.outcome()).isEqualTo(WriteOutcome.WRITTEN);
              assertThat(entered.executableNet()).isEqualByComparingTo("69.85");
              assertThat(entered.orders()).extracting(o -> o.orderId()).containsExactly(1, 2, 3);
            });
    assertThat(rig.store.allIntents())
        .extracting(DeskLedger.StoredOrder::written)
        .containsOnly(WriteOutcome.WRITTEN);
  }

  @Test
  void storesTheQuotesThatAWaveWasDecidedOn() {
    DeskRig rig = DeskRig.serving();
    ExecutionRequest trade = DeskRig.conversion("71.00");

    rig.enter(trade, 5);

    Map<String, Quote> quotes = rig.ledger.last.quotes();
    assertThat(quotes).containsOnlyKeys("stock", "put", "call");
    assertThat(NetPrice.of(trade, leg -> quotes.get(leg.name()).executable(leg.action())))
        .isEqualByComparingTo("69.85");
  }

  @Test
  void writesNothingBeforeTheIntentsAreCommitted() {
    DeskRig rig = DeskRig.serving();
    rig.enter(DeskRig.conversion("t0", "60.00"), 5);
    rig.pass(Duration.ofSeconds(1));
    rig.holdLedger();
    rig.submit(DeskRig.conversion("71.00"), 5);
    rig.core.step(rig.background::runNext); // the ledger knows no such order
    rig.settle();
    assertThat(rig.background.waiting()).isEqualTo(1);
    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();

    rig.core.step(rig.background::runNext);

    assertThat(rig.store.allIntents()).hasSize(3);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  @Test
  void answersARepeatWithWhatIsStoredAndWritesNothing() {
    DeskRig rig = DeskRig.serving();
    rig.enter();
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(rig.venue.orderWrites()).hasSize(1);
    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> {
              assertThat(entered.outcome()).isEqualTo(WriteOutcome.WRITTEN);
              assertThat(entered.orders()).extracting(o -> o.ref()).containsAll(DeskRig.ALL);
            });
  }

  @Test
  void refusesAnEntryWithoutASessionAfterTwoSeconds() {
    DeskRig rig = new DeskRig();
    rig.venue.refuseConnections = true;
    rig.core.start();
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofMillis(1999));
    assertThat(answer).isNotDone();

    rig.pass(Duration.ofMillis(1));

    assertThat(reason(answer)).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
    assertThat(rig.store.allIntents()).isEmpty();
  }

  /** fault S13. */
  @Test
  void sendsNothingBeforeEverythingThatHappenedIsKnown() {
    DeskRig rig = new DeskRig();
    rig.venue.mute.add(ClientMessage.ReqCompletedOrders.class);
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    CompletableFuture<EntryAnswer> answer = rig.enter();
    rig.pass(Duration.ofSeconds(2));

    assertThat(reason(answer)).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void writesNothingOnceItsTimeIsOver() {
    DeskRig rig = DeskRig.serving();
    rig.enter(DeskRig.conversion("t0", "60.00"), 5);
    rig.pass(Duration.ofSeconds(1));
    rig.holdLedger();
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.core.step(rig.background::runNext); // the ledger knows no such order
    rig.settle();
    rig.clock.set(rig.clock.nanos() + Duration.ofSeconds(6).toNanos()); // a slow commit
    rig.ledgerAnswers();

    assertThat(rig.venue.orderWrites()).isEmpty();
    assertThat(DeskRig.now(answer))
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.NOT_WRITTEN));
    assertThat(rig.store.allIntents())
        .extracting(DeskLedger.StoredOrder::written)
        .containsOnly(WriteOutcome.NOT_WRITTEN);
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_ABSENT);
  }

  /** fault Y16. */
  @Test
  void refusesAnEntryUnderAStaleTokenAndStoresNothing() {
    DeskRig rig = DeskRig.serving();
    rig.store.raiseFence(6);

    assertThat(reason(rig.enter(DeskRig.conversion("71.00"), 5))).isEqualTo(ReasonCode.FENCED);

    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void refusesWhatIsNotMarketableAndSendsNothing() {
    DeskRig rig = DeskRig.serving();

    assertThat(reason(rig.enter(DeskRig.conversion("69.84"), 5)))
        .isEqualTo(ReasonCode.NOT_MARKETABLE);

    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void refusesAfterWaitingForASideThatNobodyQuotes() {
    DeskRig rig = DeskRig.serving();
    rig.venue.quotes.put(3, new String[] {null, null, "1.05", "50"});
    CompletableFuture<EntryAnswer> answer = rig.submit(DeskRig.conversion("71.00"), 5);
    rig.pass(Duration.ofMillis(1499));
    assertThat(answer).isNotDone();

    rig.pass(Duration.ofMillis(200));

    assertThat(reason(answer)).isEqualTo(ReasonCode.NOT_MARKETABLE);
  }

  @Test
  void writesTheWaveAtOnceThoughItsQuotesHadToBeAskedForAnew() {
    DeskRig rig = DeskRig.serving();
    rig.enter(DeskRig.conversion("t0", "60.00"), 5);
    rig.pass(Duration.ofSeconds(20));

    assertThat(rig.submit(DeskRig.conversion("71.00"), 5)).isDone();

    rig.pass(Duration.ofSeconds(2));
    assertThat(rig.venue.orderWrites()).hasSize(1);
    assertThat(rig.venue.count(ClientMessage.CancelMktData.class)).isEqualTo(3);
  }

  @Test
  void asksAnewForQuotesItHasNotHeardOfForAWhile() {
    DeskRig rig = DeskRig.serving();
    rig.enter(DeskRig.conversion("t0", "60.00"), 5);
    rig.pass(Duration.ofSeconds(20));
    rig.venue.quotes.put(1, new String[] {"69.68", "900", "69.70", "900"});

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.executableNet()).isEqualByComparingTo("69.95"));
  }

  @Test
  void namesTheCandidatesOfAnAmbiguousContract() {
    DeskRig rig = DeskRig.serving();
    rig.venue.contracts.put(4L, Rows.details(Rows.option(4, "C")));

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Refused.class,
            refused -> {
              assertThat(refused.reason().code()).isEqualTo(ReasonCode.CONTRACT_UNRESOLVED);
              assertThat(refused.reason().detail()).contains("3 TWX OPT", "4 TWX OPT");
            });
  }

  @Test
  void asksForAContractOnceADay() {
    DeskRig rig = DeskRig.serving();
    rig.enter(DeskRig.conversion("t0", "60.00"), 5);
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    rig.enter();
    rig.enter(DeskRig.conversion("t2", "60.00"), 6);

    assertThat(rig.venue.count(ClientMessage.ReqContractDetails.class))
        .as("and once in a new process, for the hours that the ledger does not keep")
        .isEqualTo(6);
    assertThat(rig.venue.orderWrites()).hasSize(1);
  }

  /** fault S4. */
  @Test
  void answersUnknownWhenTheSocketDiesAroundTheWrite() {
    DeskRig rig = DeskRig.serving();
    rig.venue.ordersAre = WriteResult.UNKNOWN;

    EntryAnswer answer = DeskRig.now(rig.enter());

    assertThat(answer)
        .isInstanceOfSatisfying(
            EntryAnswer.Entered.class,
            entered -> assertThat(entered.outcome()).isEqualTo(WriteOutcome.UNKNOWN));
    assertThat(rig.heard).contains("LOST");
  }

  /** fault Y11. */
  @Test
  void neverWritesAWaveWhoseCommitNobodyConfirmed() {
    DeskRig rig = DeskRig.serving();
    rig.ledger.waves = FlakyLedger.Failure.AFTER_COMMIT;

    EntryAnswer answer = DeskRig.now(rig.enter());
    rig.ledger.waves = FlakyLedger.Failure.NONE;

    assertThat(answer).isInstanceOf(EntryAnswer.Unanswered.class);
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.PROVEN_ABSENT);
    assertThat(DeskRig.now(rig.enter())).isInstanceOf(EntryAnswer.Entered.class);
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  @Test
  void neverPlacesWhatItOnceAnsweredWillNeverBeIntended() {
    DeskRig rig = DeskRig.serving();
    assertThat(rig.verdict(DeskRig.STOCK)).isEqualTo(Verdict.NEVER_INTENDED);

    assertThat(reason(rig.enter())).isEqualTo(ReasonCode.NOT_WRITTEN);

    assertThat(rig.store.allIntents()).isEmpty();
    assertThat(rig.venue.orderWrites()).isEmpty();
  }

  /** fault S5. */
  @Test
  void neverUsesAnOrderIdTwiceThoughTheVenueGoesBack() {
    DeskRig rig = DeskRig.serving();
    rig.venue.nextValidId = 500;
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));
    rig.enter();
    rig.venue.nextValidId = 499;
    rig.newDesk();
    rig.core.start();
    rig.pass(Duration.ofSeconds(1));

    rig.enter(DeskRig.conversion("t2", "71.00"), 6);

    assertThat(rig.venue.orderIdOf(DeskRig.CALL)).isEqualTo(502);
    assertThat(rig.venue.orderIdOf("lw1|t2|stock|E1")).isEqualTo(503);
  }

  /** fault Y9, fault Y10. */
  @Test
  void opensNothingWhileTheLedgerTakesNoEventsButCancels() {
    DeskRig rig = DeskRig.working();
    rig.ledger.events = FlakyLedger.Failure.BEFORE_COMMIT;
    rig.say(Rows.status(1, "Filled", "100", 101));

    assertThat(reason(rig.enter(DeskRig.conversion("t2", "71.00"), 6)))
        .isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
    rig.cancel(DeskRig.PUT);

    assertThat(rig.venue.orderWrites()).endsWith(List.of("CANCEL 2"));
    assertThat(rig.venue.orderWrites()).hasSize(2);
  }

  private static ReasonCode reason(CompletableFuture<EntryAnswer> answer) {
    return ((EntryAnswer.Refused) DeskRig.now(answer)).reason().code();
  }
}
