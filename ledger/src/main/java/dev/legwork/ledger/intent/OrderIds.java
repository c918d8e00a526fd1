package dev.legwork.ledger.intent;

import dev.legwork.ledger.sql.Database;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Order ids of a client: each given out once, whatever the venue says is next. */
final class OrderIds {
  private final Database db;

  OrderIds(Database db) {
    this.db = db;
  }

  /** The latest session's number; no other is given out before this transaction ends. */
  long lockEpoch(String account, int clientId) {
    return statement(
            account,
            clientId,
            """
            select session_epoch from order_id_high_water
            where account = :account and client_id = :client for update
            """)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Takes so many ids above the floor and the high-water mark; answers the first of them. */
  int take(String account, int clientId, int floor, int count) {
    int last =
        statement(
                account,
                clientId,
                """
                insert into order_id_high_water as mark (account, client_id, order_id)
                values (:account, :client, :floor + :count)
                on conflict (account, client_id)
                do update set order_id = greatest(mark.order_id, :floor) + :count
                returning order_id
                """)
            .param("floor", Math.max(0, floor))
            .param("count", count)
            .query(Integer.class)
            .single();
    return last - count + 1;
  }

  void raise(String account, int clientId, int orderId) {
    statement(
            account,
            clientId,
            """
            insert into order_id_high_water as mark (account, client_id, order_id)
            values (:account, :client, :id)
            on conflict (account, client_id)
            do update set order_id = greatest(mark.order_id, :id)
            """)
        .param("id", orderId)
        .update();
  }

  int highWater(String account, int clientId) {
    return statement(
            account,
            clientId,
            """
            select order_id from order_id_high_water
            where account = :account and client_id = :client
            """)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  long nextEpoch(String account, int clientId) {
    return statement(
            account,
            clientId,
            """
            insert into order_id_high_water as mark (account, client_id, order_id, session_epoch)
            values (:account, :client, 0, 1)
            on conflict (account, client_id)
            do update set session_epoch = mark.session_epoch + 1
            returning session_epoch
            """)
        .query(Long.class)
        .single();
  }

  private StatementSpec statement(String account, int clientId, String sql) {
    return db.sql(sql).param("account", account).param("client", clientId);
  }
}
