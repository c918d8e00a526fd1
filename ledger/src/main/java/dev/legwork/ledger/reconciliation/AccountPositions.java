package dev.legwork.ledger.reconciliation;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.Claims;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is known of how an account's positions came about, beside what the broker holds. */
public final class AccountPositions {
  private static final String OURS =
      """
      select contract_id as con_id,
        sum(case side when 'BUY' then quantity else -quantity end) as quantity
      from leg_fill where account = :account group by 1
      """;

  /**
   * What each trade holds, by whether it closes itself: its workflow runs, or its stop does. What a
   * person was told to close, and is flattened, comes before nothing of others.
   */
  private static final String CLAIMS =
      """
      with trade as (
        select e.id, f.contract_id as con_id,
          sum(case f.side when 'BUY' then f.quantity else -f.quantity end) as net,
          (select min(i.stored_at) from order_intent i where i.execution_id = e.id) < :since
            as older,
          e.finished_at is null or exists (select 1 from protective_stop s
            where s.execution_id = e.id and s.ended_at is null) as closes,
          e.state = 'RESIDUAL' and exists (select 1 from protective_stop s
            where s.execution_id = e.id and s.ended_at is null
              and (s.asked ->> 'kind' = 'FLATTEN' or s.status ->> 'whole' = 'true')) as people
        from leg_fill f join execution e on e.id = f.execution_id
        where f.account = :account
        group by e.id, f.contract_id
      ), others as (
        select con_id,
          coalesce(sum(quantity) filter (where side = 'BUY'), 0) as bought,
          coalesce(sum(quantity) filter (where side = 'SELL'), 0) as sold
        from foreign_fill where account = :account group by con_id
      )
      select trade.con_id,
        coalesce(sum(net) filter (where net > 0 and closes and older and not people), 0)
          as older_long,
        coalesce(sum(net) filter (where net < 0 and closes and older and not people), 0)
          as older_short,
        coalesce(sum(net) filter (where net > 0 and closes), 0) as longs,
        coalesce(sum(net) filter (where net < 0 and closes), 0) as shorts,
        coalesce(sum(net) filter (where net > 0 and not closes), 0) as idle_longs,
        coalesce(sum(net) filter (where net < 0 and not closes), 0) as idle_shorts,
        coalesce(max(others.bought), 0) as bought, coalesce(max(others.sold), 0) as sold
      from trade left join others on others.con_id = trade.con_id group by trade.con_id
      """;

  /** What the broker's positions may not show yet: they follow executions within 30 s. */
  private static final String LATELY =
      """
      select f.contract_id as con_id,
        coalesce(sum(f.quantity) filter (where f.side = 'SELL'), 0) as sold,
        coalesce(sum(f.quantity) filter (where f.side = 'BUY'), 0) as bought
      from leg_fill f join order_event e on e.sequence = f.sequence
      where f.account = :account and e.received_at > clock_timestamp() - interval '30 seconds'
      group by 1
      """;

  private static final String SINCE =
      """
      select con_id, sum(case side when 'BUY' then quantity else -quantity end) as quantity
      from foreign_fill where account = :account and first_seen >= :since group by con_id
      """;

  /** Not signed. */
  private record Lately(BigDecimal sold, BigDecimal bought) {
    private static final Lately NOTHING = new Lately(BigDecimal.ZERO, BigDecimal.ZERO);
  }

  private final Database db;
  private final ForeignBook foreign;

  public AccountPositions(Database db) {
    this.db = db;
    this.foreign = new ForeignBook(db);
  }

  /**
   * Puts what the broker holds beside what is known.
   *
   * @param held all positions of the account by contract, from a complete answer
   * @param since the first order of the trade that asks: what others are known to have executed
   *     after it is told apart, and so are trades of ours that are older
   * @return by contract, also those in which nothing is held any more
   */
  public Map<Long, AccountPosition> of(String account, Map<Long, BigDecimal> held, Instant since) {
    return db.read(
        "positions of " + account,
        () -> {
          Map<Long, BigDecimal> ours = sums(OURS, account, null);
          Map<Long, BigDecimal> others = foreign.positions(account);
          Map<Long, BigDecimal> lately = sums(SINCE, account, since);
          Map<Long, Claims> claims = claims(account, since);
          Map<Long, Lately> executed = executed(account);
          Set<Long> contracts = new HashSet<>(held.keySet());
          contracts.addAll(ours.keySet());
          Map<Long, AccountPosition> positions = new HashMap<>();
          for (Long contract : contracts) {
            BigDecimal position = held.getOrDefault(contract, BigDecimal.ZERO);
            BigDecimal unexplained =
                position
                    .subtract(ours.getOrDefault(contract, BigDecimal.ZERO))
                    .subtract(others.getOrDefault(contract, BigDecimal.ZERO));
            Claims beside = claims.getOrDefault(contract, Claims.NONE);
            positions.put(
                contract,
                new AccountPosition(
                    position,
                    unexplained,
                    lately.getOrDefault(contract, BigDecimal.ZERO),
                    beside.beforeLong(unexplained),
                    beside.beforeShort(unexplained),
                    executed.getOrDefault(contract, Lately.NOTHING).sold(),
                    executed.getOrDefault(contract, Lately.NOTHING).bought()));
          }
          return positions;
        });
  }

  /** What the account holds as far as the ledger knows, ours and other people's, by contract. */
  public Map<Long, BigDecimal> known(String account) {
    Map<Long, BigDecimal> known = sums(OURS, account, null);
    foreign.positions(account).forEach((contract, q) -> known.merge(contract, q, BigDecimal::add));
    return known;
  }

  private Map<Long, Claims> claims(String account, Instant since) {
    Map<Long, Claims> claims = new HashMap<>();
    db.sql(CLAIMS)
        .param("account", account)
        .param("since", Columns.time(since))
        .query((row, number) -> claims.put(row.getLong("con_id"), claims(row)))
        .list();
    return claims;
  }

  private static Claims claims(ResultSet row) throws SQLException {
    return new Claims(
        Columns.decimal(row, "older_long"),
        Columns.decimal(row, "older_short"),
        Columns.decimal(row, "longs"),
        Columns.decimal(row, "shorts"),
        Columns.decimal(row, "idle_longs"),
        Columns.decimal(row, "idle_shorts"),
        Columns.decimal(row, "bought"),
        Columns.decimal(row, "sold"));
  }

  private Map<Long, Lately> executed(String account) {
    Map<Long, Lately> executed = new HashMap<>();
    db.sql(LATELY)
        .param("account", account)
        .query(
            (row, number) ->
                executed.put(
                    row.getLong("con_id"),
                    new Lately(Columns.decimal(row, "sold"), Columns.decimal(row, "bought"))))
        .list();
    return executed;
  }

  private Map<Long, BigDecimal> sums(String sql, String account, Instant since) {
    Map<Long, BigDecimal> sums = new HashMap<>();
    var statement = db.sql(sql).param("account", account);
    if (since != null) {
      statement.param("since", Columns.time(since));
    }
    statement
        .query((row, number) -> sums.put(row.getLong("con_id"), Columns.decimal(row, "quantity")))
        .list();
    return sums;
  }
}
