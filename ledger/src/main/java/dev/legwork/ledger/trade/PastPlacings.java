package dev.legwork.ledger.trade;

import dev.legwork.ledger.sql.Database;
import dev.legwork.placing.PastTrades;
import dev.legwork.request.Placing;
import dev.legwork.saga.TradeState;
import java.util.EnumMap;
import java.util.Map;

/**
 * How an account's trades ended that sent orders, by the mode in which they were placed; an AUTO
 * trade counts for the mode that was chosen. Looks at the newest {@value #NEWEST} trades alone, and
 * not at those that a person cancelled.
 */
public final class PastPlacings {
  private static final int NEWEST = 200;

  private final Database db;

  public PastPlacings(Database db) {
    this.db = db;
  }

  /** By mode; modes without any are left out. */
  public Map<Placing, PastTrades> of(String account) {
    Map<Placing, PastTrades> past = new EnumMap<>(Placing.class);
    db.ask("past trades of " + account, () -> read(account, past));
    return past;
  }

  private int read(String account, Map<Placing, PastTrades> past) {
    return db.sql(
            """
            select coalesce(
                     (select min(chosen ->> 'mode') from order_intent
                      where execution_id = trade.id and chosen is not null),
                     trade.request ->> 'placing') as mode,
                   trade.state as state
            from (select id, state, reason_code, request from execution
                  where account = :account order by accepted_at desc, id desc
                  limit :newest) trade
            where trade.state in ('COMMITTED', 'UNWOUND', 'NOT_FILLED', 'RESIDUAL')
              and trade.reason_code is distinct from 'CANCELLED'
              and exists (select 1 from order_intent where execution_id = trade.id)
            """)
        .param("account", account)
        .param("newest", NEWEST)
        .query(
            (row, number) -> {
              boolean committed = row.getString("state").equals(TradeState.COMMITTED.name());
              return past.merge(
                  Placing.valueOf(row.getString("mode")),
                  PastTrades.NONE.with(committed),
                  (a, b) -> new PastTrades(a.committed() + b.committed(), a.failed() + b.failed()));
            })
        .list()
        .size();
  }
}
