package dev.legwork.ledger.execution;

import dev.legwork.ledger.execution.RegistrationAnswer.Conflicting;
import dev.legwork.ledger.execution.RegistrationAnswer.Fresh;
import dev.legwork.ledger.execution.RegistrationAnswer.Repeated;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The trades: who registered them, where they are on their road, how they ended. */
public final class ExecutionStore {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionStore.class);
  private static final int MAX_PAGE = 500;

  private final Database db;

  public ExecutionStore(Database db) {
    this.db = db;
  }

  /** Takes the id for this request, or tells who has it. One of any number at once wins. */
  public RegistrationAnswer register(Registration registration) {
    String id = registration.request().id();
    return db.write(
        "execution " + id + ": registering",
        () -> insert(registration) ? new Fresh() : compare(registration, require(id)));
  }

  /** Whether an ending of the trade is stored. */
  public boolean hasEnded(String id) {
    return db.ask(
        "execution " + id,
        () ->
            db.sql("select count(*) from execution where id = :id and finished_at is not null")
                    .param("id", id)
                    .query(Long.class)
                    .single()
                > 0);
  }

  public Optional<StoredExecution> find(String id) {
    return db.ask("execution " + id, () -> select(id, "").query(ExecutionRow::read).optional());
  }

  /**
   * Newest first.
   *
   * @param cursor from the page before, or null for the first one
   * @throws IllegalArgumentException if the cursor is none, or the limit is not 1 to 500
   */
  public ExecutionPage list(ExecutionFilter filter, int limit, String cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_PAGE + ", not " + limit);
    }
    ExecutionCursor after = cursor == null ? null : ExecutionCursor.parse(cursor);
    List<StoredExecution> found = db.ask("executions", () -> page(filter, after, limit + 1));
    List<StoredExecution> shown = found.subList(0, Math.min(limit, found.size()));
    return new ExecutionPage(shown, found.size() > limit ? cursorAfter(shown.getLast()) : null);
  }

  /** Trades of an account that have no ending and were accepted so long ago, oldest first. */
  public List<String> unfinished(String account, Duration ago, int limit) {
    return db.ask(
        "unfinished executions of " + account,
        () ->
            db.sql(
                    """
                    select id from execution
                    where account = :account and finished_at is null
                      and accepted_at <= now() - make_interval(secs => :ago)
                    order by accepted_at limit :limit
                    """)
                .param("account", account)
                .param("ago", ago.toSeconds())
                .param("limit", limit)
                .query(String.class)
                .list());
  }

  /**
   * Notes that the trade reached a state that is no ending. A trade never goes back on its road,
   * and never leaves an ending.
   *
   * @param fencingToken of the lock it was granted, 0 if that is not new
   * @return whether it is in that state now
   */
  public boolean reached(String id, TradeState state, long fencingToken) {
    if (state.isEnding()) {
      throw new IllegalArgumentException(id + ": " + state + " needs an Ending");
    }
    return db.write("execution " + id + ": " + state, () -> move(id, state, fencingToken)) > 0;
  }

  /**
   * Within the caller's transaction: the trade has orders of that day, and is in that state now.
   *
   * @param capital that it binds until it is over; null: as before
   */
  public void placed(
      String id, TradeState state, long fencingToken, LocalDate brokerDay, BigDecimal capital) {
    db.sql(
            """
            update execution
            set state_since = case when state = any(:from) and state <> :state then now()
                else state_since end,
                state = case when state = any(:from) then :state else state end,
                fencing_token = greatest(fencing_token, :token), session_day = :day,
                reserved = coalesce(cast(:capital as numeric), reserved)
            where id = :id
            """)
        .param("id", id)
        .param("state", state.name())
        .param("token", fencingToken)
        .param("day", brokerDay)
        .param("capital", capital)
        .param("from", Road.leadingTo(state))
        .update();
  }

  /** Adds a line to the timeline, once. Does nothing to a trade that has ended. */
  public void note(String id, TimelineEntry line) {
    db.write("execution " + id + ": " + line.event(), () -> append(id, line));
  }

  /**
   * Locks the trade's row until the end of the transaction.
   *
   * @throws IllegalStateException if no such trade was registered
   */
  public StoredExecution lock(String id) {
    return select(id, " for update")
        .query(ExecutionRow::read)
        .optional()
        .orElseThrow(() -> new IllegalStateException("execution " + id + " is not registered"));
  }

  /** Stores how it ended; the caller has locked the row and seen no ending. */
  public void end(String id, Ending ending) {
    write(id, ending, "finished_at is null");
  }

  private void write(String id, Ending ending, String where) {
    Reason reason = ending.reason();
    db.sql(
            """
            update execution
            set state = :state, state_since = now(), reason_code = :code, reason_detail = :detail,
                fencing_token = greatest(fencing_token, :token),
                residual = cast(:residual as jsonb), timeline = cast(:timeline as jsonb),
                finished_at = :finished, units = :units,
                rolled_back_at = case when :state in ('UNWOUND', 'RESIDUAL')
                    then coalesce(rolled_back_at, clock_timestamp()) else rolled_back_at end,
                reserved = case when :state in ('COMMITTED', 'RESIDUAL') then reserved else 0 end
            where id = :id and\s\
            """
                + where)
        .param("id", id)
        .param("state", ending.state().name())
        .param("code", reason == null ? null : reason.code().name())
        .param("detail", reason == null ? null : reason.detail())
        .param("token", ending.fencingToken())
        .param("residual", Columns.json(ending.residual()))
        .param("timeline", Columns.json(ending.timeline()))
        .param("finished", Columns.time(ending.finishedAt()))
        .param("units", ending.units(), Types.INTEGER)
        .update();
  }

  /** Within the caller's transaction: it holds nothing any more, and binds nothing. */
  public void release(String id) {
    db.sql("update execution set reserved = 0 where id = :id").param("id", id).update();
  }

  /** Replaces the ending by another one and keeps it as history; the caller has locked the row. */
  public void replaceEnding(String id, Ending ending) {
    db.sql(
            """
            insert into ending_history (execution_id, state, reason_code, reason_detail, residual,
              fencing_token, finished_at, units)
            select id, state, reason_code, reason_detail, residual, fencing_token, finished_at,
              units
            from execution where id = :id
            """)
        .param("id", id)
        .update();
    write(id, ending, "finished_at is not null");
  }

  /** The endings that were replaced, oldest first; without their timelines. */
  public List<Ending> formerEndings(String id) {
    return db.ask(
        "former endings of " + id,
        () ->
            db.sql("select * from ending_history where execution_id = :id order by id")
                .param("id", id)
                .query(ExecutionRow::formerEnding)
                .list());
  }

  private boolean insert(Registration registration) {
    ExecutionRequest request = registration.request();
    return db.sql(
                """
                insert into execution (id, account, strategy, underlying, quantity, net_limit,
                  request, request_text, request_hash, first_run_id, accepted_at)
                values (:id, :account, :strategy, :underlying, :quantity, :net,
                  cast(:request as jsonb), :text, :hash, :run, :accepted)
                on conflict (id) do nothing
                """)
            .param("id", request.id())
            .param("account", request.account())
            .param("strategy", request.strategy())
            .param("underlying", request.underlying())
            .param("quantity", request.quantity())
            .param("net", request.netLimit())
            .param("request", Columns.json(request))
            .param("text", registration.requestJson())
            .param("hash", registration.requestHash())
            .param("run", registration.runId())
            .param("accepted", Columns.time(registration.acceptedAt()))
            .update()
        == 1;
  }

  private static RegistrationAnswer compare(Registration asked, StoredExecution stored) {
    if (!stored.requestHash().equals(asked.requestHash())) {
      LOG.warn("execution {}: the id is taken by another request; refused", stored.id());
      return new Conflicting(stored);
    }
    return new Repeated(stored.firstRunId().equals(asked.runId()), stored);
  }

  private StoredExecution require(String id) {
    return select(id, "").query(ExecutionRow::read).single();
  }

  private StatementSpec select(String id, String suffix) {
    return db.sql("select * from execution where id = :id" + suffix).param("id", id);
  }

  private int move(String id, TradeState state, long fencingToken) {
    return db.sql(
            """
            update execution
            set state_since = case when state = :state then state_since else now() end,
                state = :state, fencing_token = greatest(fencing_token, :token)
            where id = :id and state = any(:from)
            """)
        .param("id", id)
        .param("state", state.name())
        .param("token", fencingToken)
        .param("from", Road.leadingTo(state))
        .update();
  }

  private int append(String id, TimelineEntry line) {
    return db.sql(
            """
            update execution set timeline = timeline || cast(:line as jsonb)
            where id = :id and finished_at is null and not timeline @> cast(:line as jsonb)
            """)
        .param("id", id)
        .param("line", Columns.json(List.of(line)))
        .update();
  }

  private List<StoredExecution> page(ExecutionFilter filter, ExecutionCursor after, int limit) {
    StringBuilder where = new StringBuilder("true");
    if (filter.state() != null) {
      where.append(" and state = :state");
    }
    if (filter.account() != null) {
      where.append(" and account = :account");
    }
    if (filter.underlying() != null) {
      where.append(" and underlying = :underlying");
    }
    if (after != null) {
      where.append(" and (accepted_at, id) < (:acceptedAt, :id)");
    }
    StatementSpec query =
        db.sql(
            "select * from execution where "
                + where
                + " order by accepted_at desc, id desc limit :limit");
    return bind(query, filter, after).param("limit", limit).query(ExecutionRow::read).list();
  }

  private static StatementSpec bind(
      StatementSpec query, ExecutionFilter filter, ExecutionCursor after) {
    return query
        .param("state", filter.state() == null ? null : filter.state().name())
        .param("account", filter.account())
        .param("underlying", filter.underlying())
        .param("acceptedAt", after == null ? null : Columns.time(after.acceptedAt()))
        .param("id", after == null ? null : after.id());
  }

  private static String cursorAfter(StoredExecution last) {
    return new ExecutionCursor(last.acceptedAt(), last.id()).text();
  }
}
