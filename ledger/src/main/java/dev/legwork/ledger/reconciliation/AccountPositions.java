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
  private static final String SINCE =
      """
      select con_id, sum(case side when 'BUY' then quantity else -quantity end) as quantity
      from foreign_fill where account = :account and first_seen >= :since group by con_id
      """;

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
   * @param since what others are known to have executed after it is told apart
   * @return by contract, also those in which nothing is held any more
   */
  public Map<Long, AccountPosition> of(String account, Map<Long, BigDecimal> held, Instant since) {
    return db.read(
        "positions of " + account,
        () -> {
          Map<Long, BigDecimal> ours = sums(OURS, account, null);
          Map<Long, BigDecimal> others = foreign.positions(account);
          Map<Long, BigDecimal> lately = sums(SINCE, account, since);
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
                    lately.getOrDefault(contract, BigDecimal.ZERO)));
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
