package dev.legwork.ledger.stop;

import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The protective stops of committed trades. */
public final class StopStore {
  private final Database db;
  private final AuditLog audit;

  public StopStore(Database db) {
    this.db = db;
    this.audit = new AuditLog(db);
  }

  /**
   * Remembers that the trade has a stop from now on; the caller stores its ending with it.
   *
   * @param asked what a person wants of it at once, or null
   */
  public void arm(String executionId, String account, StopWish asked, Instant at) {
    db.sql(
            """
            insert into protective_stop (execution_id, account, status, asked, since)
            values (:id, :account, cast(:status as jsonb), cast(:asked as jsonb), :at)
            on conflict (execution_id) do nothing
            """)
        .param("id", executionId)
        .param("account", account)
        .param("status", Columns.json(StopStatus.fresh(at)))
        .param("asked", asked == null ? null : Columns.json(asked))
        .param("at", Columns.time(at))
        .update();
  }

  /**
   * Remembers what a person asks of a stop that is not over, until its workflow has taken it up; it
   * is audited. What flattens gives way to nothing.
   *
   * @return whether it is remembered
   */
  public boolean ask(String executionId, StopWish wish) {
    return db.write(
        "stop of " + executionId + ": " + wish.kind(),
        () -> {
          boolean remembered = remember(executionId, wish);
          if (remembered) {
            String action = wish.kind() == StopWish.Kind.CANCEL ? "STOP_CANCEL" : "EXIT";
            audit.record(wish.operator(), action, "execution " + executionId, wish.reason());
          }
          return remembered;
        });
  }

  private boolean remember(String executionId, StopWish wish) {
    return db.sql(
                """
                update protective_stop set asked = cast(:wish as jsonb)
                where execution_id = :id and ended_at is null
                  and coalesce(asked ->> 'kind', '') <> 'FLATTEN'
                """)
            .param("id", executionId)
            .param("wish", Columns.json(wish))
            .update()
        > 0;
  }

  /**
   * Asks of every trade of the account that has ended and holds something by our executions that
   * all of it be closed; within the caller's transaction. Trades of which this was asked already
   * and that are not done are left alone, and so are those of which all that is held has expired,
   * or was found to be gone when their stop stood down.
   *
   * @param wish whose id each trade makes its own
   * @return the trades that are asked now, oldest first
   */
  public List<String> flatten(String account, StopWish wish, Instant at) {
    return db.sql(
            """
            with venue as (
              select coalesce(to_char(max(clock_timestamp() + offset_ms * interval '1 millisecond')
                at time zone 'America/New_York', 'YYYY-MM-DD'), '0000') as today from venue_clock
            ), held as (
              select f.execution_id, f.contract_id
              from leg_fill f join execution e on e.id = f.execution_id
              where f.account = :account and e.state in ('COMMITTED', 'RESIDUAL')
              group by f.execution_id, f.contract_id
              having sum(case f.side when 'BUY' then f.quantity else -f.quantity end) <> 0
            ), there as (
              select * from held where not exists (
                select 1 from protective_stop s, jsonb_array_elements(s.status -> 'left') as gone
                where s.execution_id = held.execution_id and s.state = 'CLOSED_BY_OTHERS'
                  and cast(gone -> 'instrument' ->> 'conId' as bigint) = held.contract_id)
            ), open as (
              select distinct there.execution_id from there, venue
              where exists (
                select 1 from order_intent i
                where i.execution_id = there.execution_id and (
                  (not jsonb_exists(i.contract, 'legs')
                    and cast(i.contract ->> 'conId' as bigint) = there.contract_id
                    and coalesce(i.contract -> 'spec' ->> 'expiry', '9999') >= venue.today)
                  or exists (
                    select 1 from jsonb_array_elements(
                      coalesce(i.contract -> 'legs', cast('[]' as jsonb))) as part
                    where cast(part -> 'instrument' ->> 'conId' as bigint) = there.contract_id
                      and coalesce(part -> 'instrument' -> 'spec' ->> 'expiry', '9999')
                        >= venue.today)))
            )
            insert into protective_stop (execution_id, account, status, asked, since)
            select execution_id, :account, cast(:status as jsonb),
              jsonb_set(cast(:wish as jsonb), '{id}', to_jsonb(:id || '/' || execution_id)), :at
            from open
            on conflict (execution_id) do update set asked = excluded.asked
              where coalesce(protective_stop.asked ->> 'kind', '') <> 'FLATTEN'
                and not (coalesce(protective_stop.status ->> 'whole', '') = 'true'
                  and protective_stop.ended_at is null)
            returning execution_id
            """)
        .param("account", account)
        .param("status", Columns.json(StopStatus.fresh(at)))
        .param("wish", Columns.json(wish))
        .param("id", wish.id())
        .param("at", Columns.time(at))
        .query(String.class)
        .list();
  }

  /** What was asked of the stop and not taken up yet. */
  public Optional<StopWish> asked(String executionId) {
    return db.ask(
        "wish about " + executionId,
        () ->
            db.sql(
                    """
                    select asked from protective_stop
                    where execution_id = :id and asked is not null
                    """)
                .param("id", executionId)
                .query((row, number) -> Columns.json(row, "asked", StopWish.class))
                .optional());
  }

  /** Trades of an account of whose stops something is asked that was not taken up, oldest first. */
  public List<String> withWishes(String account, int limit) {
    return db.ask(
        "wishes about stops of " + account,
        () ->
            db.sql(
                    """
                    select execution_id from protective_stop
                    where account = :account and asked is not null order by since limit :limit
                    """)
                .param("account", account)
                .param("limit", limit)
                .query(String.class)
                .list());
  }

  /** Trades of an account that are to be closed altogether, or were, and how that stands. */
  public List<FlattenedTrade> flattened(String account) {
    return db.ask(
        "flattened trades of " + account,
        () ->
            db.sql(
                    """
                    select execution_id, status from protective_stop
                    where account = :account and (asked ->> 'kind' = 'FLATTEN'
                      or status ->> 'whole' = 'true')
                    order by since, execution_id
                    """)
                .param("account", account)
                .query(
                    (row, number) ->
                        new FlattenedTrade(
                            row.getString("execution_id"),
                            Columns.json(row, "status", StopStatus.class)))
                .list());
  }

  /** The stop of a committed trade; empty where it has none. */
  public Optional<StoredStop> find(String executionId) {
    return db.ask(
        "stop of " + executionId,
        () ->
            db.sql("select * from protective_stop where execution_id = :id")
                .param("id", executionId)
                .query(StopStore::read)
                .optional());
  }

  /**
   * Trades of an account whose stops are not over, by id.
   *
   * @param after only those that come after this id; empty: from the first
   */
  public List<String> open(String account, String after, int limit) {
    return db.ask(
        "open stops of " + account,
        () ->
            db.sql(
                    """
                    select execution_id from protective_stop
                    where account = :account and ended_at is null and execution_id > :after
                    order by execution_id limit :limit
                    """)
                .param("account", account)
                .param("after", after)
                .param("limit", limit)
                .query(String.class)
                .list());
  }

  /** Stores how the stop stands; the caller has locked the trade's row. */
  public void told(String executionId, StopStatus status, Instant at) {
    db.sql(
            """
            update protective_stop
            set state = :state, status = cast(:status as jsonb),
                ended_at = case when :over then coalesce(ended_at, :at) end,
                asked = case when asked ->> 'id' = :answered then null else asked end
            where execution_id = :id
            """)
        .param("id", executionId)
        .param("state", status.state().name())
        .param("status", Columns.json(status))
        .param("over", status.state().isOver())
        .param("answered", status.answered() == null ? "" : status.answered())
        .param("at", Columns.time(at))
        .update();
  }

  private static StoredStop read(ResultSet row, int number) throws SQLException {
    return new StoredStop(
        Columns.json(row, "status", StopStatus.class),
        Columns.time(row, "since"),
        Columns.time(row, "ended_at"));
  }
}
