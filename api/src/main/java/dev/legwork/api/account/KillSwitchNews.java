package dev.legwork.api.account;

import dev.legwork.api.LedgerAccess;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.StandDown;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.StopRuns;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells an account's trades of its kill switch at once. Whom it does not reach the worker tells,
 * for the switch is in the ledger by then.
 */
@Component
class KillSwitchNews {
  private static final Logger LOG = LoggerFactory.getLogger(KillSwitchNews.class);
  private static final int MOST = 500;

  private final WorkflowClient client;
  private final LedgerAccess ledger;

  KillSwitchNews(WorkflowClient client, LedgerAccess ledger) {
    this.client = client;
    this.ledger = ledger;
  }

  /** Returns at once. */
  void tell(AccountSwitch killSwitch) {
    Thread.ofVirtual().name("kill-switch").start(() -> tellAll(killSwitch));
  }

  private void tellAll(AccountSwitch killSwitch) {
    try {
      ledger
          .get()
          .executions()
          .unfinished(killSwitch.account(), Duration.ZERO, MOST)
          .forEach(id -> tell(id, killSwitch));
    } catch (RuntimeException e) {
      LOG.warn(
          "account {}: its trades cannot be told of its kill switch here; its worker does: {}",
          killSwitch.account(),
          e.toString());
    }
  }

  /** Returns at once; whom it does not reach the next comparison with the broker tells. */
  void tellFlattened(List<String> executions) {
    Thread.ofVirtual().name("flatten").start(() -> executions.forEach(this::flatten));
  }

  private void flatten(String executionId) {
    try {
      ledger
          .get()
          .stops()
          .asked(executionId)
          .ifPresent(wish -> StopRuns.tell(client, executionId, wish));
    } catch (RuntimeException e) {
      LOG.warn(
          "execution {}: it cannot be told here that it is flattened; its worker does: {}",
          executionId,
          e.toString());
    }
  }

  private void tell(String executionId, AccountSwitch killSwitch) {
    String reason = StandDown.cancelReason(killSwitch);
    if (!told(WorkflowIds.execution(executionId), reason)
        && !(killSwitch.flattens() && told(WorkflowIds.recovery(executionId), reason))) {
      LOG.debug("execution {}: closed; its recovery opens nothing", executionId);
    }
  }

  private boolean told(String workflowId, String reason) {
    try {
      client.newUntypedWorkflowStub(workflowId).signal("cancel", reason);
      return true;
    } catch (WorkflowNotFoundException closed) {
      return false;
    }
  }
}
