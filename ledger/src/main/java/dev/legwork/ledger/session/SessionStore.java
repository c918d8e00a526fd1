package dev.legwork.ledger.session;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.session.LastPass;
import dev.legwork.session.SessionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Trading sessions. */
public final class SessionStore {
  private final Database db;

  public SessionStore(Database db) {
    this.db = db;
  }

  /**
   * Remembers a session that begins; the one that had its name before is forgotten. Told again it
   * changes nothing.
   *
   * @param runId the first run of its workflow
   */
  public void begin(String runId, SessionState state) {
    db.write(
        "session " + state.plan().name(),
        () ->
            db.sql(
                    """
                    insert into trading_session (name, account, run_id, phase, state, started_at)
                    values (:name, :account, :run, :phase, cast(:state as jsonb), :started)
                    on conflict (name) do update set
                      account = excluded.account, run_id = excluded.run_id,
                      phase = excluded.phase, state = excluded.state,
                      started_at = excluded.started_at, ended_at = null,
                      passes = 0, last_pass = null
                    where trading_session.run_id <> excluded.run_id
                    """)
                .param("name", state.plan().name())
                .param("account", state.plan().account())
                .param("run", runId)
                .param("phase", state.phase().name())
                .param("state", Columns.json(state))
                .param("started", Columns.time(state.startedAt()))
                .update());
  }

  /** Stores how the session is; of one whose name another has now, nothing. */
  public void told(String runId, SessionState state) {
    db.write(
        "session " + state.plan().name() + ": " + state.phase(),
        () ->
            db.sql(
                    """
                    update trading_session
                    set phase = :phase, state = cast(:state as jsonb), ended_at = :ended
                    where name = :name and run_id = :run
                    """)
                .param("name", state.plan().name())
                .param("run", runId)
                .param("phase", state.phase().name())
                .param("state", Columns.json(state))
                .param("ended", Columns.time(state.endedAt()))
                .update());
  }

  /** Counts passes of a session that runs, the last of which brought this. */
  public void looked(String name, int passes, LastPass last) {
    db.write(
        "passes of session " + name,
        () ->
            db.sql(
                    """
                    update trading_session
                    set passes = passes + :passes, last_pass = cast(:last as jsonb)
                    where name = :name and ended_at is null
                    """)
                .param("name", name)
                .param("passes", passes)
                .param("last", Columns.json(last))
                .update());
  }

  /** The session of that name, or the last one that had it. */
  public Optional<StoredSession> find(String name) {
    return db.ask(
        "session " + name,
        () ->
            db.sql("select * from trading_session where name = :name")
                .param("name", name)
                .query(SessionStore::read)
                .optional());
  }

  /**
   * Sessions, the newest first.
   *
   * @param account of which; empty: of all
   */
  public List<StoredSession> newest(String account, int limit) {
    return db.ask(
        "sessions",
        () ->
            db.sql(
                    """
                    select * from trading_session where :account = '' or account = :account
                    order by started_at desc, name limit :limit
                    """)
                .param("account", account)
                .param("limit", limit)
                .query(SessionStore::read)
                .list());
  }

  /** Names of sessions of an account that are not over, oldest first. */
  public List<String> running(String account) {
    return db.ask(
        "running sessions of " + account,
        () ->
            db.sql(
                    """
                    select name from trading_session where account = :account and ended_at is null
                    order by started_at, name
                    """)
                .param("account", account)
                .query(String.class)
                .list());
  }

  private static StoredSession read(ResultSet row, int number) throws SQLException {
    return new StoredSession(
        row.getString("run_id"),
        Columns.json(row, "state", SessionState.class),
        row.getLong("passes"),
        row.getString("last_pass") == null ? null : Columns.json(row, "last_pass", LastPass.class));
  }
}
