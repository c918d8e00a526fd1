package dev.legwork.ledger.reconciliation;

import dev.legwork.ledger.reconciliation.StoredReconciliation.Outcome;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.reconcile.BrokerCensus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The runs. */
public final class ReconciliationStore {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final String ROW =
      """
      select *, extract(epoch from now() - coalesce(ended_at, begun_at)) as age
      from reconciliation
      """;

  private final Database db;

  public ReconciliationStore(Database db) {
    this.db = db;
  }

  /** Notes that one begins; forgets those that nobody asks for any more. */
  public long begin(String account, String workflowId) {
    return db.write(
        account + ": reconciliation",
        () -> {
          db.sql(
                  """
                  delete from reconciliation
                  where id in (select id from reconciliation
                    where begun_at < now() - make_interval(secs => :kept) order by begun_at limit 50)
                  """)
              .param("kept", KEPT.toSeconds())
              .update();
          return db.sql(
                  """
                  insert into reconciliation (account, workflow_id) values (:account, :workflow)
                  returning id
                  """)
              .param("account", account)
              .param("workflow", workflowId)
              .query(Long.class)
              .single();
        });
  }

  /** It is complete: every answer came, and what follows is stored. */
  public void complete(long id, BrokerCensus census, int divergences) {
    db.write(
        "reconciliation " + id,
        () ->
            db.sql(
                    """
                    update reconciliation set ended_at = clock_timestamp(), outcome = 'COMPLETE',
                      open_orders = :open, completed_orders = :completed, executions = :executions,
                      positions = :positions, divergences = :divergences
                    where id = :id and ended_at is null
                    """)
                .param("id", id)
                .param("open", census.openOrders().rows().size())
                .param("completed", census.completedOrders().rows().size())
                .param("executions", census.executions().rows().size())
                .param("positions", census.positions().rows().size())
                .param("divergences", divergences)
                .update());
  }

  /** It failed: nothing was concluded. */
  public void fail(long id, String detail) {
    db.write(
        "reconciliation " + id,
        () ->
            db.sql(
                    """
                    update reconciliation set ended_at = clock_timestamp(), outcome = 'FAILED',
                      detail = :detail
                    where id = :id and ended_at is null
                    """)
                .param("id", id)
                .param("detail", detail)
                .update());
  }

  /** Notes one of this workflow as failed, where nobody else could begin or end it. */
  public void fail(String account, String workflowId, String detail) {
    db.write(
        account + ": reconciliation",
        () -> {
          int ended =
              db.sql(
                      """
                      update reconciliation set ended_at = now(), outcome = 'FAILED',
                        detail = :detail
                      where account = :account and workflow_id = :workflow and ended_at is null
                      """)
                  .param("detail", detail)
                  .param("account", account)
                  .param("workflow", workflowId)
                  .update();
          return ended > 0
              ? ended
              : db.sql(
                      """
                      insert into reconciliation
                        (account, workflow_id, ended_at, outcome, detail)
                      values (:account, :workflow, now(), 'FAILED', :detail)
                      """)
                  .param("detail", detail)
                  .param("account", account)
                  .param("workflow", workflowId)
                  .update();
        });
  }

  /** The latest of each account that ended, by account. */
  public List<StoredReconciliation> latest() {
    return db.ask(
        "latest reconciliations",
        () ->
            db.sql(
                    """
                    select distinct on (account) *,
                      extract(epoch from now() - coalesce(ended_at, begun_at)) as age
                    from reconciliation where ended_at is not null
                    order by account, id desc
                    """)
                .query(ReconciliationStore::read)
                .list());
  }

  /** The latest complete one of an account. */
  public Optional<StoredReconciliation> latestComplete(String account) {
    return db.ask(
        "latest complete reconciliation of " + account,
        () ->
            db.sql(
                    ROW
                        + """
                        where account = :account and outcome = 'COMPLETE'
                        order by ended_at desc limit 1
                        """)
                .param("account", account)
                .query(ReconciliationStore::read)
                .optional());
  }

  /** The newest of an account first. */
  public List<StoredReconciliation> newest(String account, int limit) {
    return db.ask(
        "reconciliations of " + account,
        () ->
            db.sql(ROW + "where account = :account order by id desc limit :limit")
                .param("account", account)
                .param("limit", limit)
                .query(ReconciliationStore::read)
                .list());
  }

  private static StoredReconciliation read(ResultSet row, int number) throws SQLException {
    return new StoredReconciliation(
        row.getLong("id"),
        row.getString("account"),
        row.getString("workflow_id"),
        Columns.time(row, "begun_at"),
        Columns.time(row, "ended_at"),
        Columns.constant(row, "outcome", Outcome.class),
        row.getString("detail"),
        row.getInt("open_orders"),
        row.getInt("completed_orders"),
        row.getInt("executions"),
        row.getInt("positions"),
        row.getInt("divergences"),
        age(row));
  }

  static Duration age(ResultSet row) throws SQLException {
    return Duration.ofMillis(Math.max(0, Math.round(row.getDouble("age") * 1000)));
  }
}
