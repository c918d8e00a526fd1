package dev.legwork.simulation.temporal;

import dev.legwork.book.Fills;
import dev.legwork.contract.Instrument;
import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.invariant.LedgerOrder;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.order.OrderRef;
import dev.legwork.reconcile.BookedOrder;
import dev.legwork.reconcile.Books;
import dev.legwork.reconcile.BrokerCensus;
import dev.legwork.reconcile.Comparison;
import dev.legwork.reconcile.Divergence;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.worker.Process;
import dev.legwork.simulation.worker.Worker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schedule that compares an account with the broker: the desk's real census, the real
 * comparison, and trades that nobody looks after handed to their recovery.
 */
public final class Reconciliation {
  private static final Duration EVERY = Duration.ofSeconds(12);
  private static final Duration SETTLED = Duration.ofSeconds(10);
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(60);

  private final TemporalServer server;
  private final Workflows workflows;
  private final Database database;
  private final TradeLedger trades;
  private final String account;
  private final List<Worker> workers;
  private List<Divergence> open = List.of();
  private int completed;

  /**
   * @param workers that may hold the account's session
   */
  public Reconciliation(
      TemporalServer server,
      Workflows workflows,
      Database database,
      TradeLedger trades,
      String account,
      List<Worker> workers) {
    this.server = server;
    this.workflows = workflows;
    this.database = database;
    this.trades = trades;
    this.account = account;
    this.workers = workers;
  }

  public void start() {
    server.scheduler().in(EVERY, this::run);
  }

  /** What differed when the account was last compared. */
  public List<Divergence> open() {
    return open;
  }

  /** How often it was compared completely. */
  public int completed() {
    return completed;
  }

  private void run() {
    server.scheduler().in(EVERY, this::run);
    if (server.isUp()) {
      workers.stream()
          .flatMap(worker -> worker.process().stream())
          .filter(Process::isServing)
          .filter(process -> !process.worker().isCutFromTemporal())
          .findFirst()
          .ifPresent(process -> process.run(() -> take(process)));
    }
  }

  private void take(Process process) {
    if (!process.isServing()) {
      return;
    }
    process
        .core()
        .census()
        .whenComplete(
            (census, failure) -> {
              if (failure == null && census.isComplete()) {
                database.call(
                    process,
                    () -> {
                      compare(census);
                      return true;
                    },
                    (done, lost) -> {});
              }
            });
  }

  private void compare(BrokerCensus census) {
    List<LedgerTrade> rows =
        trades.rows().stream().filter(trade -> trade.account().equals(account)).toList();
    Books books = books(census, rows);
    open = Comparison.of(census, books);
    completed++;
    open.forEach(divergence -> server.count("DIVERGENCE_" + divergence.kind()));
    books.orphans().forEach(orphan -> workflows.recover(orphan.executionId(), orphan.why()));
  }

  private Books books(BrokerCensus census, List<LedgerTrade> rows) {
    List<BookedOrder> orders = new ArrayList<>();
    List<LedgerFill> fills = new ArrayList<>();
    Map<OrderRef, Fills> counted = new LinkedHashMap<>();
    Map<Long, BigDecimal> ours = new TreeMap<>();
    Map<Long, String> labels = new TreeMap<>();
    for (LedgerTrade trade : rows) {
      fills.addAll(trade.fills());
      trade.fills().forEach(row -> count(counted, row));
      for (LedgerOrder order : trade.orders()) {
        orders.add(booked(order));
        Fills all = counted.getOrDefault(order.ref(), Fills.NONE);
        for (String leg : order.intent().legs()) {
          Instrument contract = order.intent().instrument(leg);
          Fills some = all.only(fill -> order.intent().isOf(leg, fill));
          labels.put(contract.conId(), contract.label());
          ours.merge(contract.conId(), some.signedQuantity(), BigDecimal::add);
        }
      }
    }
    return new Books(
        orders, fills, ours, moving(rows), foreign(census, orders), labels, orphans(rows));
  }

  private static void count(Map<OrderRef, Fills> counted, LedgerFill row) {
    counted.put(row.ref(), counted.getOrDefault(row.ref(), Fills.NONE).with(row.fill()));
  }

  private BookedOrder booked(LedgerOrder order) {
    return new BookedOrder(
        order.ref(),
        order.clientId(),
        order.intent().isCombo() ? 0 : order.intent().instrument().conId(),
        order.intent().label(),
        order.written(),
        order.verdict(),
        order.storedAt().isBefore(server.now().minus(SETTLED)));
  }

  private Set<Long> moving(List<LedgerTrade> rows) {
    Instant lately = server.now().minus(SETTLED);
    Set<Long> moving = new HashSet<>();
    for (LedgerTrade trade : rows) {
      for (LedgerOrder order : trade.orders()) {
        boolean stirs =
            trade.fills().stream()
                .anyMatch(f -> f.ref().equals(order.ref()) && f.receivedAt().isAfter(lately));
        if (stirs) {
          order.intent().instruments().forEach(contract -> moving.add(contract.conId()));
        }
      }
    }
    return moving;
  }

  private static Map<Long, BigDecimal> foreign(BrokerCensus census, List<BookedOrder> orders) {
    Set<OrderRef> known = new HashSet<>();
    orders.forEach(order -> known.add(order.ref()));
    Map<Long, Fills> byContract = new TreeMap<>();
    for (BrokerFill row : census.executions().rows()) {
      if (row.ref().filter(known::contains).isEmpty()) {
        byContract.merge(
            row.conId(), Fills.NONE.with(row.fill()), (all, one) -> all.with(row.fill()));
      }
    }
    Map<Long, BigDecimal> foreign = new TreeMap<>();
    byContract.forEach((contract, fills) -> foreign.put(contract, fills.signedQuantity()));
    return foreign;
  }

  private List<Books.Orphan> orphans(List<LedgerTrade> rows) {
    List<Books.Orphan> orphans = new ArrayList<>();
    for (LedgerTrade trade : rows) {
      boolean old = trade.acceptedAt().isBefore(server.now().minus(OLD_ENOUGH));
      if (!trade.hasEnded() && old && !workflows.isRunning(trade.id())) {
        orphans.add(new Books.Orphan(trade.id(), "its workflow is closed, and it has not ended"));
      } else if (trades.isUnguarded(trade.id())
          && !workflows.isGuarding(trade.id())
          && !workflows.isRunning(trade.id())) {
        orphans.add(new Books.Orphan(trade.id(), "nobody looks after its stop"));
      } else if (trades.isLate(trade.id()) && !workflows.isRunning(trade.id())) {
        orphans.add(new Books.Orphan(trade.id(), "it is not what its ending says"));
      }
    }
    return orphans;
  }
}
