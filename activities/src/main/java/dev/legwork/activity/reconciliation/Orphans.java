package dev.legwork.activity.reconciliation;

import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.reconcile.Books.Orphan;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the trades that nobody looks after: those whose workflow is closed without an ending, and
 * those for which something was executed after their end.
 */
public final class Orphans {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
  private static final Set<String> LEFT_ALONE = Set.of("LATE_EXECUTION", "EXECUTION_VANISHED");

  /** Younger trades may be between their workflow's start and its first step. */
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(60);

  private static final int MOST = 100;

  private final Ledger ledger;
  private final WorkflowClient client;

  public Orphans(Ledger ledger, WorkflowClient client) {
    this.ledger = ledger;
    this.client = client;
  }

  List<Orphan> of(String account) {
    Map<String, String> why = new LinkedHashMap<>();
    for (StoredAlert alert : ledger.alerts().open(account, LEFT_ALONE)) {
      if (alert.executionId() != null) {
        why.put(alert.executionId(), alert.alert().text());
      }
    }
    for (String id : ledger.executions().unfinished(account, OLD_ENOUGH, MOST)) {
      if (isClosed(id)) {
        why.putIfAbsent(
            id, "execution " + id + " has no stored ending, and its workflow is closed");
      }
    }
    List<Orphan> orphans = new ArrayList<>();
    why.forEach((id, reason) -> orphans.add(new Orphan(id, reason)));
    return orphans;
  }

  private boolean isClosed(String executionId) {
    try {
      return client
              .newUntypedWorkflowStub(WorkflowIds.execution(executionId))
              .describe()
              .getStatus()
          != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException forgotten) {
      return true;
    } catch (RuntimeException away) {
      LOG.warn("execution {}: Temporal does not tell whether it runs: {}", executionId, "" + away);
      return false;
    }
  }
}
