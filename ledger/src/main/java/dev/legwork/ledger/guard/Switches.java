package dev.legwork.ledger.guard;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches that people set on accounts. Setting and clearing are audited, also repeated. */
public final class Switches {
  private static final Logger LOG = LoggerFactory.getLogger(Switches.class);

  private final Database db;
  private final AuditLog audit;

  public Switches(Database db) {
    this.db = db;
    this.audit = new AuditLog(db);
  }

  /** Those that stand now, oldest first. */
  public List<AccountSwitch> of(String account) {
    return db.ask("switches of " + account, () -> standing(account));
  }

  /** Within the caller's transaction, or alone. */
  public List<AccountSwitch> standing(String account) {
    return db.sql(
            "select * from account_switch where account = :account and cleared_at is null order by"
                + " id")
        .param("account", account)
        .query(Switches::read)
        .list();
  }

  /**
   * Sets a switch on these accounts, on all or on none; from the commit of this call on nothing new
   * is stored against it. One that stands there already stays as it is.
   *
   * @param underlying of a pause, otherwise empty
   */
  public void set(
      Kind kind, Collection<String> accounts, String underlying, String operator, String reason) {
    db.write(
        kind + " of " + accounts,
        () -> {
          accounts.forEach(account -> set(kind, account, underlying, operator, reason));
          return null;
        });
    LOG.warn("{} of {}{}: set by {}: {}", kind, accounts, of(underlying, " "), operator, reason);
  }

  private void set(Kind kind, String account, String underlying, String operator, String reason) {
    db.sql(
            """
            insert into account_switch (account, kind, underlying, operator, reason)
            values (:account, :kind, :underlying, :operator, :reason)
            on conflict (account, kind, underlying) where cleared_at is null do nothing
            """)
        .param("account", account)
        .param("kind", kind.name())
        .param("underlying", underlying)
        .param("operator", operator)
        .param("reason", reason)
        .update();
    audit.record(operator, kind + "_ON", target(account, underlying), reason);
  }

  /** Clears a switch on these accounts, on all or on none; harmless where none stands. */
  public void clear(
      Kind kind, Collection<String> accounts, String underlying, String operator, String reason) {
    db.write(
        kind + " of " + accounts,
        () -> {
          accounts.forEach(account -> clear(kind, account, underlying, operator, reason));
          return null;
        });
    LOG.warn(
        "{} of {}{}: cleared by {}: {}", kind, accounts, of(underlying, " "), operator, reason);
  }

  private void clear(Kind kind, String account, String underlying, String operator, String reason) {
    db.sql(
            """
            update account_switch
            set cleared_at = clock_timestamp(), cleared_by = :operator, clear_reason = :reason
            where account = :account and kind = :kind and underlying = :underlying
              and cleared_at is null
            """)
        .param("account", account)
        .param("kind", kind.name())
        .param("underlying", underlying)
        .param("operator", operator)
        .param("reason", reason)
        .update();
    audit.record(operator, kind + "_OFF", target(account, underlying), reason);
  }

  private static String target(String account, String underlying) {
    return "account " + account + of(underlying, ", ");
  }

  private static String of(String underlying, String before) {
    return underlying.isEmpty() ? "" : before + underlying;
  }

  private static AccountSwitch read(ResultSet row, int number) throws SQLException {
    return new AccountSwitch(
        Columns.constant(row, "kind", Kind.class),
        row.getString("account"),
        row.getString("underlying"),
        row.getString("operator"),
        row.getString("reason"),
        Columns.time(row, "since"));
  }
}
