package dev.legwork.ledger.intent;

import dev.legwork.ledger.sql.Database;

/** The highest lock token of an account: whoever holds a lower one opens nothing any more. */
public final class AccountFence {
  private final Database db;

  public AccountFence(Database db) {
    this.db = db;
  }

  /** The highest token that opened or was raised to; 0 before the first. */
  public long current(String account) {
    return db.ask("fence of " + account, () -> select(account));
  }

  /**
   * Makes all lower tokens powerless to open, from the commit of this call on.
   *
   * @return the token that counts now: this one, or a higher one that was there before
   */
  public long raise(String account, long token) {
    return db.write(
        "fence of " + account,
        () -> {
          passes(account, token);
          return select(account);
        });
  }

  /** Within the caller's transaction: raises the fence to the token, unless it is beyond it. */
  boolean passes(String account, long token) {
    return db.sql(
                """
                insert into account_fence as fence (account, token) values (:account, :token)
                on conflict (account) do update set token = :token, raised_at = now()
                where fence.token <= :token
                """)
            .param("account", account)
            .param("token", token)
            .update()
        == 1;
  }

  private long select(String account) {
    return db.sql("select token from account_fence where account = :account")
        .param("account", account)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}
