package dev.legwork.workflow.execution;

import dev.legwork.order.OrderSnapshot;
import dev.legwork.saga.Abandoned;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ledger's side of a recovery, over what desk and ledger of the test know. */
final class MemoryRecovery implements RecoveryActivities {
  final List<Ending> settled = new CopyOnWriteArrayList<>();
  final List<String> notClosing = new CopyOnWriteArrayList<>();
  private final MemoryLedger ledger;
  private final Function<String, OrderSnapshot> known;
  private final Supplier<WorkflowClient> client;

  MemoryRecovery(
      MemoryLedger ledger, Function<String, OrderSnapshot> known, Supplier<WorkflowClient> client) {
    this.ledger = ledger;
    this.known = known;
    this.client = client;
  }

  @Override
  public RecoveryCase open(String executionId, String why) {
    Ending former = ledger.endings.get(executionId);
    if (isRunning(executionId)) {
      return former == null ? new RecoveryCase.Living() : new RecoveryCase.Closing();
    }
    return new RecoveryCase.Open(
        new Abandoned(ledger.request(executionId), former, known.apply(executionId), why),
        former == null ? TradeState.WORKING : former.state(),
        TradeLab.ACCOUNT,
        former == null ? 0 : former.fencingToken(),
        ScriptedDesk.AT,
        null);
  }

  @Override
  public void waitsForClosing(String executionId, String why) {
    notClosing.add(executionId);
  }

  @Override
  public void settle(String executionId, Ending ending) {
    ledger.endings.put(executionId, ending);
    settled.add(ending);
  }

  private boolean isRunning(String executionId) {
    return client
            .get()
            .newUntypedWorkflowStub(WorkflowIds.execution(executionId))
            .describe()
            .getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }
}
