package dev.legwork.workflow.execution;

import dev.legwork.order.BrokerEvent;
import dev.legwork.stop.StopWish;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Guards what a committed trade holds, for days. Workflow id {@code execution/<id>/stop}; started
 * with the trade's ending, and again where something is heard of a stop that was over. It is the
 * only one that trades for a committed trade with a stop, so that at most one exit is made.
 */
@WorkflowInterface
public interface ProtectiveStopWorkflow {
  /** The name of {@link #ask}. */
  String ASK = "ask";

  /** Runs until the stop is over, in runs of some minutes. */
  @WorkflowMethod
  void guard(String executionId);

  /** As {@link ExecutionWorkflow#brokerEvents}. */
  @SignalMethod
  void brokerEvents(List<BrokerEvent> events);

  /** A person ends the stop, or closes what it guards. */
  @SignalMethod(name = ASK)
  void ask(StopWish wish);
}
