package dev.legwork.simulation.temporal;

import dev.legwork.decision.Policy;
import dev.legwork.order.BrokerEvent;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Abandoned;
import dev.legwork.saga.Ending;
import dev.legwork.saga.ExecutionSaga;
import dev.legwork.saga.GuardedTrade;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.RecoverySaga;
import dev.legwork.saga.StopLink;
import dev.legwork.saga.StopSaga;
import dev.legwork.saga.TradeState;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.DeskRows;
import dev.legwork.simulation.ledger.StoredTrade;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.worker.TradeSignals;
import dev.legwork.stop.StopPolicy;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, BrokerQueue> queues;
  private final Map<String, LockServer> locks = new LinkedHashMap<>();
  private final Map<String, TradeWorkflow> trades = new LinkedHashMap<>();
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final int LOOKS = 150;
  private static final Duration RARE_LOOK = Duration.ofMinutes(5);

  private boolean stopsEnd;
  private long wishes;
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
    this.queues = queues;
    ledger.recoveries(id -> recover(id, "it is not what its ending says"));
    ledger.stops(this::guard);
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
    LedgerCalls rows = new LedgerCalls(server, workflow, database, ledger, request);
    rows.register();
    LockCalls lock = LockCalls.ofTrade(workflow, locks.get(request.account()), request.id());
    new ExecutionSaga(request, world(request, workflow, lock, rows, rows::finish), Policy.DEFAULT)
        .run();
  }

  private SimTradeWorld world(
      ExecutionRequest request,
      TradeWorkflow workflow,
      LockCalls lock,
      LedgerCalls rows,
      Consumer<Ending> finishing) {
    return new SimTradeWorld(
        server, workflow, request, queues.get(request.account()), lock, rows, finishing);
  }

  /** Sees to it that a recovery of this trade runs; harmless where nothing is left to do. */
  public void recover(String execution, String why) {
    if (!ledger.trade(execution).isPresent()) {
      return;
    }
    server.reach(
        () -> true,
        () -> {
          TradeWorkflow running = trades.get(LockServer.heirOf(execution));
          if (running == null || running.isClosed()) {
            server.story().tell(execution, "recovery starts: " + why);
            server.count("RECOVERY");
            ExecutionRequest request = ledger.trade(execution).get().request();
            TradeWorkflow workflow =
                new TradeWorkflow(server, execution, flow -> settle(request, flow, why));
            trades.put(LockServer.heirOf(execution), workflow);
            workflow.happened(() -> {});
          }
        });
  }

  /** Sees to it that the stop of this trade runs; harmless where nothing is left to do. */
  public void guard(String execution) {
    server.reach(
        () -> true,
        () -> {
          TradeWorkflow running = trades.get(stopOf(execution));
          if (running == null || running.isClosed()) {
            server.count("STOP_RUN");
            ExecutionRequest request = ledger.trade(execution).orElseThrow().request();
            TradeWorkflow workflow =
                new TradeWorkflow(server, execution, flow -> guard(request, flow));
            trades.put(stopOf(execution), workflow);
            workflow.happened(() -> {});
            if (stopsEnd) {
              ask(execution, StopWish.Kind.EXIT);
            }
          }
        });
  }

  private static String stopOf(String execution) {
    return execution + "/stop";
  }

  private void guard(ExecutionRequest request, TradeWorkflow workflow) {
    LedgerCalls rows = new LedgerCalls(server, workflow, database, ledger, request);
    Consumer<Ending> none =
        ending -> {
          throw new IllegalStateException("a stop ends no trade: " + ending);
        };
    boolean again;
    do {
      workflow.mailbox().take();
      boolean waits = isRunning(LockServer.heirOf(request.id()));
      Optional<GuardedTrade> found = waits ? Optional.empty() : rows.guarded();
      again = found.isPresent() && !guard(found.get(), workflow, rows, none);
      if (isRunning(LockServer.heirOf(request.id()))) {
        workflow.await(() -> false, workflow.now().plus(FIRST_LOOK));
        again = true;
      }
      again |= workflow.mailbox().hasEvents();
      if (found.isEmpty() && !waits) {
        while (workflow.mailbox().takeWish() != null) {
          // nothing is left to be asked for
        }
      }
    } while (again);
  }

  private boolean guard(
      GuardedTrade trade, TradeWorkflow workflow, LedgerCalls rows, Consumer<Ending> none) {
    StopLink link =
        new StopLink() {
          @Override
          public StopWish takeWish() {
            return workflow.mailbox().takeWish();
          }

          @Override
          public void told(StopStatus status) {
            rows.told(status);
            if (stopsEnd && isLeftToPeople(status)) {
              ask(trade.request().id(), StopWish.Kind.CANCEL);
            }
          }
        };
    SimTradeWorld world = world(trade.request(), workflow, null, rows, none);
    return new StopSaga(trade, world, link, Policy.DEFAULT, StopPolicy.DEFAULT)
        .run(LOOKS)
        .state()
        .isOver();
  }

  /** What the venue over-filled is traded back by nobody but a person, who ends the stop first. */
  private static boolean isLeftToPeople(StopStatus status) {
    return status.state() == StopState.INCOMPLETE
        && status.detail().startsWith(ReasonCode.UNWIND_OVER_FILLED.name());
  }

  /** Somebody asks something of the stop of a trade, if it has one that runs. */
  public void ask(String execution, StopWish.Kind kind) {
    server.reach(
        () -> true,
        () -> {
          TradeWorkflow stop = trades.get(stopOf(execution));
          if (stop != null && !stop.isClosed()) {
            StopWish wish = new StopWish(kind, "ops", "enough", "wish " + ++wishes);
            server.story().tell(execution, "stop is asked to " + kind);
            if (!stopsEnd) {
              server.hits().hit(FaultKind.C_STOP_WISH);
            }
            stop.happened(() -> stop.mailbox().ask(wish));
          }
        });
  }

  /** A person stops the account and closes all that its trades hold. */
  public void flatten(String account) {
    server.hits().hit(FaultKind.Y17_FLATTEN);
    ledger
        .flatten(account)
        .forEach(
            (trade, wish) -> {
              server.story().tell(trade, "is flattened");
              guard(trade);
              server.reach(
                  () -> true,
                  () -> {
                    TradeWorkflow stop = trades.get(stopOf(trade));
                    if (stop != null && !stop.isClosed()) {
                      stop.happened(() -> stop.mailbox().ask(wish));
                    }
                  });
            });
  }

  /** From now on every stop is left by somebody: no world waits for its market for days. */
  public void endStops() {
    stopsEnd = true;
    ledger.trades().forEach(trade -> ask(trade.id(), StopWish.Kind.EXIT));
  }

  private void settle(ExecutionRequest request, TradeWorkflow workflow, String why) {
    LedgerCalls rows = new LedgerCalls(server, workflow, database, ledger, request);
    LockCalls lock = LockCalls.ofRecovery(workflow, locks.get(request.account()), request.id());
    do {
      workflow.mailbox().take();
      if (ledger.trade(request.id()).filter(StoredTrade::hasStop).isPresent()) {
        guard(request.id());
        return;
      }
      Optional<Abandoned> found = opened(workflow, rows, why);
      found.ifPresent(
          abandoned ->
              new RecoverySaga(
                      abandoned, world(request, workflow, lock, rows, rows::settle), Policy.DEFAULT)
                  .run());
    } while (workflow.mailbox().hasEvents());
  }

  /** Empty while the trade's own workflow lives; waits for one that is just closing. */
  private Optional<Abandoned> opened(TradeWorkflow workflow, LedgerCalls rows, String why) {
    Duration pause = FIRST_LOOK;
    while (true) {
      boolean closed = !isRunning(workflow.id());
      Optional<Abandoned> found = rows.open(why);
      if (closed || found.isEmpty() || found.get().former() == null) {
        return closed ? found : Optional.empty();
      }
      workflow.await(() -> false, workflow.now().plus(pause));
      pause = pause.compareTo(RARE_LOOK) < 0 ? pause.multipliedBy(2) : RARE_LOOK;
    }
  }

  /** The lock's holder is gone and has left something. */
  void vanished(String execution) {
    ledger.trade(execution).ifPresent(trade -> ledger.lateEvents(execution));
    recover(execution, "the holder of the lock vanished");
  }

  /** Whether the trade's workflow is closed and the ledger has never heard of it. */
  public boolean isUnknown(String execution) {
    TradeWorkflow workflow = trades.get(execution);
    return workflow != null && workflow.isClosed() && ledger.trade(execution).isEmpty();
  }

  /** Whether somebody guards the trade. */
  boolean isGuarding(String execution) {
    return isRunning(stopOf(execution));
  }

  /** Whether any trade or recovery is under way. */
  public boolean isAnyRunning() {
    return trades.values().stream().anyMatch(workflow -> !workflow.isClosed());
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
    if (!isRunning(execution) && isRunning(stopOf(execution))) {
      server.hits().hit(FaultKind.Y16_WORKFLOW_TERMINATED);
      server.story().tell(execution, "stop terminated");
      trades.get(stopOf(execution)).terminate();
      return true;
    }
    if (!isRunning(execution)) {
      return false;
    }
    server.hits().hit(FaultKind.Y16_WORKFLOW_TERMINATED);
    server.story().tell(execution, "workflow terminated");
    trades.get(execution).terminate();
    return true;
  }

  /** Somebody terminates the workflows of all trades that hold a lock. */
  public boolean terminateHolders() {
    List<String> holders =
        locks.values().stream()
            .flatMap(lock -> lock.book().holder().stream())
            .map(holder -> LockServer.executionOf(holder.requestId()))
            .filter(this::isRunning)
            .toList();
    holders.forEach(this::terminate);
    return !holders.isEmpty();
  }

  /** What happens whenever a trade is said to hedge, or to wait for its market. */
  public void whenExposed(Consumer<String> then) {
    ledger.whenReached(
        (id, state) -> {
          if (isExposed(state)) {
            then.accept(id);
          }
        });
  }

  private static boolean isExposed(TradeState state) {
    return state == TradeState.HEDGING || state == TradeState.WAITING_MARKET;
  }

  /** Somebody terminates the workflow of a trade that hedges or waits, or else its recovery. */
  public boolean terminateExposed(String execution) {
    String workflow = isRunning(execution) ? execution : LockServer.heirOf(execution);
    TradeState state = ledger.trade(execution).orElseThrow().state();
    if (!isExposed(state) || !isRunning(workflow)) {
      return false;
    }
    server.story().tell(execution, "workflow " + workflow + " terminated, " + state);
    server.count("TERMINATED_" + state);
    trades.get(workflow).terminate();
    return true;
  }

  /** Ends all code that still waits; nothing follows. */
  public void abandon() {
    trades.values().forEach(TradeWorkflow::terminate);
  }

  Status status(String request) {
    if (isRunning(request)) {
      return Status.RUNNING;
    }
    boolean settled =
        ledger
            .trade(LockServer.executionOf(request))
            .filter(StoredTrade::isLookedAfter)
            .isPresent();
    return settled ? Status.ENDED : Status.VANISHED;
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

  @Override
  public void cancel(String execution, String reason, Consumer<Outcome> then) {
    signal(execution, then, workflow -> workflow.mailbox().cancel(reason));
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
    boolean recovering = workflow == null || workflow.isClosed();
    TradeWorkflow taker = recovering ? trades.get(LockServer.heirOf(execution)) : workflow;
    if (taker == null || taker.isClosed()) {
      TradeWorkflow stop = trades.get(stopOf(execution));
      if (stop != null && !stop.isClosed()) {
        stop.happened(() -> effect.accept(stop));
      }
      server.scheduler().in(server.latency(), () -> then.accept(Outcome.CLOSED));
      return;
    }
    taker.happened(() -> effect.accept(taker));
    if (duplicates > 0 && server.chance().odds(duplicates)) {
      server.hits().hit(FaultKind.Y7_SIGNAL_TWICE);
      server
          .scheduler()
          .in(server.chance().millis(1, 3_000), () -> taker.happened(() -> effect.accept(taker)));
      // The answer of the first one was lost: the client sends it again.
    }
    Outcome outcome = recovering ? Outcome.TO_RECOVERY : Outcome.DELIVERED;
    server.scheduler().in(server.latency(), () -> then.accept(outcome));
  }
}
