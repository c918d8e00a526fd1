package dev.legwork.ledger.trade;

import dev.legwork.fault.CrashPoint;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.settlement.Settlements;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.order.Side;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
          WORKFLOW_NOT_CLOSING);

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Database db;
  private final ExecutionStore executions;
  private final AlertStore alerts;
  private final Reports reports;
  private final TradeReader reader;

  public Endings(Database db) {
    this.db = db;
    this.executions = new ExecutionStore(db);
    this.alerts = new AlertStore(db);
    this.reports = new Reports(db);
    this.reader = new TradeReader(db);
  }

  /**
   * Stores what a trade tells of itself. One that comes after the ending which settled it is closed
   * at once: it is over, and only known later.
   */
  public void alert(String account, String executionId, Alert alert, Instant at) {
    db.write(
        "execution " + executionId + ": alert " + alert.code(),
        () -> {
          boolean registered = executions.find(executionId).isPresent();
          if (registered) {
            executions.lock(executionId);
          }
          alerts.raise(account, executionId, alert, at);
          if (registered) {
            closeSettled(executionId, at);
          }
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
        "execution " + executionId + ": " + ending.state(), () -> end(executionId, ending));
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
    if (ending.state() == TradeState.RESIDUAL) {
      alerts.open(
          execution.request().account(), executionId, residualAlert(ending), ending.finishedAt());
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
    if (ending.state() == TradeState.RESIDUAL) {
      alerts.open(
          execution.request().account(), executionId, residualAlert(ending), ending.finishedAt());
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
    if (trade.execution().state() != TradeState.RESIDUAL) {
      alerts.close(account, executionId, RESIDUAL_POSITION, at);
      alerts.close(account, executionId, POSITION_MISSING, at);
    }
  }

  private static Alert residualAlert(Ending ending) {
    String positions =
        ending.residual().stream().map(Endings::position).collect(Collectors.joining(", "));
    return new Alert(
        Alert.Severity.CRITICAL,
        RESIDUAL_POSITION,
        "A position remains: %s (%s). Nothing more is done about it by itself. To close it: %s."
            .formatted(positions, ending.reason(), closing(ending)),
        ending.residual());
  }

  /** {@code SELL 54 TWX, BUY 1 TWX 20140620 70C}. */
  private static String closing(Ending ending) {
    return ending.residual().stream()
        .map(
            left ->
                "%s %s %s"
                    .formatted(
                        left.position().signum() > 0 ? Side.SELL : Side.BUY,
                        left.position().abs().toPlainString(),
                        left.instrument().label()))
        .collect(Collectors.joining(", "));
  }

  private static String position(Residual residual) {
    return residual.position().toPlainString() + " " + residual.instrument().label();
  }
}
