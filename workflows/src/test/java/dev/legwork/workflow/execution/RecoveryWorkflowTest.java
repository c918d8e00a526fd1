package dev.legwork.workflow.execution;

import static dev.legwork.workflow.execution.TradeLab.awaitUntil;
import static dev.legwork.workflow.execution.TradeLab.conversion;
import static dev.legwork.workflow.execution.TradeLab.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.legwork.lock.LockEvent;
import dev.legwork.report.ExecutionView;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.execution.ScriptedDesk.Fate;
import io.temporal.client.WorkflowStub;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryWorkflowTest {
  private final TradeLab lab = new TradeLab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void unwindsAndReleasesWhatWasTerminatedWithTwoLegsFilled() {
    terminateWithRestingCall("r1");
    long token = lab.lock().holder().token();

    ExecutionView outcome = lab.recovered("r1");

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(outcome.reason().code()).isEqualTo(ReasonCode.VANISHED);
    assertThat(lab.desk.position("r1", "stock")).isZero();
    assertThat(lab.desk.position("r1", "put")).isZero();
    awaitUntil(() -> lab.lock().holder() == null);
    assertThat(lab.lock().history())
        .filteredOn(event -> event.requestId().equals("r1/recovery"))
        .extracting(LockEvent::kind, LockEvent::token)
        .containsExactly(
            tuple(LockEvent.Kind.INHERITED, token), tuple(LockEvent.Kind.RELEASED, token));
  }

  @Test
  void withdrawsWhatWasTerminatedWhileAllOrdersLived() {
    restAll();
    terminate("r2");

    ExecutionView outcome = lab.recovered("r2");

    assertThat(outcome.state()).isEqualTo(TradeState.NOT_FILLED);
    assertThat(lab.desk.commands).last().isEqualTo("CANCEL [call, put, stock] VANISHED");
    awaitUntil(() -> lab.lock().holder() == null);
  }

  @Test
  void unwindsWhatWasExecutedAfterTheEnd() {
    restAll();
    assertThat(lab.run("r3").state()).isEqualTo(TradeState.NOT_FILLED);
    lab.desk.executeLate("r3", "stock", 100);

    ExecutionView outcome = lab.recovered("r3");

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.position("r3", "stock")).isZero();
    assertThat(outcome.timeline())
        .extracting(line -> line.event())
        .contains("NOT_FILLED", "RECOVERY");
  }

  @Test
  void settlesWhatComesWhileItRuns() {
    restAll();
    lab.run("r4");
    lab.desk.executeLate("r4", "stock", 100);
    lab.desk.unwindsRest = true;
    RecoveryWorkflow running = lab.recover("r4");
    awaitUntil(() -> lab.desk.commands.getLast().startsWith("PLACE "));
    running.brokerEvents(lab.desk.executeLate("r4", "put", 1));
    lab.desk.unwindsRest = false;

    WorkflowStub.fromTyped(running).getResult(ExecutionView.class);

    assertThat(lab.desk.position("r4", "stock")).isZero();
    assertThat(lab.desk.position("r4", "put")).isZero();
  }

  @Test
  void countsATradeThatHadEndedBeforeAsRecoveredAndNotAsAnotherEnding() {
    restAll();
    lab.run("r11");
    lab.desk.executeLate("r11", "stock", 100);
    lab.recovered("r11");

    awaitUntil(() -> lab.counted.of("legwork_recovered", "UNWOUND") == 1);
    assertThat(lab.counted.of("legwork_endings", "NOT_FILLED")).isEqualTo(1);
    assertThat(lab.counted.of("legwork_endings", "UNWOUND")).isZero();
  }

  @Test
  void doesNothingTheSecondTime() {
    terminateWithRestingCall("r5");
    lab.recovered("r5");
    int commands = lab.desk.commands.size();

    ExecutionView again = lab.recovered("r5");

    assertThat(again.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.commands).hasSize(commands);
    assertThat(lab.recovery.settled.getLast()).isEqualTo(lab.recovery.settled.getFirst());
  }

  @Test
  void leavesALivingTradeAlone() {
    restAll();
    WorkflowStub living = lab.start("r6", conversion("r6"));
    awaitUntil(() -> lab.desk.commands.size() == 1);

    assertThat(lab.recovered("r6")).isNull();

    assertThat(lab.recovery.settled).isEmpty();
    assertThat(living.getResult(ExecutionView.class).state()).isEqualTo(TradeState.NOT_FILLED);
  }

  @Test
  void tellsAPersonWhenTheWorkflowOfAnEndedTradeDoesNotCloseAndSettlesItOnceThatHas() {
    restAll();
    WorkflowStub living = lab.start("r10", slow("r10"));
    awaitUntil(() -> lab.desk.commands.size() == 1);
    Reason timeout = new Reason(ReasonCode.TIMEOUT, "said before it hung");
    lab.ledger.endings.put(
        "r10",
        new Ending(TradeState.NOT_FILLED, timeout, List.of(), 1, ScriptedDesk.AT, List.of()));
    RecoveryWorkflow recovery = lab.recover("r10");

    awaitUntil(() -> lab.recovery.notClosing.equals(List.of("r10")));
    assertThat(lab.recovery.settled).isEmpty();
    living.terminate("it hangs");

    WorkflowStub.fromTyped(recovery).getResult(ExecutionView.class);
    assertThat(lab.recovery.settled).hasSize(1);
    assertThat(lab.desk.commands.getLast()).startsWith("CANCEL [call, put, stock]");
  }

  @Test
  void waitsForTheLockOfALivingTradeBeforeItSendsAnything() {
    restAll();
    lab.run("r7");
    lab.desk.executeLate("r7", "stock", 100);
    WorkflowStub living = lab.start("r8", conversion("r8"));
    awaitUntil(() -> lab.isLockedBy("r8"));

    ExecutionView outcome = lab.recovered("r7");

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.commands.subList(3, 5))
        .containsExactly("CANCEL [call, put, stock] TIMEOUT", "PLACE SELL 100 TWX @ 69.16");
    living.getResult(ExecutionView.class);
    awaitUntil(() -> lab.lock().holder() == null);
  }

  @Test
  void takesOverAgainWhenItWasTerminatedItself() {
    lab.desk.unwindsRest = true;
    terminateWithRestingCall("r9");
    RecoveryWorkflow first = lab.recover("r9");
    awaitUntil(() -> lab.desk.commands.getLast().startsWith("PLACE "));
    WorkflowStub.fromTyped(first).terminate("gone as well");
    lab.desk.unwindsRest = false;

    ExecutionView outcome = lab.recovered("r9");

    assertThat(outcome.state()).isEqualTo(TradeState.UNWOUND);
    assertThat(lab.desk.position("r9", "stock")).isZero();
    awaitUntil(() -> lab.lock().holder() == null);
  }

  private void terminateWithRestingCall(String id) {
    lab.desk.fates.put("call", new Fate.Rests());
    terminate(id);
  }

  private void terminate(String id) {
    WorkflowStub stub = lab.start(id, conversion(id));
    awaitUntil(() -> !lab.desk.commands.isEmpty());
    stub.terminate("closed in the Web UI");
  }

  private void restAll() {
    List.of("stock", "put", "call").forEach(leg -> lab.desk.fates.put(leg, new Fate.Rests()));
  }
}
