package dev.legwork.workflow;

import io.temporal.worker.NonDeterministicException;
import io.temporal.worker.WorkflowImplementationOptions;

/**
 * Which faults close a workflow instead of failing its task again and again.
 *
 * <p>A trade whose history its code does not understand would fail the same task for ever, in
 * silence and with its legs open. Closed, its recovery settles it from the ledger. Nothing wider:
 * what the SDK calls an illegal state is at times its own cache, which misses events after a worker
 * died, and the next attempt replays the whole history.
 */
public final class ClosedRatherThanStuck {
  /** For every workflow that a worker runs. */
  public static final WorkflowImplementationOptions OPTIONS =
      WorkflowImplementationOptions.newBuilder()
          .setFailWorkflowExceptionTypes(NonDeterministicException.class)
          .build();

  private ClosedRatherThanStuck() {}
}
