package dev.legwork.ledger.reconciliation;

import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.reconcile.Divergence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Divergences. One of an account, kind and key is open at a time. A new one settles first: it is
 * open once it has lasted as long as its kind demands.
 */
public final class DivergenceStore {
  private static final String ROW =
      "select *, extract(epoch from coalesce(closed_at, now()) - first_seen) as age from divergence"
          + " ";

  private final Database db;

  public DivergenceStore(Database db) {
    this.db = db;
  }

  /**
   * Takes over what a complete comparison of this account has found: what it did not find any more
   * is closed.
   *
   * @return those that last, settling ones as well, oldest first
   */
  public List<StoredDivergence> found(String account, Collection<Divergence> divergences) {
    return db.write(
        account + ": divergences",
        () -> {
          // One comparison of an account at a time, so that none closes what another has just seen.
          db.sql("select pg_advisory_xact_lock(hashtext('legwork divergence'), hashtext(:account))")
              .param("account", account)
              .query((row, number) -> number)
              .list();
          seen(account, divergences);
          closeOthers(account, divergences);
          return lasting(account);
        });
  }

  private void seen(String account, Collection<Divergence> divergences) {
    if (divergences.isEmpty()) {
      return;
    }
    db.batch(
        """
        insert into divergence as standing
          (account, kind, key, alarming, execution_id, con_id, difference, detail, opened_at)
        values (:account, :kind, :key, :alarming, :execution, :conId,
          cast(:difference as numeric), :detail,
          case when :settling = 0 then now() end)
        on conflict (account, kind, key) where closed_at is null do update set
          last_seen = now(), detail = excluded.detail,
          opened_at = coalesce(standing.opened_at,
            case when standing.first_seen <= now() - make_interval(secs => :settling)
              then now() end)
        """,
        divergences.stream()
            .map(divergence -> row(account, divergence))
            .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource row(String account, Divergence divergence) {
    return new MapSqlParameterSource()
        .addValue("account", account)
        .addValue("kind", divergence.kind().name())
        .addValue("key", divergence.key())
        .addValue("alarming", divergence.kind().isAlarming())
        .addValue("execution", divergence.executionId())
        .addValue("conId", divergence.conId())
        .addValue("difference", divergence.difference())
        .addValue("detail", divergence.detail())
        .addValue("settling", (double) divergence.kind().settling().toSeconds());
  }

  private void closeOthers(String account, Collection<Divergence> divergences) {
    StatementSpec closing =
        db.sql(
                """
                update divergence set closed_at = now()
                where account = :account and closed_at is null
                """
                    + (divergences.isEmpty() ? "" : "and kind || ' ' || key not in (:names)"))
            .param("account", account);
    if (!divergences.isEmpty()) {
      closing.param("names", divergences.stream().map(d -> d.kind() + " " + d.key()).toList());
    }
    closing.update();
  }

  private List<StoredDivergence> lasting(String account) {
    return db.sql(ROW + "where account = :account and closed_at is null order by id")
        .param("account", account)
        .query(DivergenceStore::read)
        .list();
  }

  /**
   * Newest first.
   *
   * @param account null for all
   * @param open only those that are open; null for all, settling ones too
   */
  public List<StoredDivergence> list(String account, Boolean open, int limit) {
    StringBuilder where = new StringBuilder("where true");
    if (account != null) {
      where.append(" and account = :account");
    }
    if (open != null) {
      where.append(
          open ? " and opened_at is not null and closed_at is null" : " and closed_at is not null");
    }
    return db.ask(
        "divergences",
        () -> {
          StatementSpec query =
              db.sql(ROW + where + " order by first_seen desc, id desc limit :limit")
                  .param("limit", limit);
          if (account != null) {
            query.param("account", account);
          }
          return query.query(DivergenceStore::read).list();
        });
  }

  /** What became of somebody's wish to accept a divergence. */
  public enum Acceptance {
    ACCEPTED,
    /** Somebody had accepted it before; nothing has changed. */
    REPEATED,
    /** It does not last any more, or there never was one. */
    OVER
  }

  /**
   * Somebody declares it to be right; the first stays. It is listed on, and alarms nobody; a
   * position that differs counts as other people's from then on. All of it happens together with
   * its audit, and once.
   */
  public Acceptance accept(long id, String operator, String reason) {
    return db.write("divergence " + id, () -> acceptOnce(id, operator, reason));
  }

  private Acceptance acceptOnce(long id, String operator, String reason) {
    int accepted =
        db.sql(
                """
                update divergence set accepted_at = now(), accepted_by = :operator
                where id = :id and closed_at is null and accepted_at is null
                """)
            .param("id", id)
            .param("operator", operator)
            .update();
    StoredDivergence now = find(id).orElse(null);
    if (accepted == 0) {
      return now == null || now.acceptedAt() == null ? Acceptance.OVER : Acceptance.REPEATED;
    }
    if (now.divergence().kind() == Divergence.Kind.POSITION_DIFFERS) {
      new ForeignBook(db)
          .declare(now.account(), now.divergence().conId(), now.divergence().difference());
    }
    new AuditLog(db).record(operator, "ACCEPT_DIVERGENCE", "divergence/" + id, reason);
    return Acceptance.ACCEPTED;
  }

  public Optional<StoredDivergence> find(long id) {
    return db.ask(
        "divergence " + id,
        () ->
            db.sql(ROW + "where id = :id").param("id", id).query(DivergenceStore::read).optional());
  }

  private static StoredDivergence read(ResultSet row, int number) throws SQLException {
    Duration age = ReconciliationStore.age(row);
    return new StoredDivergence(
        row.getLong("id"),
        row.getString("account"),
        new Divergence(
            Columns.constant(row, "kind", Divergence.Kind.class),
            row.getString("key"),
            row.getString("execution_id"),
            row.getLong("con_id"),
            row.getBigDecimal("difference") == null ? null : Columns.decimal(row, "difference"),
            row.getString("detail")),
        Columns.time(row, "first_seen"),
        Columns.time(row, "last_seen"),
        Columns.time(row, "opened_at"),
        Columns.time(row, "accepted_at"),
        row.getString("accepted_by"),
        Columns.time(row, "closed_at"),
        age);
  }
}
