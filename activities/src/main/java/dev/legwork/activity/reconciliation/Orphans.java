package dev.legwork.activity.reconciliation;

import dev.legwork.activity.TradeWorkflows;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.ledger.trade.Endings;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.reconcile.Books.Orphan;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the trades that nobody looks after: those whose workflow is closed without an ending, or
 * while orders of theirs can still trade, and those for which something was executed after their
 * end. Never one whose workflow runs, or of which Temporal does not tell.
 */
public final class Orphans {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);
  private static final Set<String> LEFT_ALONE =
      Set.of("LATE_EXECUTION", "EXECUTION_VANISHED", Endings.STOP_RESIDUAL);

  /**
   * Younger trades may be between their workflow's start and its first step; not those that have
   * orders.
   */
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(60);

  private static final int MOST = 100;

  private final Ledger ledger;
  private final TradeWorkflows workflows;

  /** By account: where the next look at its stops goes on. */
  private final Map<String, String> lastStop = new ConcurrentHashMap<>();

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
    someStops(account).stream()
        .filter(id -> !why.containsKey(id) && isClosed(WorkflowIds.stopRequest(id)) && isClosed(id))
        .filter(this::isUnguarded)
        .forEach(
            id ->
                why.put(
                    id,
                    "the protective stop of " + id + " is not over, and its workflow is closed"));
    ledger.stops().withWishes(account, MOST).stream()
        .filter(id -> !why.containsKey(id) && isClosed(id))
        .forEach(id -> why.put(id, "the protective stop of " + id + " has not heard a person"));
    List<Orphan> orphans = new ArrayList<>();
    why.forEach((id, reason) -> orphans.add(new Orphan(id, reason)));
    return orphans;
  }

  /** Each time the next ones, so that all are looked at, however many there are. */
  private List<String> someStops(String account) {
    List<String> open = ledger.stops().open(account, lastStop.getOrDefault(account, ""), MOST);
    lastStop.put(account, open.size() < MOST ? "" : open.getLast());
    return open;
  }

  /** Those of stops, which may rest for weeks, come last. */
  private Set<String> withLiveOrders(String account) {
    Set<String> ids = new LinkedHashSet<>();
    Stream<OrderRef> open = ledger.intents().open(account).stream().map(StoredIntent::ref);
    open.sorted(Comparator.comparing(ref -> ref.purpose() == Purpose.STOP))
        .map(OrderRef::executionId)
        .distinct()
        .limit(MOST)
        .forEach(ids::add);
    return ids;
  }

  /** Read after its workflow was seen to be closed: what it stored before is known by then. */
  private boolean isLeft(String executionId) {
    return ledger.trades().details(executionId).filter(trade -> !trade.isLookedAfter()).isPresent();
  }

  /** Read after its workflow was seen to be closed. */
  private boolean isUnguarded(String executionId) {
    return ledger.stops().find(executionId).filter(stop -> !stop.isOver()).isPresent();
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
