package dev.legwork.ledger.lease;

import dev.legwork.ledger.sql.Database;
import java.time.Duration;
import java.util.Optional;

/** When the desks of accounts were last heard of, for those who hold no lease themselves. */
public final class DeskLeases {
  private final Database db;

  public DeskLeases(Database db) {
    this.db = db;
  }

  /** Since the holder last showed that it lives; empty where nobody ever held the lease. */
  public Optional<Duration> silence(String account) {
    return db.ask(
        "lease of " + account,
        () ->
            db.sql(
                    """
                    select extract(epoch from clock_timestamp() - heartbeat_at) * 1000
                    from desk_lease where account = :account
                    """)
                .param("account", account)
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis));
  }

  /** Whether a trade of the account runs, or an order of its trades may still work. */
  public boolean isNeeded(String account) {
    return db.ask(
        "open trades of " + account,
        () ->
            db.sql(
                    """
                    select exists (select 1 from execution
                                   where account = :account and finished_at is null)
                        or exists (select 1 from order_intent
                                   where account = :account and verdict is null)
                    """)
                .param("account", account)
                .query(Boolean.class)
                .single());
  }
}
