package dev.legwork.ledger.execution;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A row of table {@code execution}. */
final class ExecutionRow {
  private ExecutionRow() {}

  static StoredExecution read(ResultSet row, int number) throws SQLException {
    return new StoredExecution(
        Columns.json(row, "request", ExecutionRequest.class),
        row.getString("request_hash"),
        row.getString("request_text"),
        row.getString("first_run_id"),
        Columns.constant(row, "state", TradeState.class),
        Columns.time(row, "state_since"),
        reason(row),
        row.getLong("fencing_token"),
        Columns.jsonList(row, "residual", Residual.class),
        Columns.jsonList(row, "timeline", TimelineEntry.class),
        Columns.time(row, "accepted_at"),
        Columns.time(row, "finished_at"),
        row.getObject("units", Integer.class));
  }

  /** A row of table {@code ending_history}. */
  static Ending formerEnding(ResultSet row, int number) throws SQLException {
    return new Ending(
        Columns.constant(row, "state", TradeState.class),
        reason(row),
        Columns.jsonList(row, "residual", Residual.class),
        row.getLong("fencing_token"),
        Columns.time(row, "finished_at"),
        List.of(),
        row.getObject("units", Integer.class));
  }

  private static Reason reason(ResultSet row) throws SQLException {
    ReasonCode code = Columns.constant(row, "reason_code", ReasonCode.class);
    return code == null ? null : new Reason(code, row.getString("reason_detail"));
  }
}
