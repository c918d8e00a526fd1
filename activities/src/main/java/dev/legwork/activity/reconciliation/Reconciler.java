package dev.legwork.activity.reconciliation;

import dev.legwork.desk.DeskUnavailable;
import dev.legwork.desk.NoDeskHere;
import dev.legwork.desk.OrderDesk;
import dev.legwork.fault.CrashPoint;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.reconciliation.BooksReader;
import dev.legwork.ledger.reconciliation.ForeignBook;
import dev.legwork.ledger.reconciliation.Reconciliations;
import dev.legwork.ledger.reconciliation.StoredDivergence;
import dev.legwork.order.OrderRef;
import dev.legwork.reconcile.BookedOrder;
import dev.legwork.reconcile.Books;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.reconcile.Comparison;
import dev.legwork.reconcile.Divergence.Kind;
import dev.legwork.workflow.NotHere;
import dev.legwork.workflow.reconciliation.InspectionActivities;
import dev.legwork.workflow.reconciliation.ReconciliationResult;
import dev.legwork.workflow.reconciliation.ReconciliationResult.Orphan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares one account with the broker, through its desk. */
public final class Reconciler implements InspectionActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** Below the activity's own time, so that a failure is told. */
  private static final Duration CENSUS_WITHIN = Duration.ofMillis(7500);

  /** Who nobody looked after is handed to a recovery at once, and then every minute. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private static final int MOST_ORPHANS = 20;

  private final OrderDesk desk;
  private final Reconciliations store;
  private final Orphans orphans;
  private final ReconciliationSigns signs;

  /**
   * @param orphans finds the trades that nobody looks after
   * @param signs alerts and metrics
   */
  public Reconciler(OrderDesk desk, Ledger ledger, Orphans orphans, ReconciliationSigns signs) {
    this.desk = desk;
    this.store = ledger.reconciliations();
    this.orphans = orphans;
    this.signs = signs;
  }

  @Override
  public ReconciliationResult compare(String account, String workflowId) {
    if (!desk.isHere()) {
      throw NotHere.because("no desk of " + account + " runs in this process");
    }
    long begun = System.nanoTime();
    long id = store.runs().begin(account, workflowId);
    try {
      long mark = store.books().mark(account);
      BrokerCensus census = census(id);
      ReconciliationResult result =
          census.isComplete()
              ? compared(id, census, mark)
              : failed(id, account, "the broker did not tell its " + census.missing());
      signs.ended(result, Duration.ofNanos(System.nanoTime() - begun));
      return result;
    } catch (DeskUnavailable away) {
      return failed(id, account, "" + away.getMessage());
    } catch (NoDeskHere gone) {
      store.runs().fail(id, "" + gone.getMessage());
      throw NotHere.because(gone.getMessage());
    }
  }

  private BrokerCensus census(long id) {
    try {
      return desk.census().get(CENSUS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } catch (TimeoutException slow) {
      throw new DeskUnavailable("the desk did not answer within " + CENSUS_WITHIN);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DeskUnavailable("the worker is stopping (reconciliation " + id + ")");
    }
  }

  private ReconciliationResult failed(long id, String account, String why) {
    LOG.warn("account {}: reconciliation {} concludes nothing: {}", account, id, why);
    store.runs().fail(id, why);
    return ReconciliationResult.failed(account, why);
  }

  private ReconciliationResult compared(long id, BrokerCensus census, long mark) {
    String account = census.account();
    BooksReader.Page page = store.books().read(census, mark);
    Map<Long, BigDecimal> foreign = store.foreign().take(account, look(census, page));
    Books books =
        new Books(
            page.orders(),
            page.fills(),
            page.ours(),
            page.moving(),
            foreign,
            page.labels(),
            orphans.of(account));
    CrashPoint.DURING_RECONCILIATION.reached();
    List<StoredDivergence> lasting =
        store.divergences().found(account, Comparison.of(census, books));
    int open = signs.diverging(account, lasting);
    store.runs().complete(id, census, open);
    return new ReconciliationResult(account, true, "", open, toRecover(lasting));
  }

  private static ForeignBook.Look look(BrokerCensus census, BooksReader.Page page) {
    Set<OrderRef> known = page.orders().stream().map(BookedOrder::ref).collect(Collectors.toSet());
    List<BrokerFill> others =
        census.executions().rows().stream()
            .filter(fill -> fill.ref().filter(known::contains).isEmpty())
            .toList();
    Map<Long, BigDecimal> held =
        census.positions().rows().stream()
            .collect(Collectors.toMap(BrokerPosition::conId, BrokerPosition::quantity));
    return new ForeignBook.Look(others, held, page.ours(), page.stirring());
  }

  private static List<Orphan> toRecover(List<StoredDivergence> lasting) {
    return lasting.stream()
        .filter(one -> one.divergence().kind() == Kind.ORPHANED_EXPOSURE)
        .filter(one -> one.age().toSeconds() % AGAIN.toSeconds() < 13)
        .limit(MOST_ORPHANS)
        .map(one -> new Orphan(one.divergence().executionId(), one.divergence().detail()))
        .toList();
  }
}
