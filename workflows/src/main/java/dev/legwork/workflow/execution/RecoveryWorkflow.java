package dev.legwork.workflow.execution;

import dev.legwork.order.BrokerEvent;
import dev.legwork.report.ExecutionView;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Settles a trade whose own workflow is closed: one that vanished before it had ended, or one for
 * which an execution came after its end. Workflow id {@code execution/<id>/recovery}; it may run
 * again and again, one at a time, and does nothing where nothing is left to do.
 */
@WorkflowInterface
public interface RecoveryWorkflow {

  /**
   * Cancels what lives, counts what was executed, reverses what the trade must not hold, and stores
   * the ending.
   *
   * @param why for people: who noticed what
   * @return the trade as it stands now; null where its own workflow runs, or where nobody knows it
   */
  @WorkflowMethod
  ExecutionView recover(String executionId, String why);

  /** As {@link ExecutionWorkflow#brokerEvents}; what comes while it runs is settled as well. */
  @SignalMethod
  void brokerEvents(List<BrokerEvent> events);

  /** As {@link ExecutionWorkflow#sessionChanged}. */
  @SignalMethod
  void sessionChanged(boolean lost);

  /** As {@link ExecutionWorkflow#lockGranted}. */
  @SignalMethod
  void lockGranted(String requestId, long token);

  /**
   * A person takes over what cannot be closed: ends a wait for its market, and nothing else.
   *
   * @param reason for people
   */
  @SignalMethod
  void cancel(String reason);

  /** The trade as this workflow sees it; null before it has read the ledger. */
  @QueryMethod
  ExecutionView snapshot();
}
