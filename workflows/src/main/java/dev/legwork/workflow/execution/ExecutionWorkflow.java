package dev.legwork.workflow.execution;

import dev.legwork.order.BrokerEvent;
import dev.legwork.report.ExecutionView;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Executes one trade. Workflow id {@code execution/<id>}, the id being its idempotency key. */
@WorkflowInterface
public interface ExecutionWorkflow {
  /** Failure type of a bad request; its details are the list of field errors. */
  String INVALID_REQUEST = "InvalidRequest";

  /** Failure type of a request whose id belongs to another request. */
  String DUPLICATE_EXECUTION = "DuplicateExecution";

  /** Failure type of a trade that came where its code knows no way; its recovery settles it. */
  String IMPOSSIBLE_STATE = "ImpossibleState";

  /**
   * Runs the trade to its end.
   *
   * <p>A cancel of the workflow itself counts as {@link #cancel}; Temporal then closes it as
   * cancelled and without a result, the outcome being in the ledger and in {@link #snapshot}.
   *
   * @param request JSON, taken as it comes: what cannot be read must fail the execution and not its
   *     workflow task, which would be tried for ever
   * @return the outcome; of a repeated id the one that is stored
   */
  @WorkflowMethod
  ExecutionView execute(RawValue request);

  /** What the broker reported about the trade's orders, stored already; at least once, in order. */
  @SignalMethod
  void brokerEvents(List<BrokerEvent> events);

  /** The desk lost its session with the broker, or has it back. */
  @SignalMethod
  void sessionChanged(boolean lost);

  /** The lock was granted to this trade, which had been queued. */
  @SignalMethod
  void lockGranted(String requestId, long token);

  /** Asks to end the trade: cancelled or unwound, never abandoned. */
  @SignalMethod
  void cancel(String reason);

  /** The same as {@link #cancel}, with an answer: the trade as it is now. */
  @UpdateMethod(name = "cancel")
  ExecutionView requestCancel(String reason);

  @QueryMethod
  ExecutionView snapshot();
}
