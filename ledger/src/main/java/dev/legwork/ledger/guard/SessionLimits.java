package dev.legwork.ledger.guard;

import dev.legwork.guard.GuardFacts;
import dev.legwork.guard.GuardLimits;
import dev.legwork.ledger.audit.AuditLog;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person may see and put right of an account's limits; every change is audited. */
public final class SessionLimits {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLimits.class);

  /** All facts, also of what nobody may have limited. */
  private static final GuardLimits EVERYTHING =
      new GuardLimits(
          BigDecimal.ONE,
          BigDecimal.ONE,
          GuardLimits.NONE.openExecutions(),
          GuardLimits.MAX_LEGS,
          GuardLimits.NONE.rollbacks(),
          GuardLimits.NONE.rollbacksOfUnderlying(),
          GuardLimits.NONE.cooldown(),
          BigDecimal.ONE);

  /**
   * Capital that a trade binds.
   *
   * @param state of the trade
   * @param amount USD
   */
  public record Reservation(String executionId, String state, BigDecimal amount) {}

  private final Database db;
  private final AuditLog audit;
  private final OpeningFacts facts;

  public SessionLimits(Database db) {
    this.db = db;
    this.audit = new AuditLog(db);
    this.facts = new OpeningFacts(db);
  }

  /** The broker's day of the account's latest orders; empty before the first. */
  public Optional<LocalDate> session(String account) {
    return db.ask(
        "session of " + account,
        () ->
            db.sql("select max(session_day) as day from execution where account = :account")
                .param("account", account)
                .query((row, number) -> Optional.ofNullable(Columns.date(row, "day")))
                .single());
  }

  /** Where the account stands in that session, by what any opening would be judged by. */
  public GuardFacts facts(String account, LocalDate day) {
    return db.read("limits of " + account, () -> facts.of(account, "", "", day, EVERYTHING));
  }

  /** What the account's trades bind, the largest first. */
  public List<Reservation> reservations(String account) {
    return db.ask(
        "reservations of " + account,
        () ->
            db.sql(
                    """
                    select id, state, reserved from execution
                    where account = :account and reserved > 0 order by reserved desc, id
                    """)
                .param("account", account)
                .query(
                    (row, number) ->
                        new Reservation(
                            row.getString("id"),
                            row.getString("state"),
                            Columns.decimal(row, "reserved")))
                .list());
  }

  /**
   * Trades that were undone up to now count no more: for the rollbacks, the cooldown and the loss.
   *
   * @param underlying of these only; empty: of the whole account
   */
  public void reset(String account, String underlying, String operator, String reason) {
    db.write(
        "limits of " + account,
        () -> {
          db.sql(
                  """
                  insert into limit_reset (account, underlying, operator, reason)
                  values (:account, :underlying, :operator, :reason)
                  """)
              .param("account", account)
              .param("underlying", underlying)
              .param("operator", operator)
              .param("reason", reason)
              .update();
          audit.record(operator, "LIMIT_RESET", target(account, underlying), reason);
          return null;
        });
    LOG.warn("{}: {} resets its limits: {}", target(account, underlying), operator, reason);
  }

  /**
   * Releases what an ended trade still binds: a person says that its position is no more.
   *
   * @return whether it bound anything, and had ended
   */
  public boolean release(String account, String executionId, String operator, String reason) {
    return db.write(
        "capital of " + executionId,
        () -> {
          int released =
              db.sql(
                      """
                      update execution set reserved = 0
                      where id = :id and account = :account and reserved > 0
                        and finished_at is not null
                      """)
                  .param("id", executionId)
                  .param("account", account)
                  .update();
          if (released > 0) {
            audit.record(operator, "CAPITAL_RELEASE", "execution " + executionId, reason);
            LOG.warn("execution {}: {} releases its capital: {}", executionId, operator, reason);
          }
          return released > 0;
        });
  }

  private static String target(String account, String underlying) {
    return "account " + account + (underlying.isEmpty() ? "" : ", " + underlying);
  }
}
