package dev.legwork.ledger.session;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.session.Claim;
import dev.legwork.session.ClaimAnswer;
import dev.legwork.session.Claims;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who executes which opportunity; each once, and one at a time for an account. */
public final class ClaimStore {
  private final Database db;

  public ClaimStore(Database db) {
    this.db = db;
  }

  /**
   * Claims an opportunity for a session, as {@link Claims#decide} says. A claim whose execution has
   * its ending stands in nobody's way, be it that nobody came to say so.
   */
  public ClaimAnswer claim(String account, String session, String opportunity) {
    return db.write(
        "claim of session " + session + " on " + opportunity,
        () -> {
          lock(account);
          settleEnded(account);
          ClaimAnswer answer =
              Claims.decide(
                  account,
                  session,
                  opportunity,
                  find(account, opportunity).orElse(null),
                  standing(account).orElse(null));
          if (answer instanceof ClaimAnswer.Granted granted) {
            insert(account, session, opportunity, granted.execution());
          }
          return answer;
        });
  }

  /** The claim of the account whose execution has not ended, or nothing. */
  public Optional<Claim> open(String account) {
    return db.write(
        "open claim of " + account,
        () -> {
          lock(account);
          settleEnded(account);
          return standing(account);
        });
  }

  /**
   * The execution is over, or is known never to begin.
   *
   * @param outcome how
   */
  public void settle(String execution, String outcome) {
    db.write(
        "claim of execution " + execution + ": " + outcome,
        () ->
            db.sql(
                    """
                    update session_claim set ended_at = now(), outcome = :outcome
                    where execution_id = :execution and ended_at is null
                    """)
                .param("execution", execution)
                .param("outcome", outcome)
                .update());
  }

  /** Those of these opportunities that the account has claimed already, and not given back. */
  public Set<String> claimed(String account, Collection<String> opportunities) {
    if (opportunities.isEmpty()) {
      return Set.of();
    }
    return db.ask(
        "claims of " + account,
        () ->
            db.sql(
                    """
                    select opportunity from session_claim
                    where account = :account and opportunity in (:opportunities)
                      and outcome is distinct from :given_back
                    """)
                .param("account", account)
                .param("opportunities", opportunities)
                .param("given_back", Claim.NOT_STARTED)
                .query(String.class)
                .set());
  }

  /** The claims of a session, newest first. */
  public List<Claim> of(String session, int limit) {
    return db.ask(
        "claims of session " + session,
        () ->
            db.sql(
                    """
                    select * from session_claim where session = :session
                    order by claimed_at desc, opportunity limit :limit
                    """)
                .param("session", session)
                .param("limit", limit)
                .query(ClaimStore::read)
                .list());
  }

  /** One decision about an account at a time, until the transaction ends. */
  private void lock(String account) {
    db.sql("select pg_advisory_xact_lock(hashtextextended('session-claim ' || :account, 0))")
        .param("account", account)
        .query((row, number) -> true)
        .single();
  }

  private void settleEnded(String account) {
    db.sql(
            """
            update session_claim c set ended_at = e.finished_at, outcome = e.state
            from execution e
            where c.account = :account and c.ended_at is null
              and e.id = c.execution_id and e.finished_at is not null
            """)
        .param("account", account)
        .update();
  }

  private Optional<Claim> find(String account, String opportunity) {
    return db.sql(
            """
            select * from session_claim
            where account = :account and opportunity = :opportunity
            """)
        .param("account", account)
        .param("opportunity", opportunity)
        .query(ClaimStore::read)
        .optional();
  }

  private Optional<Claim> standing(String account) {
    return db.sql("select * from session_claim where account = :account and ended_at is null")
        .param("account", account)
        .query(ClaimStore::read)
        .optional();
  }

  private void insert(String account, String session, String opportunity, String execution) {
    db.sql(
            """
            insert into session_claim (account, opportunity, session, execution_id)
            values (:account, :opportunity, :session, :execution)
            on conflict (account, opportunity) do update set
              session = excluded.session, claimed_at = now(), ended_at = null, outcome = null
            where session_claim.outcome = :given_back
            """)
        .param("given_back", Claim.NOT_STARTED)
        .param("account", account)
        .param("opportunity", opportunity)
        .param("session", session)
        .param("execution", execution)
        .update();
  }

  private static Claim read(ResultSet row, int number) throws SQLException {
    return new Claim(
        row.getString("account"),
        row.getString("opportunity"),
        row.getString("session"),
        row.getString("execution_id"),
        Columns.time(row, "claimed_at"),
        row.getString("outcome"));
  }
}
