package dev.legwork.ledger.guard;

import dev.legwork.guard.GuardFacts;
import dev.legwork.guard.GuardLimits;
import dev.legwork.ledger.reconciliation.AccountPositions;
import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an opening is judged by, in one statement where no limit asks for more. Everything is
 * counted from the trades' own rows, so that no restart forgets anything.
 */
public final class OpeningFacts {
  private static final String UNDONE =
      """
      select e.id, e.rolled_back_at, e.session_day,
        coalesce(e.underlying, e.request -> 'legs' -> 0 -> 'contract' ->> 'symbol') as underlying
      from execution e
      where e.account = :account and e.rolled_back_at is not null and not exists (
        select 1 from limit_reset r where r.account = e.account and r.at >= e.rolled_back_at
          and r.underlying in ('', coalesce(e.underlying,
            e.request -> 'legs' -> 0 -> 'contract' ->> 'symbol')))
      """;

  private static final String FACTS =
      "with undone as ("
          + UNDONE
          + """
          )
          select
            exists (select 1 from account_switch
              where account = :account and cleared_at is null) as switched,
            (select coalesce(sum(reserved), 0) from execution
              where account = :account and reserved > 0 and id <> :id) as reserved,
            (select string_agg(e.id, ' ' order by e.id) from execution e
              where e.account = :account and e.id <> :id
                and (e.state in ('WAITING_MARKET', 'HEDGING', 'UNWINDING') or exists (
                  select 1 from alert a where a.execution_id = e.id
                    and a.code = 'RESIDUAL_POSITION' and a.closed_at is null
                    and a.acknowledged_at is null) or exists (
                  select 1 from protective_stop s
                  where s.execution_id = e.id and s.state = 'INCOMPLETE'))) as unsettled,
            (select count(*) from undone where session_day = :day) as rollbacks,
            (select count(*) from undone where session_day = :day and underlying = :underlying)
              as of_underlying,
            (select extract(epoch from clock_timestamp() - max(rolled_back_at)) * 1000
              from undone where underlying = :underlying) as since_ms
          """;

  /**
   * What was bought and sold again, by contract, and all fees: of the trades that were undone in
   * the session, and of those whose positions were left in it, by their stops or by a person.
   */
  private static final String LOSS =
      "with undone as ("
          + UNDONE
          + """
          ), stopped as (
            select distinct f.execution_id as id
            from leg_fill f join order_intent i on i.order_ref = f.order_ref
              join protective_stop s on s.execution_id = f.execution_id
            where f.account = :account and i.purpose in ('UNWIND', 'STOP')
              and coalesce(cast(f.at at time zone 'America/New_York' as date), i.broker_day) = :day
              and not exists (select 1 from limit_reset r join execution e on e.id = f.execution_id
                where r.account = f.account and r.at >= coalesce(s.ended_at, now())
                  and r.underlying in ('', coalesce(e.underlying,
                    e.request -> 'legs' -> 0 -> 'contract' ->> 'symbol')))
          ), losing as (
            select id from undone where session_day = :day union select id from stopped
          ), traded as (
            select f.contract_id as con,
              cast(coalesce(i.contract -> 'spec' ->> 'multiplier',
                (select part -> 'instrument' -> 'spec' ->> 'multiplier'
                  from jsonb_array_elements(i.contract -> 'legs') as part
                  where part ->> 'name' = f.leg)) as numeric) as multiplier,
              f.execution_id, f.side, f.quantity, f.price
            from leg_fill f join order_intent i on i.order_ref = f.order_ref
            where f.execution_id in (select id from losing)
          ), legs as (
            select execution_id, con, max(multiplier) as multiplier,
              sum(quantity) filter (where side = 'BUY') as bought,
              sum(quantity * price) filter (where side = 'BUY') as paid,
              sum(quantity) filter (where side = 'SELL') as sold,
              sum(quantity * price) filter (where side = 'SELL') as got
            from traded group by execution_id, con
          )
          select coalesce((select sum(least(bought, sold) * (paid / bought - got / sold) * multiplier)
              from legs where bought > 0 and sold > 0), 0)
            + coalesce((select sum(amount) from commission
                where execution_id in (select id from losing)), 0) as loss
          """;

  private final Database db;
  private final Switches switches;
  private final AccountPositions positions;

  public OpeningFacts(Database db) {
    this.db = db;
    this.switches = new Switches(db);
    this.positions = new AccountPositions(db);
  }

  /**
   * Within the caller's transaction, or alone.
   *
   * @param executionId the trade that is to open, whose own rows do not count
   * @param day the broker's
   * @param limits what nobody limits is not read
   */
  public GuardFacts of(
      String account, String executionId, String underlying, LocalDate day, GuardLimits limits) {
    BigDecimal loss = limits.dailyLoss() == null ? BigDecimal.ZERO : loss(account, day);
    Map<Long, BigDecimal> held = limits.position() == null ? Map.of() : positions.known(account);
    return db.sql(FACTS)
        .param("account", account)
        .param("id", executionId)
        .param("underlying", underlying)
        .param("day", day)
        .query((row, number) -> facts(account, row, loss, held))
        .single();
  }

  private BigDecimal loss(String account, LocalDate day) {
    return db.sql(LOSS)
        .param("account", account)
        .param("day", day)
        .query((row, number) -> Columns.decimal(row, "loss"))
        .single();
  }

  private GuardFacts facts(
      String account, ResultSet row, BigDecimal loss, Map<Long, BigDecimal> held)
      throws SQLException {
    String unsettled = row.getString("unsettled");
    BigDecimal since = row.getBigDecimal("since_ms");
    return new GuardFacts(
        row.getBoolean("switched") ? switches.standing(account) : List.of(),
        Columns.decimal(row, "reserved"),
        unsettled == null ? List.of() : Arrays.asList(unsettled.split(" ")),
        row.getInt("rollbacks"),
        row.getInt("of_underlying"),
        Optional.ofNullable(since).map(ms -> Duration.ofMillis(ms.longValue())),
        loss,
        held);
  }
}
