package dev.legwork.api.execution;

import dev.legwork.api.LedgerAccess;
import dev.legwork.api.web.ProblemException;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks running trades to end. */
@Component
class Cancellations {
  private static final Logger LOG = LoggerFactory.getLogger(Cancellations.class);

  private final WorkflowClient client;
  private final Executions executions;
  private final LedgerAccess ledger;

  Cancellations(WorkflowClient client, Executions executions, LedgerAccess ledger) {
    this.client = client;
    this.executions = executions;
    this.ledger = ledger;
  }

  /**
   * @param operator who asks
   * @throws ProblemException 404 for an unknown execution, 409 for one that has ended
   */
  void cancel(String id, String operator, String reason) {
    if (!told(WorkflowIds.execution(id), reason)
        && !(waitsForMarket(id) && told(WorkflowIds.recovery(id), reason))) {
      throw notRunning(id);
    }
    LOG.info("execution {}: {} asks to cancel: {}", id, operator, reason);
    audit(id, operator, reason);
  }

  private boolean told(String workflow, String reason) {
    try {
      client.newUntypedWorkflowStub(workflow).signal("cancel", reason);
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** A recovery settles by itself what it can: only its wait for a market can be ended. */
  private boolean waitsForMarket(String id) {
    return ledger.get().alerts().ofExecution(id).stream()
        .anyMatch(
            alert ->
                alert.isOpen() && alert.alert().code().equals(TradeState.WAITING_MARKET.name()));
  }

  /** The trade has been told: nothing that fails here may say otherwise. */
  private void audit(String id, String operator, String reason) {
    try {
      ledger.get().audit().record(operator, "CANCEL", "execution " + id, reason);
    } catch (RuntimeException e) {
      LOG.error(
          "execution {}: that {} cancelled it could not be audited ({})", id, operator, reason, e);
    }
  }

  private ProblemException notRunning(String id) {
    Optional<TradeState> state = executions.stored(id).map(StoredExecution::state);
    executions.view(id);
    return ProblemException.conflict(
        state.isPresent() && !state.get().isEnding()
            ? "execution "
                + id
                + " is "
                + state.get()
                + " and its workflow is closed; its recovery cancels and unwinds it by itself"
            : "execution "
                + id
                + " has ended ("
                + state.map(Enum::name).orElse("failed")
                + "); there is nothing to cancel");
  }
}
