package dev.legwork.activity;

import dev.legwork.ledger.Ledger;
import dev.legwork.stop.StopWish;
import dev.legwork.workflow.execution.ProtectiveStopWorkflow;
import dev.legwork.workflow.execution.StopRuns;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the workflows that guard committed trades, and tells them what a person asked. */
public final class StopStarter implements Stops {
  private static final Logger LOG = LoggerFactory.getLogger(StopStarter.class);

  private final WorkflowClient client;
  private final Ledger ledger;

  public StopStarter(WorkflowClient client, Ledger ledger) {
    this.client = client;
    this.ledger = ledger;
  }

  /**
   * @throws RuntimeException if Temporal cannot be reached; the caller tries again
   */
  @Override
  public void start(String executionId) {
    Optional<StopWish> asked = ledger.stops().asked(executionId);
    if (asked.isPresent()) {
      StopRuns.tell(client, executionId, asked.get());
      LOG.info("execution {}: its stop is told: {}", executionId, asked.get().text());
      return;
    }
    ProtectiveStopWorkflow stop =
        client.newWorkflowStub(ProtectiveStopWorkflow.class, StopRuns.options(executionId));
    try {
      WorkflowClient.start(stop::guard, executionId);
      LOG.info("execution {}: its protective stop is started", executionId);
    } catch (WorkflowExecutionAlreadyStarted running) {
      LOG.debug("execution {}: its protective stop runs already", executionId);
    }
  }
}
