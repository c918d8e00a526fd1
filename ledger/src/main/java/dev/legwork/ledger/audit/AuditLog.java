package dev.legwork.ledger.audit;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The log of what people did by hand. It only grows. */
public final class AuditLog {
  private final Database db;

  public AuditLog(Database db) {
    this.db = db;
  }

  /**
   * Adds an entry.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException without operator, action or
   *     reason
   */
  public void record(String operator, String action, String target, String reason) {
    db.write(
        "audit of " + action,
        () ->
            db.sql(
                    """
                    insert into audit (operator, action, target, reason)
                    values (:operator, :action, :target, :reason)
                    """)
                .param("operator", operator)
                .param("action", action)
                .param("target", target)
                .param("reason", reason)
                .update());
  }

  /** What was done to a target, newest first. */
  public List<AuditEntry> of(String target, int limit) {
    return db.ask(
        "audit of " + target,
        () ->
            db.sql("select * from audit where target = :target order by id desc limit :limit")
                .param("target", target)
                .param("limit", limit)
                .query(AuditLog::read)
                .list());
  }

  private static AuditEntry read(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Columns.time(row, "at"),
        row.getString("operator"),
        row.getString("action"),
        row.getString("target"),
        row.getString("reason"));
  }
}
