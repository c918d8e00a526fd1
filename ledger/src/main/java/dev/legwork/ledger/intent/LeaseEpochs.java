package dev.legwork.ledger.intent;

import dev.legwork.ledger.sql.Database;

/** The desk lease as far as storing intents needs it. */
final class LeaseEpochs {
  private final Database db;

  LeaseEpochs(Database db) {
    this.db = db;
  }

  /**
   * The holder's number, 0 before the first; nobody becomes holder before this transaction ends.
   */
  long lockEpoch(String account) {
    return db.sql("select epoch from desk_lease where account = :account for share")
        .param("account", account)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}
