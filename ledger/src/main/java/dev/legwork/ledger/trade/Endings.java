package dev.legwork.ledger.trade;

import dev.legwork.fault.CrashPoint;
import dev.legwork.ledger.alert.AlertStore;
import dev.legwork.ledger.execution.ExecutionStore;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.sql.Database;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How trades end: with their report, and with an alert where a position remains. */
public final class Endings {
  /** Code of the alert about a position that a trade left behind. */
  public static final String RESIDUAL_POSITION = "RESIDUAL_POSITION";

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Database db;
  private final ExecutionStore executions;
  private final AlertStore alerts;
  private final Reports reports;

  public Endings(Database db) {
    this.db = db;
    this.executions = new ExecutionStore(db);
    this.alerts = new AlertStore(db);
    this.reports = new Reports(db);
  }

  /**
   * Stores the ending with its report and, for RESIDUAL, its alert, in one transaction. The first
   * ending of a trade stays; repeating this is harmless.
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
    reports.refresh(executionId);
    CrashPoint.DURING_REPORT.reached();
    return executions.find(executionId).flatMap(StoredExecution::ending).orElseThrow();
  }

  private static Alert residualAlert(Ending ending) {
    String positions =
        ending.residual().stream().map(Endings::position).collect(Collectors.joining(", "));
    return new Alert(
        Alert.Severity.CRITICAL,
        RESIDUAL_POSITION,
        "A position remains: %s (%s). Nothing more is done about it by itself."
            .formatted(positions, ending.reason()),
        ending.residual());
  }

  private static String position(Residual residual) {
    return residual.position().toPlainString() + " " + residual.instrument().label();
  }
}
