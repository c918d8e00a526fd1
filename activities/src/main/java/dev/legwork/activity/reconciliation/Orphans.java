package dev.legwork.activity.reconciliation;

import dev.legwork.activity.TradeWorkflows;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.reconcile.Books.Orphan;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the trades that nobody looks after: those whose workflow is closed without an ending, or
 * while orders of theirs can still trade, and those for which something was executed after their
 * end. Never one whose workflow runs, or of which Temporal does not tell.
 */
public final class Orphans {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
  private static final Set<String> LEFT_ALONE = Set.of("LATE_EXECUTION", "EXECUTION_VANISHED");

  /**
   * Younger trades may be between their workflow's start and its first step; not those that have
   * orders.
   */
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(60);

  private static final int MOST = 100;

  private final Ledger ledger;
  private final TradeWorkflows workflows;

  public Orphans(Ledger ledger, WorkflowClient client) {
    this.ledger = ledger;
    this.workflows = new TradeWorkflows(client);
  }

  List<Orphan> of(String account) {
    Map<String, String> why = new LinkedHashMap<>();
    for (StoredAlert alert : ledger.alerts().open(account, LEFT_ALONE)) {
      if (alert.executionId() != null) {
        why.put(alert.executionId(), alert.alert().text());
      }
    }
    withLiveOrders(account).stream()
        .filter(id -> !why.containsKey(id) && isClosed(id) && isLeft(id))
        .forEach(id -> why.put(id, "orders of " + id + " may live, and its workflow is closed"));
    ledger.executions().unfinished(account, OLD_ENOUGH, MOST).stream()
        .filter(id -> !why.containsKey(id) && isClosed(id) && isLeft(id))
        .forEach(
            id ->
                why.put(
                    id, "execution " + id + " has no stored ending, and its workflow is closed"));
    List<Orphan> orphans = new ArrayList<>();
    why.forEach((id, reason) -> orphans.add(new Orphan(id, reason)));
    return orphans;
  }

  private Set<String> withLiveOrders(String account) {
    Set<String> ids = new LinkedHashSet<>();
    for (StoredIntent intent : ledger.intents().open(account)) {
      if (ids.size() < MOST) {
        ids.add(intent.ref().executionId());
      }
    }
    return ids;
  }

  /** Read after its workflow was seen to be closed: what it stored before is known by then. */
  private boolean isLeft(String executionId) {
    return ledger.trades().details(executionId).filter(trade -> !trade.isSettled()).isPresent();
  }

  private boolean isClosed(String executionId) {
    try {
      return workflows.isClosed(executionId);
    } catch (RuntimeException away) {
      LOG.warn("execution {}: Temporal does not tell whether it runs: {}", executionId, "" + away);
      return false;
    }
  }
}
