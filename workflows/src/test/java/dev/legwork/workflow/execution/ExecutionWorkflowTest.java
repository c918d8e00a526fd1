package dev.legwork.workflow.execution;

import static dev.legwork.workflow.execution.TradeLab.awaitUntil;
import static dev.legwork.workflow.execution.TradeLab.conversion;
import static dev.legwork.workflow.execution.TradeLab.slow;
import static dev.legwork.workflow.execution.TradeLab.withTimeouts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Timestamps;
import dev.legwork.report.ExecutionView;
import dev.legwork.request.FieldError;
import dev.legwork.request.Placing;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.RecordedHistories;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.ScriptedDesk.Fate;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RecordedHistories.class)
class ExecutionWorkflowTest implements RecordedHistories.Source {
  private final TradeLab lab = new TradeLab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Override
  public WorkflowClient client() {
    return lab.client();
  }

  @Test
  void commitsWhenAllLegsFill() {
    ExecutionView outcome = lab.run("t1");

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands)
        .containsExactly(
            "ENTER BUY 100 TWX @ 69.55, BUY 1 TWX 20140620 70P @ 1.25, SELL 1 TWX 20140620 70C @"
                + " 1.20 token 8");
    assertThat(lab.ledger.finished).containsExactly("t1");
    awaitUntil(() -> lab.lock().holder() == null);
  }

  @Test
  void storesItsEndingWhenTheDatabaseIsBackAfterManyTries() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub trade = lab.start("away", conversion("away"));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    lab.ledger.away.set(12);
    lab.desk.fill("away", "call");

    assertThat(trade.getResult(ExecutionView.class).state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.ledger.finished).containsExactly("away");
  }

  @Test
  void registersWhenTheDatabaseIsBackAfterManyTries() {
    lab.ledger.away.set(12);

    assertThat(lab.run("late").state()).isEqualTo(TradeState.COMMITTED);
  }

  /** It was submitted while no worker lived, or none that reached the database. */
  @Test
  void aTradeIsAcceptedWhenItWasStartedAndNotWhenAWorkerTookIt() {
    lab.ledger.away.set(12);

    ExecutionView outcome = lab.run("early");

    assertThat(outcome.acceptedAt())
        .isEqualTo(
            Instant.ofEpochMilli(
                Timestamps.toMillis(lab.history("early").getEvents().getFirst().getEventTime())));
    assertThat(outcome.timeline().getFirst().at()).isAfterOrEqualTo(outcome.acceptedAt());
  }

  @Test
  void endsUnfilledAfterItsTotalTimeWhenNothingFills() {
    List.of("stock", "put", "call").forEach(leg -> lab.desk.fates.put(leg, new Fate.Rests()));

    ExecutionView outcome = lab.run("t2");

    assertThat(outcome.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.TIMEOUT);
    assertThat(lab.desk.commands).hasSize(2).last().isEqualTo("CANCEL [call, put, stock] TIMEOUT");
  }

  @Test
  void completesTheMissingLegAfterItsOldOrderIsProvenOver() {
    lab.desk.fates.put("call", new Fate.Rests());
    lab.desk.completes = true;

    ExecutionView outcome = lab.run("t31");

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands).hasSize(3).element(1).isEqualTo("CANCEL [call] TIMEOUT");
    assertThat(lab.desk.commands.get(2)).startsWith("ENTER SELL 1 TWX 20140620 70C");
  }

  @Test
  void sendsTheRiskAfterItsProtectionIsExecuted() {
    ExecutionView outcome =
        lab.start("t32", with("t32", "\"placing\": \"HEDGE_FIRST\""))
            .getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands)
        .satisfiesExactly(
            first -> assertThat(first).contains("BUY 100 TWX", "BUY 1").doesNotContain("SELL"),
            second -> assertThat(second).startsWith("ENTER SELL 1 TWX 20140620 70C"));
  }

  @Test
  void takesTheRestInsideTheBoundWhenTheTimeAtTheQuotesIsOver() {
    lab.desk.fates.put("call", new Fate.Rests());

    ExecutionView outcome =
        lab.start("t33", with("t33", "\"pricing\": \"HYBRID\"")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands)
        .hasSize(3)
        .last()
        .asString()
        .startsWith("ENTER SELL 1 TWX 20140620 70C");
  }

  @Test
  void goesOnInTheModeThatTheDeskChose() {
    ExecutionView outcome =
        lab.start("t34", with("t34", "\"placing\": \"AUTO\"")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands).hasSize(3).allMatch(command -> !command.contains(", "));
    assertThat(outcome.placing()).isEqualTo(Placing.AUTO);
    assertThat(outcome.timeline())
        .filteredOn(line -> line.event().equals("PLACING_CHOSEN"))
        .hasSize(1);
  }

  /** fault Y6: the answer of the call that chose was lost, and the ledger tells what it was. */
  @Test
  void goesOnInTheModeThatIsStoredWhenTheAnswerWasLost() {
    lab.desk.silentEntry = true;

    ExecutionView outcome =
        lab.start("t35", with("t35", "\"placing\": \"AUTO\"")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands).hasSize(3).allMatch(command -> !command.contains(", "));
  }

  @Test
  void withdrawsTheRiskWhenItsHedgeShowsTooLittle() {
    lab.desk.fates.put("stock", new Fate.Rests());
    lab.desk.fates.put("put", new Fate.Rests());
    lab.desk.fates.put("call", new Fate.Rests());
    lab.desk.halted = true;

    ExecutionView outcome =
        lab.start("t36", with("t36", "\"lean\": {\"size\": \"2\"}")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.HEDGE_SIZE);
    assertThat(lab.desk.commands).last().asString().endsWith("HEDGE_SIZE");
  }

  private static String with(String id, String field) {
    return conversion(id).replace("\"quantity\":", field + ", \"quantity\":");
  }

  @Test
  void unwindsWhatFilledWhenALegIsMissing() {
    lab.desk.fates.put("call", new Fate.Rests());

    ExecutionView outcome = lab.run("t3");

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.commands).hasSize(3).element(1).isEqualTo("CANCEL [call] TIMEOUT");
    assertThat(lab.desk.commands.get(2))
        .startsWith("PLACE ")
        .contains("SELL 100 TWX", "SELL 1 TWX 20140620 70P");
  }

  @Test
  void reversesExactlyWhatAPartlyFilledLegExecuted() {
    lab.desk.fates.put("stock", new Fate.FillsPartly(37));
    lab.desk.fates.put("call", new Fate.Rests());

    assertThat(lab.run("t4").state()).isEqualTo(TradeState.UNWOUND);

    assertThat(lab.desk.commands.getLast()).contains("SELL 37 TWX @");
  }

  @Test
  void unwindsAtOnceWhenALegIsRejected() {
    lab.desk.fates.put("call", new Fate.Rejected(201));

    ExecutionView outcome = lab.run("t5");

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.LEG_REJECTED);
  }

  @Test
  void rejectsWhatTheDeskRefusesAndSendsNothing() {
    lab.desk.refusal =
        new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "slack -0.02"));

    ExecutionView outcome = lab.run("t6");

    assertThat(outcome.state()).isEqualTo(TradeState.REJECTED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.NOT_MARKETABLE);
    assertThat(lab.desk.commands).isEmpty();
    awaitUntil(() -> lab.lock().holder() == null);
  }

  /** fault Y13: a process that has just lost the desk still had a task asked for. */
  @Test
  void entersThroughTheProcessThatRunsTheDeskWhenOthersGotTheTaskFirst() {
    lab.desk.elsewhere = 5;

    assertThat(lab.run("elsewhere").state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands).as("entered once").hasSize(1);
  }

  @Test
  void rejectsWhenNoProcessRunsTheDesk() {
    lab.desk.elsewhere = 1000;

    ExecutionView outcome = lab.run("nowhere");

    assertThat(outcome.state()).isEqualTo(TradeState.REJECTED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
    assertThat(lab.desk.sentOn.get("enter")).as("3 s of attempts").isBetween(2, 31);
    assertThat(lab.desk.commands).isEmpty();
  }

  /** fault Y13: withdrawing and unwinding wait for the right process, and lose no attempt by it. */
  @Test
  void withdrawsAndUnwindsThroughTheProcessThatRunsTheDesk() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub trade =
        lab.start("moved", with("moved", "\"partial\": { \"allButOne\": \"UNWIND\" }"));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    lab.desk.elsewhere = 7;

    assertThat(trade.getResult(ExecutionView.class).state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.sentOn).isEqualTo(Map.of("cancel", 7, "place", 7));
    assertThat(lab.desk.commands).hasSize(3);
    assertThat(lab.desk.commands.getLast()).startsWith("PLACE ").contains("SELL 100 TWX");
  }

  @Test
  void findsItsOrdersAgainWhenTheEntryGaveNoAnswer() {
    lab.desk.silentEntry = true;

    assertThat(lab.run("t7").state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.desk.commands).hasSize(1);
  }

  @Test
  void endsRejectedWhenTheEntryBrokeBeforeAnythingWasStored() {
    lab.desk.failingEntry = true;

    ExecutionView outcome = lab.run("t8");

    assertThat(outcome.state()).isEqualTo(TradeState.REJECTED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
  }

  @Test
  void sendsTheLegsThatNeverArrivedOnceMore() {
    lab.desk.silentEntry = true;
    lab.desk.fates.put("put", new Fate.Lost());
    lab.desk.fates.put("call", new Fate.Lost());

    assertThat(lab.run("t8b").state()).isEqualTo(TradeState.COMMITTED);

    assertThat(lab.desk.commands).hasSize(2);
    assertThat(lab.desk.commands.getLast())
        .startsWith("ENTER BUY 1 TWX 20140620 70P")
        .doesNotContain("BUY 100 TWX");
  }

  @Test
  void rejectsWhenNobodyHoldsASessionWithTheBroker() {
    try (TradeLab deserted = new TradeLab(false)) {
      ExecutionView outcome = deserted.run("t9");

      assertThat(outcome.state()).isEqualTo(TradeState.REJECTED);
      assertThat(outcome.reason().code()).isEqualTo(ReasonCode.GATEWAY_UNAVAILABLE);
    }
  }

  @Test
  void takesEventsThatComeTwiceOnce() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub stub = lab.start("t10", conversion("t10"));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    lab.desk.repeatAll("t10");
    lab.desk.fill("t10", "call");
    lab.desk.repeatAll("t10");

    assertThat(stub.getResult(ExecutionView.class).state()).isEqualTo(TradeState.COMMITTED);
    assertThat(lab.ledger.endings.get("t10").timeline())
        .filteredOn(line -> line.event().equals("FILL"))
        .hasSize(3);
  }

  @Test
  void cancelsWhileWorking() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub stub = lab.start("t11", conversion("t11"));
    awaitUntil(() -> lab.desk.commands.size() == 1);

    lab.execution("t11").cancel("the market turned");
    ExecutionView outcome = stub.getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(outcome.reason()).isEqualTo(new Reason(ReasonCode.CANCELLED, "the market turned"));
  }

  @Test
  void takesACancelOfTheWorkflowAsAWishAndStillCleansUp() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub stub = lab.start("t12", conversion("t12"));
    awaitUntil(() -> lab.desk.commands.size() == 1);

    stub.cancel();
    // Whatever it returns, a workflow that was cancelled closes as cancelled, without a result.
    catchThrowableOfType(WorkflowFailedException.class, () -> stub.getResult(Void.class));

    ExecutionView outcome = lab.execution("t12").snapshot();
    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.CANCELLED);
    assertThat(lab.ledger.finished).containsExactly("t12");
    awaitUntil(() -> lab.lock().holder() == null);
  }

  @Test
  void aCancelWhileUnwindingChangesNothing() {
    lab.desk.fates.put("call", new Fate.Rejected(201));
    lab.desk.unwindsRest = true;
    WorkflowStub stub = lab.start("t13", conversion("t13"));
    awaitUntil(() -> lab.desk.commands.size() >= 2);

    ExecutionView seen = lab.execution("t13").requestCancel("too late");
    ExecutionView outcome = stub.getResult(ExecutionView.class);

    assertThat(seen.state()).isEqualTo(TradeState.UNWINDING);
    assertThat(outcome.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(outcome.residual()).hasSize(2);
    awaitUntil(() -> lab.lock().holder() == null);
  }

  /** fault O24: a halt while one leg is filled; others trade meanwhile. */
  @Test
  void waitsForItsMarketWithTheLockFreeAndGoesOnByItself() {
    WorkflowStub halted = halted("t40");
    awaitUntil(() -> lab.desk.marketWaits.get() >= 1);

    assertThat(lab.execution("t40").snapshot().state()).isEqualTo(TradeState.WAITING_MARKET);
    assertThat(lab.ledger.reached).last().isEqualTo("t40 WAITING_MARKET 8");
    awaitUntil(() -> lab.lock().holder() == null);
    assertThat(lab.run("t41").state()).isEqualTo(TradeState.COMMITTED);
    lab.desk.halted = false;
    ExecutionView outcome = halted.getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.ledger.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.code()).isEqualTo("WAITING_MARKET"));
  }

  @Test
  void aCancelEndsTheWaitForAMarketAndLetsTheDeskGo() {
    WorkflowStub halted = halted("t42");
    awaitUntil(() -> lab.desk.marketWaits.get() >= 1);

    lab.execution("t42").requestCancel("I hedge it myself");
    ExecutionView outcome = halted.getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.RESIDUAL);
    assertThat(outcome.reason().detail()).contains("I hedge it myself");
    awaitUntil(() -> lab.desk.waitLetGo);
  }

  /** What is held may change while nobody can trade it: the venue takes an execution back. */
  @Test
  void looksAgainWhenSomethingIsHeardWhileItWaits() {
    WorkflowStub halted = halted("t43");
    awaitUntil(() -> lab.desk.marketWaits.get() >= 1);
    int waits = lab.desk.marketWaits.get();

    lab.execution("t43").brokerEvents(lab.desk.executeLate("t43", "call", 1));
    awaitUntil(() -> lab.desk.marketWaits.get() > waits);

    awaitUntil(() -> lab.ledger.alerts.getLast().residual().size() == 3);
    lab.desk.halted = false;
    assertThat(halted.getResult(ExecutionView.class).state()).isEqualTo(TradeState.UNWOUND);
  }

  /** A trade whose third leg is refused, and whose other legs nobody trades any more. */
  private WorkflowStub halted(String id) {
    lab.desk.fates.put("call", new Fate.Rejected(201));
    lab.desk.halted = true;
    WorkflowStub stub = lab.start(id, conversion(id));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    lab.desk.fillAll();
    return stub;
  }

  @Test
  void cancelsWhileItWaitsForTheLock() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub first = lab.start("t14", conversion("t14"));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    WorkflowStub second = lab.start("t15", conversion("t15"));
    awaitUntil(() -> lab.lock().waiters().size() == 1);

    lab.execution("t15").cancel("changed my mind");
    ExecutionView outcome = second.getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(outcome.reason()).isEqualTo(new Reason(ReasonCode.CANCELLED, "changed my mind"));
    assertThat(first.getResult(ExecutionView.class).state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.commands).noneMatch(command -> command.contains("token 9"));
    awaitUntil(() -> lab.lock().holder() == null && lab.lock().waiters().isEmpty());
  }

  @Test
  void givesUpWhenTheLockIsNotGrantedInTime() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub first = lab.start("t16", slow("t16"));
    awaitUntil(() -> lab.desk.commands.size() == 1);

    ExecutionView outcome =
        lab.start("t17", withLockTimeout("t17", "PT2S")).getResult(ExecutionView.class);

    assertThat(outcome.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.LOCK_TIMEOUT);
    assertThat(lab.lock().waiters()).isEmpty();
    lab.desk.fill("t16", "call");
    assertThat(first.getResult(ExecutionView.class).state()).isEqualTo(TradeState.COMMITTED);
  }

  @Test
  void runsTradesOfAnAccountOneAfterAnotherInTheOrderTheyCame() {
    lab.desk.fates.put("call", new Fate.Rests());
    List<String> ids = List.of("f1", "f2", "f3", "f4", "f5");
    List<WorkflowStub> stubs = new ArrayList<>();
    for (String id : ids) {
      stubs.add(lab.start(id, slow(id)));
      int waiting = stubs.size() - 1;
      awaitUntil(() -> !lab.desk.commands.isEmpty() && lab.lock().waiters().size() == waiting);
    }

    for (int i = 0; i < ids.size(); i++) {
      int entered = i + 1;
      awaitUntil(() -> lab.desk.commands.size() == entered);
      assertThat(lab.desk.commands.getLast()).endsWith("token " + (8 + i));
      assertThat(lab.lock().holder().requestId()).isEqualTo(ids.get(i));
      lab.desk.fill(ids.get(i), "call");
      assertThat(stubs.get(i).getResult(ExecutionView.class).state())
          .isEqualTo(TradeState.COMMITTED);
    }
  }

  @Test
  void badInputFailsTheExecutionWithEveryFieldError() {
    WorkflowStub stub =
        lab.start("b1", conversion("b1").replace("\"ratio\": 100", "\"ratio\": -1, \"x\": 1"));

    ApplicationFailure failure = failureOf(stub);

    assertThat(failure.getType()).isEqualTo("InvalidRequest");
    assertThat(errors(failure))
        .extracting(FieldError::field)
        .contains("legs[0].ratio", "legs[0].x");
    assertThat(lab.desk.commands).isEmpty();
  }

  @Test
  void malformedJsonFailsTheExecutionAndNotItsTask() {
    for (String text : List.of("{ \"id\": ", "", "[1,2]", "\u0000")) {
      WorkflowStub stub = lab.start("b2", text);

      assertThat(failureOf(stub).getType()).isEqualTo("InvalidRequest");
    }
  }

  @Test
  void noInputAtAllFailsTheExecutionAndNotItsTask() {
    WorkflowStub stub = lab.stub(WorkflowIds.execution("b3"));
    stub.start();

    assertThat(failureOf(stub).getType()).isEqualTo("InvalidRequest");
  }

  @Test
  void refusesAnIdThatIsNotTheWorkflows() {
    WorkflowStub stub = lab.start("b4", conversion("other"));

    ApplicationFailure failure = failureOf(stub);

    assertThat(errors(failure)).extracting(FieldError::field).containsExactly("id");
  }

  @Test
  void takesAMissingIdFromTheWorkflow() {
    WorkflowStub stub = lab.start("b5", conversion("b5").replace("\"id\": \"b5\",", ""));

    assertThat(stub.getResult(ExecutionView.class).id()).isEqualTo("b5");
  }

  @Test
  void aSecondRunOfTheSameRequestReturnsTheStoredOutcome() {
    ExecutionView first = lab.run("d1");

    ExecutionView second = lab.run("d1");

    assertThat(second.state()).isEqualTo(TradeState.COMMITTED);
    assertThat(second.finishedAt()).isEqualTo(first.finishedAt());
    assertThat(lab.desk.commands).hasSize(1);
  }

  @Test
  void aSecondRunWithAnotherRequestFails() {
    lab.run("d2");

    WorkflowStub stub = lab.start("d2", conversion("d2").replace("69.72", "69.71"));

    assertThat(failureOf(stub).getType()).isEqualTo("DuplicateExecution");
    assertThat(lab.desk.commands).hasSize(1);
  }

  @Test
  void asksForAttentionWhenTheSessionIsLostWhileLegsWork() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub stub = lab.start("s1", slow("s1"));
    awaitUntil(() -> lab.desk.commands.size() == 1);

    lab.execution("s1").sessionChanged(true);

    awaitUntil(() -> !lab.ledger.alerts.isEmpty());
    assertThat(lab.ledger.alerts.getFirst().code()).isEqualTo("SESSION_LOST");
    lab.execution("s1").sessionChanged(false);
    lab.desk.fill("s1", "call");
    assertThat(stub.getResult(ExecutionView.class).state()).isEqualTo(TradeState.COMMITTED);
  }

  @Test
  void asksForAttentionWhenTheSessionIsLostWhileItWaitsForTheDesk() {
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub stub = lab.start("s2", slow("s2"));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    lab.desk.away = true;
    lab.execution("s2").cancel("enough");
    awaitUntil(() -> lab.desk.askedWhileAway);

    lab.execution("s2").sessionChanged(true);

    awaitUntil(() -> !lab.ledger.alerts.isEmpty());
    assertThat(lab.ledger.alerts.getFirst().code()).isEqualTo("SESSION_LOST");
    lab.execution("s2").sessionChanged(false);
    lab.desk.away = false;
    assertThat(stub.getResult(ExecutionView.class).state()).isEqualTo(TradeState.UNWOUND);
  }

  @Test
  void writesAShortHistoryForATradeThatFills() {
    lab.run("h1");
    lab.desk.fates.put("call", new Fate.Rests());
    WorkflowStub stub = lab.start("h2", slow("h2"));
    awaitUntil(() -> lab.desk.commands.size() == 2);
    lab.desk.fill("h2", "call");
    stub.getResult(ExecutionView.class);

    WorkflowExecutionHistory history = lab.history("h2");

    assertThat(history.getEvents()).hasSizeLessThanOrEqualTo(45);
    // A machine that keeps the call waiting for seconds makes the trade look for it.
    assertThat(activities(history))
        .filteredOn(name -> !name.equals("Snapshot"))
        .containsExactly("Enter");
    assertThat(count(history, EventType.EVENT_TYPE_MARKER_RECORDED)).isLessThanOrEqualTo(7);
  }

  @Test
  void namesItsActivitiesAfterTheTrade() {
    lab.run("w1");

    assertThat(lab.history("w1").getEvents())
        .filteredOn(event -> event.hasActivityTaskScheduledEventAttributes())
        .extracting(event -> event.getUserMetadata().getSummary().getData().toStringUtf8())
        .containsExactly("\"PLACE wave 1: BUY 100 TWX, BUY 1 TWX 70P, SELL 1 TWX 70C\"");
  }

  private static List<String> activities(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
        .map(event -> event.getActivityTaskScheduledEventAttributes().getActivityType().getName())
        .toList();
  }

  private static long count(WorkflowExecutionHistory history, EventType type) {
    return history.getEvents().stream().filter(event -> event.getEventType() == type).count();
  }

  private static ApplicationFailure failureOf(WorkflowStub stub) {
    WorkflowFailedException failed =
        catchThrowableOfType(
            WorkflowFailedException.class, () -> stub.getResult(ExecutionView.class));
    return (ApplicationFailure) failed.getCause();
  }

  private static List<FieldError> errors(ApplicationFailure failure) {
    return List.of(failure.getDetails().get(0, FieldError[].class));
  }

  private static String withLockTimeout(String id, String timeout) {
    return withTimeouts(id, "\"lock\": \"" + timeout + "\"");
  }
}
