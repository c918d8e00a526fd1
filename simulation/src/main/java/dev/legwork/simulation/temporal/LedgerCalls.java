package dev.legwork.simulation.temporal;

import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Abandoned;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.GuardedTrade;
import dev.legwork.saga.TradeState;
import dev.legwork.simulation.ledger.Database;
import dev.legwork.simulation.ledger.TradeLedger;
import dev.legwork.simulation.worker.CrashPoint;
import dev.legwork.simulation.worker.Process;
import dev.legwork.stop.StopStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a trade's workflow writes to the ledger. */
final class LedgerCalls {
  private final TemporalServer server;
  private final TradeWorkflow workflow;
  private final Database database;
  private final TradeLedger ledger;
  private final ExecutionRequest request;

  LedgerCalls(
      TemporalServer server,
      TradeWorkflow workflow,
      Database database,
      TradeLedger ledger,
      ExecutionRequest request) {
    this.server = server;
    this.workflow = workflow;
    this.database = database;
    this.ledger = ledger;
    this.request = request;
  }

  void register() {
    patiently(() -> ledger.register(request));
  }

  void finish(Ending ending) {
    patiently(
        () -> {
          ledger.finish(request.id(), ending);
          server.workers().stream()
              .flatMap(worker -> worker.process().stream())
              .findFirst()
              .ifPresent(process -> process.crossed(CrashPoint.ENDING_COMMITTED));
        });
  }

  /** The trade as the ledger has it now; empty if it has none. */
  Optional<Abandoned> open(String why) {
    List<Abandoned> found = new ArrayList<>();
    workflow.<Boolean>local(
        () ->
            then ->
                database.call(
                    executor(),
                    () -> {
                      ledger
                          .trade(request.id())
                          .ifPresent(
                              trade ->
                                  found.add(
                                      new Abandoned(request, trade.ending(), trade.known(), why)));
                      return true;
                    },
                    then));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** The trade as its stop takes it up; empty where nothing is to be guarded or put right. */
  Optional<GuardedTrade> guarded() {
    List<GuardedTrade> found = new ArrayList<>();
    workflow.<Boolean>local(
        () ->
            then ->
                database.call(
                    executor(),
                    () -> {
                      ledger.guarded(request.id()).ifPresent(found::add);
                      return true;
                    },
                    then));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** How the stop stands. */
  void told(StopStatus status) {
    server.story().tell(request.id(), "STOP " + status.state() + " " + status.detail());
    patiently(() -> ledger.told(request.id(), status));
  }

  /** What the account's other trades hold of a contract, long or short, older or all. */
  AccountPosition position(long conId, BigDecimal held) {
    return ledger.position(request.id(), conId, held);
  }

  void settle(Ending ending) {
    patiently(() -> ledger.settle(request.id(), ending));
  }

  private void patiently(Runnable work) {
    workflow.local(
        () ->
            then ->
                database.call(
                    executor(),
                    () -> {
                      work.run();
                      return true;
                    },
                    then));
  }

  /** The process that happens to make the call: it may die meanwhile. */
  private Database.Caller executor() {
    Process process =
        server.workers().stream()
            .flatMap(worker -> worker.process().stream())
            .filter(Process::isRunning)
            .findFirst()
            .orElse(null);
    return () -> process != null && process.isAlive();
  }

  /** Only lists show it: tried once. */
  void reached(TradeState state) {
    database.call(
        executor(),
        () -> {
          ledger.reached(request.id(), state);
          return true;
        },
        (done, failure) -> {});
  }

  /** Tried without end, while the trade goes on. */
  void alert(Alert alert) {
    server.story().tell(request.id(), "ALERT " + alert.code() + " " + alert.residual());
    database.call(
        () -> true,
        () -> {
          ledger.alert(request.id(), alert);
          return true;
        },
        (done, failure) -> {
          if (failure != null) {
            server.scheduler().in(server.chance().millis(200, 2_000), () -> alert(alert));
          }
        });
  }
}
