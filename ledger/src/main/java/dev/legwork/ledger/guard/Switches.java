package dev.legwork.ledger.guard;

import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.AccountSwitch.Kind;
import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.ledger.stop.StopStore;
import dev.legwork.stop.StopWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches that people set on accounts. Setting and clearing are audited, also repeated. */
public final class Switches {
  private static final Logger LOG = LoggerFactory.getLogger(Switches.class);

  private final Database db;
  private final AuditLog audit;
  private final StopStore stops;

  public Switches(Database db) {
    this.db = db;
    this.audit = new AuditLog(db);
    this.stops = new StopStore(db);
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

  /**
   * Sets the kill switch on these accounts and asks, in the same transaction, that all that their
   * trades hold be closed; whatever ends while the switch stands is closed as well. Told again it
   * asks only of what is not being closed already.
   *
   * @param id of this order, told apart by it
   * @return the trades that are asked now
   */
  public List<String> flatten(
      Collection<String> accounts, String operator, String reason, String id, Instant at) {
    StopWish wish = new StopWish(StopWish.Kind.FLATTEN, operator, reason, id);
    List<String> asked =
        db.write(
            "flattening of " + accounts,
            () -> {
              List<String> trades = new ArrayList<>();
              for (String account : new TreeSet<>(accounts)) {
                shutOutEndings(account);
                set(Kind.KILL_SWITCH, account, "", operator, reason);
                flattens(account, operator, reason);
                trades.addAll(stops.flatten(account, wish, at));
                audit.record(operator, "FLATTEN", target(account, ""), reason);
              }
              return trades;
            });
    LOG.warn("{}: flattened by {}: {}; closing {}", accounts, operator, reason, asked);
    return asked;
  }

  private void shutOutEndings(String account) {
    db.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) as held")
        .param("key", "flattening of " + account)
        .query(Integer.class)
        .single();
  }

  /**
   * Until the caller's transaction ends, no flattening of the account begins, and one that has
   * begun is seen: a trade that ends is either asked by the flattening or finds its switch. To be
   * taken before any row is locked.
   */
  public void shutOutFlattening(String account) {
    db.sql("select 1 from (select pg_advisory_xact_lock_shared(hashtextextended(:key, 0))) as held")
        .param("key", "flattening of " + account)
        .query(Integer.class)
        .single();
  }

  /** Whoever flattens first stays the one who did, whoever set the switch. */
  private void flattens(String account, String operator, String reason) {
    db.sql(
            """
            update account_switch
            set flattens = true, flattened_by = :operator, flatten_reason = :reason
            where account = :account and kind = 'KILL_SWITCH' and cleared_at is null
              and not flattens
            """)
        .param("account", account)
        .param("operator", operator)
        .param("reason", reason)
        .update();
  }

  /** What is asked of a trade that ends now, where a switch stands that flattens. */
  public Optional<StopWish> flattening(String account, String executionId) {
    return db.sql(
            """
            select flattened_by, flatten_reason, id from account_switch
            where account = :account and flattens and cleared_at is null
            """)
        .param("account", account)
        .query(
            (row, number) ->
                new StopWish(
                    StopWish.Kind.FLATTEN,
                    row.getString("flattened_by"),
                    row.getString("flatten_reason"),
                    "switch " + row.getLong("id") + "/" + executionId))
        .optional();
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
        Columns.time(row, "since"),
        row.getBoolean("flattens")
            ? new AccountSwitch.Flattening(
                row.getString("flattened_by"), row.getString("flatten_reason"))
            : null);
  }
}
