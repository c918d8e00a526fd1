package dev.legwork.workflow.execution;

import static dev.legwork.workflow.execution.TradeLab.conversion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.legwork.report.ExecutionView;
import dev.legwork.saga.TradeState;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.worker.NonDeterministicException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What becomes of a trade of which a workflow task fails, and nothing in the market does. */
class FaultOfATaskTest {

  @Test
  void anIllegalStateOfTheSdksOwnClosesNoTrade() {
    RuntimeException gap = new IllegalStateException("there is a gap between the last event");
    try (TradeLab lab = new TradeLab(true, new FailsOnce(gap))) {
      assertThat(lab.run("gap").state()).isEqualTo(TradeState.COMMITTED);
      assertThat(lab.desk.commands).hasSize(1);
      assertThat(lab.history("gap").getEvents())
          .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
    }
  }

  @Test
  void aHistoryThatTheCodeCannotFollowClosesTheTradeSoThatItsRecoverySettlesIt() {
    RuntimeException changed = new NonDeterministicException("the history says otherwise", null);
    try (TradeLab lab = new TradeLab(true, new FailsOnce(changed))) {
      WorkflowStub trade = lab.start("changed", conversion("changed"));

      WorkflowFailedException closed =
          catchThrowableOfType(
              WorkflowFailedException.class, () -> trade.getResult(ExecutionView.class));

      assertThat(closed).hasStackTraceContaining("the history says otherwise");
    }
  }

  /** Throws at the first start of a workflow's code, and never again. */
  private static final class FailsOnce extends WorkerInterceptorBase {
    private final AtomicReference<RuntimeException> fault;

    FailsOnce(RuntimeException fault) {
      this.fault = new AtomicReference<>(fault);
    }

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
      return new WorkflowInboundCallsInterceptorBase(next) {
        @Override
        public WorkflowOutput execute(WorkflowInput input) {
          RuntimeException now = fault.getAndSet(null);
          if (now != null) {
            throw now;
          }
          return super.execute(input);
        }
      };
    }
  }
}
