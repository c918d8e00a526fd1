package dev.legwork.ledger.trade;

import dev.legwork.fault.CrashPoint;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.guard.Switches;
import dev.legwork.ledger.settlement.Settlements;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.ledger.stop.StopStore;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How trades end: with their report, and with an alert where a position remains. */
public final class Endings {
  /** Code of the alert about a position that a trade left behind. */
  public static final String RESIDUAL_POSITION = "RESIDUAL_POSITION";

  /** Code of the alert about what an account did not hold any more when it was to be closed. */
  public static final String POSITION_MISSING = "POSITION_MISSING";

  /** Code of the alert about an ended trade whose workflow does not close. */
  public static final String WORKFLOW_NOT_CLOSING = "WORKFLOW_NOT_CLOSING";

  /**
   * What is over once a trade has ended, holds what its ending says, and nothing of it can trade.
   */
  private static final List<String> SETTLED =
      List.of(
          "HOLDER_VANISHED",
          "EXECUTION_VANISHED",
          "LATE_EXECUTION",
          Settlements.ORDER_UNPROVEN,
          "UNWIND_BLOCKED",
          "WAITING_MARKET",
          "HEDGE_INCOMPLETE",
          "PROOF_CONTRADICTED",
          "TWO_INCARNATIONS",
          WORKFLOW_NOT_CLOSING);

  /** Code of the alert about what was executed after a stop's end, with its exact quantity. */
  public static final String STOP_RESIDUAL = "STOP_RESIDUAL";

  /** What is over once a protective stop is, and nothing is beyond its end. */
  private static final List<String> STOPPED =
      List.of(
          "STOP_TRIGGERED",
          "STOP_FALLBACK",
          "STOP_LOST",
          "STOP_BLIND",
          "STOP_INCOMPLETE",
          STOP_RESIDUAL);

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Database db;
  private final ExecutionStore executions;
  private final AlertStore alerts;
  private final Reports reports;
  private final TradeReader reader;
  private final StopStore stops;
  private final Switches switches;

  public Endings(Database db) {
    this.db = db;
    this.executions = new ExecutionStore(db);
    this.alerts = new AlertStore(db);
    this.reports = new Reports(db);
    this.reader = new TradeReader(db);
    this.stops = new StopStore(db);
    this.switches = new Switches(db);
  }

  /**
   * Stores what a trade tells of itself, or others see of it, as often as they see it: the same
   * facts are nothing new. One that comes after the ending which settled it is closed at once: it
   * is over, and only known later.
   */
  public void alert(String account, String executionId, Alert alert, Instant at) {
    tell(executionId, alert, at, () -> alerts.open(account, executionId, alert, at));
  }

  private void tell(String executionId, Alert alert, Instant at, Runnable storing) {
    db.write(
        "execution " + executionId + ": alert " + alert.code(),
        () -> {
          boolean registered = executions.find(executionId).isPresent();
          if (registered) {
            executions.lock(executionId);
          }
          storing.run();
          if (registered) {
            closeSettled(executionId, at);
          }
          return null;
        });
  }

  /** Closes the alerts that are over with the trade's ending, if nothing contradicts it now. */
  public void closeOver(String executionId, Instant at) {
    db.write(
        "execution " + executionId + ": alerts that are over",
        () -> {
          executions.lock(executionId);
          closeSettled(executionId, at);
          return null;
        });
  }

  /**
   * Stores the ending with its report and, for RESIDUAL, its alert, in one transaction; alerts that
   * are over with it are closed. The first ending of a trade stays; repeating this is harmless.
   *
   * @return the ending that stands
   * @throws IllegalStateException if the trade was never registered
   */
  public Ending finish(String executionId, Ending ending) {
    return db.write(
        "execution " + executionId + ": " + ending.state(),
        () -> {
          shutOutFlattening(executionId);
          return end(executionId, ending);
        });
  }

  private void shutOutFlattening(String executionId) {
    executions
        .find(executionId)
        .ifPresent(trade -> switches.shutOutFlattening(trade.request().account()));
  }

  private Ending end(String executionId, Ending ending) {
    StoredExecution execution = executions.lock(executionId);
    Optional<Ending> first = execution.ending();
    if (first.isPresent()) {
      if (first.get().state() != ending.state()) {
        LOG.warn(
            "execution {}: has ended {} before, and stays so; {} is not stored",
            executionId,
            first.get().state(),
            ending.state());
      }
      return first.get();
    }
    executions.end(executionId, ending);
    arm(execution, ending);
    if (ending.state() == TradeState.RESIDUAL) {
      alerts.open(
          execution.request().account(),
          executionId,
          ResidualAlert.of(ending),
          ending.finishedAt());
    }
    closeSettled(executionId, ending.finishedAt());
    reports.refresh(executionId);
    CrashPoint.DURING_REPORT.reached();
    return executions.find(executionId).flatMap(StoredExecution::ending).orElseThrow();
  }

  /**
   * Stores what a recovery made of the trade: its ending, or one that replaces the ending it had,
   * which is kept as history. Alerts that are settled by it are closed, if nothing came in the
   * meantime that is not. Repeating this is harmless, and so is settling with the ending that
   * stands.
   *
   * @param at now
   * @throws IllegalStateException if the trade was never registered
   */
  public void settle(String executionId, Ending ending, Instant at) {
    db.write(
        "execution " + executionId + ": recovered " + ending.state(),
        () -> {
          shutOutFlattening(executionId);
          replace(executionId, ending);
          closeSettled(executionId, at);
          return null;
        });
  }

  private void replace(String executionId, Ending ending) {
    StoredExecution execution = executions.lock(executionId);
    Optional<Ending> former = execution.ending();
    if (former.isEmpty()) {
      end(executionId, ending);
      return;
    }
    if (isSame(former.get(), ending)) {
      return;
    }
    LOG.warn(
        "execution {}: had ended {} {}, and is settled as {} {} now",
        executionId,
        former.get().state(),
        former.get().residual(),
        ending.state(),
        ending.residual());
    executions.replaceEnding(executionId, ending);
    arm(execution, ending);
    if (ending.state() == TradeState.RESIDUAL) {
      alerts.open(
          execution.request().account(),
          executionId,
          ResidualAlert.of(ending),
          ending.finishedAt());
    }
    reports.refresh(executionId);
  }

  /**
   * Whether it is the ending that stands, perhaps told again by the same recovery: a workflow's
   * step that was lost after it was stored is taken again, at another time.
   */
  private static boolean isSame(Ending stored, Ending ending) {
    return stored.hasOutcomeOf(ending)
        && (stored.finishedAt().equals(Columns.micros(ending.finishedAt()))
            || (recoveries(ending) > 0 && recoveries(stored) == recoveries(ending)));
  }

  private static long recoveries(Ending ending) {
    return ending.timeline().stream().filter(line -> line.event().equals("RECOVERY")).count();
  }

  /**
   * With the ending, so that no crash parts a trade from its stop. Where the account is being
   * flattened, whatever the trade leaves is closed.
   */
  private void arm(StoredExecution execution, Ending ending) {
    String account = execution.request().account();
    boolean holds = ending.keepsRequest() || ending.state() == TradeState.RESIDUAL;
    StopWish flatten = holds ? switches.flattening(account, execution.id()).orElse(null) : null;
    boolean guarded = ending.keepsRequest() && execution.request().stop() != null;
    if (guarded || flatten != null) {
      stops.arm(execution.id(), account, flatten, ending.finishedAt());
    }
  }

  /**
   * Stores how a trade's protective stop stands; alerts that are over with it are closed. Of a
   * trade that holds nothing any more no capital stays bound.
   */
  public void stopped(String executionId, StopStatus status, Instant at) {
    db.write(
        "execution " + executionId + ": stop " + status.state(),
        () -> {
          executions.lock(executionId);
          stops.told(executionId, status, at);
          TradeDetails trade = reader.details(executionId).orElseThrow();
          if (status.state() == StopState.EXITED && trade.book().holdsNothing()) {
            executions.release(executionId);
          }
          if (status.state().isOver()) {
            tellWhatRemains(trade, at);
            closeSettled(executionId, at);
            reports.refresh(executionId);
          } else if (trade.isGuardedQuietly()) {
            closeGuarded(trade, at);
          }
          return null;
        });
  }

  /** In place of what the ending told, if it did: of that, some may have been left since. */
  private void tellWhatRemains(TradeDetails trade, Instant at) {
    List<Residual> remains = trade.remains();
    if (!remains.isEmpty()) {
      Alert alert = ResidualAlert.of(trade, remains);
      alerts.open(trade.execution().request().account(), trade.execution().id(), alert, at);
    }
  }

  private void closeGuarded(TradeDetails trade, Instant at) {
    String account = trade.execution().request().account();
    SETTLED.forEach(code -> alerts.close(account, trade.execution().id(), code, at));
    alerts.close(account, trade.execution().id(), "STOP_INCOMPLETE", at);
    if (!trade.stop().orElseThrow().status().blind()) {
      alerts.close(account, trade.execution().id(), "STOP_BLIND", at);
    }
  }

  /** The row's lock keeps an execution that comes now from being overlooked. */
  private void closeSettled(String executionId, Instant at) {
    if (alerts.ofExecution(executionId).stream().noneMatch(StoredAlert::isOpen)) {
      return;
    }
    TradeDetails trade = reader.details(executionId).orElseThrow();
    if (!trade.isSettled()) {
      return;
    }
    String account = trade.execution().request().account();
    SETTLED.forEach(code -> alerts.close(account, executionId, code, at));
    if (trade.stop().isPresent()) {
      STOPPED.forEach(code -> alerts.close(account, executionId, code, at));
    }
    if (trade.remains().isEmpty()) {
      alerts.close(account, executionId, RESIDUAL_POSITION, at);
      alerts.close(account, executionId, POSITION_MISSING, at);
    }
  }
}
