package dev.legwork.ledger.reconciliation;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.ledger.sql.Database;
import dev.legwork.saga.AccountPosition;
import java.math.BigDecimal;
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
   * What each other trade holds, as far as nobody has said that it is gone: long and short apart,
   * and the older ones of each.
   */
  private static final String BESIDE =
      """
      with trade as (
        select f.execution_id, f.contract_id as con_id,
          sum(case f.side when 'BUY' then f.quantity else -f.quantity end) as net,
          (select min(i.stored_at) from order_intent i where i.execution_id = f.execution_id)
            as since
        from leg_fill f
        where f.account = :account
          and not exists (select 1 from protective_stop s
            where s.execution_id = f.execution_id and s.state = 'CLOSED_BY_OTHERS')
          and not exists (select 1 from execution e
            where e.id = f.execution_id and e.state = 'RESIDUAL' and not exists (
              select 1 from alert a where a.execution_id = e.id and a.code = 'RESIDUAL_POSITION'
                and a.closed_at is null and a.acknowledged_at is null))
        group by 1, 2
      )
      select con_id,
        coalesce(sum(net) filter (where net > 0 and since < :since), 0)
          + coalesce(sum(net) filter (where net < 0), 0) as before_long,
        coalesce(sum(net) filter (where net < 0 and since < :since), 0)
          + coalesce(sum(net) filter (where net > 0), 0) as before_short
      from trade group by con_id
      """;

  private static final String SINCE =
      """
      select con_id, sum(case side when 'BUY' then quantity else -quantity end) as quantity
      from foreign_fill where account = :account and first_seen >= :since group by con_id
      """;

  /** What comes before a long position of the trade that asks, and before a short one. */
  private record Beside(BigDecimal beforeLong, BigDecimal beforeShort) {
    private static final Beside NOTHING = new Beside(BigDecimal.ZERO, BigDecimal.ZERO);
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
          Map<Long, Beside> beside = beside(account, since);
          Set<Long> contracts = new HashSet<>(held.keySet());
          contracts.addAll(ours.keySet());
          Map<Long, AccountPosition> positions = new HashMap<>();
          for (Long contract : contracts) {
            BigDecimal position = held.getOrDefault(contract, BigDecimal.ZERO);
            positions.put(
                contract,
                new AccountPosition(
                    position,
                    position
                        .subtract(ours.getOrDefault(contract, BigDecimal.ZERO))
                        .subtract(others.getOrDefault(contract, BigDecimal.ZERO)),
                    lately.getOrDefault(contract, BigDecimal.ZERO),
                    beside.getOrDefault(contract, Beside.NOTHING).beforeLong(),
                    beside.getOrDefault(contract, Beside.NOTHING).beforeShort()));
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

  private Map<Long, Beside> beside(String account, Instant since) {
    Map<Long, Beside> beside = new HashMap<>();
    db.sql(BESIDE)
        .param("account", account)
        .param("since", Columns.time(since))
        .query(
            (row, number) ->
                beside.put(
                    row.getLong("con_id"),
                    new Beside(
                        Columns.decimal(row, "before_long"), Columns.decimal(row, "before_short"))))
        .list();
    return beside;
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
