package dev.legwork.simulation.temporal;

import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.ExecutionSaga;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.worker.TradeSignals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All workflows of the world: trades by id, and the locks of their accounts. */
public final class Workflows implements TradeSignals {
  /** What became of a trade's workflow. */
  enum Status {
    RUNNING,
    /** Closed with a stored ending and no open order. */
    ENDED,
    /** Closed without an ending, or with orders that may live. */
    VANISHED
  }

  private final TemporalServer server;
  private final Database database;
  private final TradeLedger ledger;
  private final Map<String, DeskRows> desks;
  private final Map<String, BrokerQueue> queues;
  private final Map<String, LockServer> locks = new LinkedHashMap<>();
  private final Map<String, TradeWorkflow> trades = new LinkedHashMap<>();
  private double duplicates;
  private double stragglers;

  /**
   * @param desks by account
   * @param queues by account
   */
  public Workflows(
      TemporalServer server,
      Database database,
      TradeLedger ledger,
      Map<String, DeskRows> desks,
      Map<String, BrokerQueue> queues) {
    this.server = server;
    this.database = database;
    this.ledger = ledger;
    this.desks = desks;
    this.queues = queues;
    desks.forEach(
        (account, desk) -> locks.put(account, new LockServer(server, this, desk, account)));
  }

  /** From now on this share of signals comes twice, and this one seconds late. */
  public void unreliable(double twice, double late) {
    duplicates = twice;
    stragglers = late;
  }

  public Map<String, LockServer> locks() {
    return locks;
  }

  /** Starts a trade's workflow. */
  public void start(ExecutionRequest request) {
    server.reach(
        () -> true,
        () -> {
          TradeWorkflow workflow =
              new TradeWorkflow(server, request.id(), flow -> run(request, flow));
          trades.put(request.id(), workflow);
          workflow.happened(() -> {});
        });
  }

  private void run(ExecutionRequest request, TradeWorkflow workflow) {
    SimTradeWorld world =
        new SimTradeWorld(
            server,
            workflow,
            request,
            queues.get(request.account()),
            locks.get(request.account()),
            new LedgerCalls(server, workflow, database, ledger, request));
    world.register();
    new ExecutionSaga(request, world, Policy.DEFAULT).run();
  }

  /** Whether the trade's workflow was started and has not closed. */
  public boolean isRunning(String execution) {
    TradeWorkflow workflow = trades.get(execution);
    return workflow != null && !workflow.isClosed();
  }

  /** Somebody wants the trade to be cancelled. */
  public void cancel(String execution, String reason) {
    server.reach(
        () -> true,
        () -> {
          TradeWorkflow workflow = trades.get(execution);
          if (workflow != null && !workflow.isClosed()) {
            server.hits().hit(FaultKind.C_CANCEL);
            server.story().tell(execution, "cancel requested");
            workflow.happened(() -> workflow.mailbox().cancel(reason));
          }
        });
  }

  /** Somebody terminates the trade's workflow. */
  public boolean terminate(String execution) {
    if (!isRunning(execution)) {
      return false;
    }
    server.story().tell(execution, "workflow terminated");
    trades.get(execution).terminate();
    return true;
  }

  /** Ends all code that still waits; nothing follows. */
  public void abandon() {
    trades.values().forEach(TradeWorkflow::terminate);
  }

  Status status(String execution) {
    if (isRunning(execution)) {
      return Status.RUNNING;
    }
    boolean ended = ledger.hasEnded(execution);
    boolean open =
        desks.values().stream()
            .flatMap(desk -> desk.openIntents().stream())
            .anyMatch(order -> order.ref().executionId().equals(execution));
    return ended && !open ? Status.ENDED : Status.VANISHED;
  }

  /** Signals a grant; false if the workflow is gone. */
  boolean granted(String execution, long token) {
    TradeWorkflow workflow = trades.get(execution);
    if (workflow == null || workflow.isClosed()) {
      return false;
    }
    server.reach(() -> true, () -> workflow.happened(() -> workflow.mailbox().granted(token)));
    return true;
  }

  @Override
  public void brokerEvents(String execution, List<BrokerEvent> events, Consumer<Outcome> then) {
    signal(execution, then, workflow -> workflow.mailbox().add(events));
  }

  @Override
  public void sessionChanged(String execution, boolean lost, Consumer<Outcome> then) {
    signal(execution, then, workflow -> workflow.mailbox().sessionChanged(lost));
  }

  private void signal(String execution, Consumer<Outcome> then, Consumer<TradeWorkflow> effect) {
    if (stragglers > 0 && server.chance().odds(stragglers)) {
      server.hits().hit(FaultKind.Y7_SIGNAL_LATE);
      server
          .scheduler()
          .in(server.chance().millis(500, 12_000), () -> arrive(execution, then, effect));
    } else {
      server.scheduler().in(server.latency(), () -> arrive(execution, then, effect));
    }
  }

  private void arrive(String execution, Consumer<Outcome> then, Consumer<TradeWorkflow> effect) {
    TradeWorkflow workflow = trades.get(execution);
    if (!server.isUp()) {
      server.hits().hit(FaultKind.Y4_TEMPORAL_AWAY);
      server.scheduler().in(server.latency(), () -> then.accept(Outcome.FAILED));
      return;
    }
    if (workflow == null || workflow.isClosed()) {
      server.scheduler().in(server.latency(), () -> then.accept(Outcome.CLOSED));
      return;
    }
    workflow.happened(() -> effect.accept(workflow));
    if (duplicates > 0 && server.chance().odds(duplicates)) {
      server.hits().hit(FaultKind.Y7_SIGNAL_TWICE);
      server
          .scheduler()
          .in(
              server.chance().millis(1, 3_000),
              () -> workflow.happened(() -> effect.accept(workflow)));
      // The answer of the first one was lost: the client sends it again.
    }
    server.scheduler().in(server.latency(), () -> then.accept(Outcome.DELIVERED));
  }
}
