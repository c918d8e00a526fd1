package dev.legwork.ledger.alert;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Residual;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerts. One is open at a time for an execution (or an account) and a code. */
public final class AlertStore {
  private static final Logger LOG = LoggerFactory.getLogger(AlertStore.class);

  /** Whether the facts differ; how many seconds it is to the next try is none. */
  private static final String NEWS =
      """
      ((standing.severity, standing.residual) <> (excluded.severity, excluded.residual)
        or regexp_replace(standing.text, '\\m[0-9]+ s\\M', '', 'g')
          <> regexp_replace(excluded.text, '\\m[0-9]+ s\\M', '', 'g'))\
      """;

  private final Database db;

  public AlertStore(Database db) {
    this.db = db;
  }

  /**
   * Opens an alert. While one of its code is open, that one is kept, and takes over a changed text,
   * severity or positions; what has changed counts as not yet acknowledged. When it is tried again
   * is no change: spans of seconds in the text are not looked at.
   *
   * @param executionId null for an alert about the account
   * @return its id
   */
  public long open(String account, String executionId, Alert alert, Instant at) {
    return db.write("alert " + alert.code(), () -> upsert(account, executionId, alert, at));
  }

  /**
   * Tells of something that a trade did or had happen to it. It is told once of a trade, whoever
   * tells it and however often, and is over as soon as somebody has acknowledged it.
   *
   * @return whether it was told now
   */
  public boolean tell(String account, String executionId, Alert alert, Instant at) {
    boolean fresh =
        db.write("alert " + alert.code(), () -> insert(account, executionId, alert, at)) == 1;
    if (fresh) {
      log(account, executionId, alert);
    }
    return fresh;
  }

  /** Closes the open alert of this code, if there is one. */
  public void close(String account, String executionId, String code, Instant at) {
    int closed =
        db.write(
            "alert " + code,
            () ->
                db.sql(
                        """
                        update alert set closed_at = :at
                        where account = :account and coalesce(execution_id, '') = :execution
                          and code = :code and closed_at is null
                        """)
                    .param("account", account)
                    .param("execution", executionId == null ? "" : executionId)
                    .param("code", code)
                    .param("at", Columns.time(at))
                    .update());
    if (closed > 0) {
      LOG.info("alert {} on {}, execution {}: closed", code, account, executionId);
    }
  }

  /**
   * Closes the open alerts of this code, of the account and of all its executions.
   *
   * @return how many there were
   */
  public int closeAll(String account, String code, Instant at) {
    return db.write(
        "alerts " + code,
        () ->
            db.sql(
                    """
                    update alert set closed_at = :at
                    where account = :account and code = :code and closed_at is null
                    """)
                .param("account", account)
                .param("code", code)
                .param("at", Columns.time(at))
                .update());
  }

  /** The open alerts of an account with one of these codes, oldest first. */
  public List<StoredAlert> open(String account, Collection<String> codes) {
    return db.ask(
        "open alerts of " + account,
        () ->
            db.sql(
                    """
                    select * from alert
                    where account = :account and code in (:codes) and closed_at is null order by id
                    """)
                .param("account", account)
                .param("codes", codes)
                .query(AlertStore::read)
                .list());
  }

  /** What became of somebody's word to have seen an alert. */
  public enum Acknowledgement {
    NOTED,
    /** It has changed since, and asks for attention as it is now. */
    CHANGED,
    /** There is no such alert. */
    UNKNOWN
  }

  /**
   * Notes that somebody has seen it; the first stays. What tells of something that has passed is
   * closed by it.
   *
   * @param seen the {@link StoredAlert#changedAt} of what was seen, null for whatever stands now
   */
  public Acknowledgement acknowledge(long id, String operator, Instant seen, Instant at) {
    return db.write(
        "alert " + id,
        () -> {
          if (note(id, operator, seen, at) == 1) {
            return Acknowledgement.NOTED;
          }
          return find(id).isPresent() ? Acknowledgement.CHANGED : Acknowledgement.UNKNOWN;
        });
  }

  private int note(long id, String operator, Instant seen, Instant at) {
    return db.sql(
            """
            update alert set acknowledged_at = coalesce(acknowledged_at, :at),
              acknowledged_by = coalesce(acknowledged_by, :operator),
              closed_at = case when passing then coalesce(closed_at, :at) else closed_at end
            where id = :id and changed_at = coalesce(cast(:seen as timestamptz), changed_at)
            """)
        .param("id", id)
        .param("operator", operator)
        .param("seen", seen == null ? null : Columns.time(seen))
        .param("at", Columns.time(at))
        .update();
  }

  public Optional<StoredAlert> find(long id) {
    return db.ask(
        "alert " + id,
        () ->
            db.sql("select * from alert where id = :id")
                .param("id", id)
                .query(AlertStore::read)
                .optional());
  }

  /** The open alerts: critical ones first, then the newest. */
  public List<StoredAlert> open(int limit) {
    return listed("open alerts", "where closed_at is null", limit);
  }

  /** How many are open. */
  public int countOpen() {
    return db.ask(
        "open alerts",
        () ->
            db.sql("select count(*) from alert where closed_at is null")
                .query(Integer.class)
                .single());
  }

  /** All alerts: open ones first, of those the critical ones, then the newest. */
  public List<StoredAlert> all(int limit) {
    return listed("alerts", "", limit);
  }

  private List<StoredAlert> listed(String what, String which, int limit) {
    return db.ask(
        what,
        () ->
            db.sql(
                    "select * from alert "
                        + which
                        + """
                         order by closed_at is null desc,
                          closed_at is null and severity = 'CRITICAL' desc,
                          opened_at desc, id desc limit :limit
                        """)
                .param("limit", limit)
                .query(AlertStore::read)
                .list());
  }

  /** All alerts of an execution, oldest first. */
  public List<StoredAlert> ofExecution(String executionId) {
    return db.ask(
        "alerts of " + executionId,
        () ->
            db.sql("select * from alert where execution_id = :id order by id")
                .param("id", executionId)
                .query(AlertStore::read)
                .list());
  }

  private int insert(String account, String executionId, Alert alert, Instant at) {
    return db.sql(
            """
            insert into alert (account, execution_id, severity, code, text, residual, passing,
              opened_at, changed_at)
            values (:account, :execution, :severity, :code, :text, cast(:residual as jsonb), true,
              :at, :at)
            on conflict do nothing
            """)
        .param("account", account)
        .param("execution", executionId)
        .param("severity", alert.severity().name())
        .param("code", alert.code())
        .param("text", alert.text())
        .param("residual", Columns.json(alert.residual()))
        .param("at", Columns.time(at))
        .update();
  }

  private static void log(String account, String executionId, Alert alert) {
    LOG.warn(
        "alert {} {} on {}, execution {}: {}",
        alert.severity(),
        alert.code(),
        account,
        executionId,
        alert.text());
  }

  /** A change gets a later time than what it replaces, so that the time tells them apart. */
  private long upsert(String account, String executionId, Alert alert, Instant at) {
    if (!standing(account, executionId, alert.code()).contains(alert.severity())) {
      log(account, executionId, alert);
    }
    return db.sql(
            """
            insert into alert as standing (account, execution_id, severity, code, text, residual,
              opened_at, changed_at)
            values (:account, :execution, :severity, :code, :text, cast(:residual as jsonb),
              :at, :at)
            on conflict (account, coalesce(execution_id, ''), code) where closed_at is null
            do update set severity = excluded.severity, text = excluded.text,
              residual = excluded.residual,
              changed_at = case when NEWS then greatest(excluded.changed_at,
                  standing.changed_at + interval '1 microsecond')
                else standing.changed_at end,
              acknowledged_at = case when not NEWS then standing.acknowledged_at end,
              acknowledged_by = case when not NEWS then standing.acknowledged_by end
            returning id
            """
                .replace("NEWS", NEWS))
        .param("account", account)
        .param("execution", executionId)
        .param("severity", alert.severity().name())
        .param("code", alert.code())
        .param("text", alert.text())
        .param("residual", Columns.json(alert.residual()))
        .param("at", Columns.time(at))
        .query(Long.class)
        .single();
  }

  /** Severity of the open one, as its text changes it says nothing new to whoever reads the log. */
  private List<Alert.Severity> standing(String account, String executionId, String code) {
    return db.sql(
            """
            select severity from alert where account = :account and code = :code
              and coalesce(execution_id, '') = :execution and closed_at is null
            """)
        .param("account", account)
        .param("code", code)
        .param("execution", executionId == null ? "" : executionId)
        .query((row, number) -> Columns.constant(row, "severity", Alert.Severity.class))
        .list();
  }

  static StoredAlert read(ResultSet row, int number) throws SQLException {
    return new StoredAlert(
        row.getLong("id"),
        row.getString("execution_id"),
        row.getString("account"),
        new Alert(
            Columns.constant(row, "severity", Alert.Severity.class),
            row.getString("code"),
            row.getString("text"),
            Columns.jsonList(row, "residual", Residual.class)),
        row.getBoolean("passing"),
        Columns.time(row, "opened_at"),
        Columns.time(row, "changed_at"),
        Columns.time(row, "acknowledged_at"),
        row.getString("acknowledged_by"),
        Columns.time(row, "closed_at"));
  }
}
