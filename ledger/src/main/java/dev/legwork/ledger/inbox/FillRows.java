package dev.legwork.ledger.inbox;

import dev.legwork.ledger.sql.Columns;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of view {@code effective_fill} and of table {@code commission}. */
final class FillRows {
  private FillRows() {}

  static StoredFill fill(ResultSet row, int number) throws SQLException {
    Fill fill =
        new Fill(
            row.getString("exec_id"),
            Columns.constant(row, "side", Side.class),
            Columns.decimal(row, "quantity"),
            Columns.decimal(row, "price"),
            Columns.time(row, "at"),
            row.getLong("con_id"));
    return new StoredFill(ref(row), fill, row.getLong("sequence"));
  }

  static StoredCommission commission(ResultSet row, int number) throws SQLException {
    return new StoredCommission(
        ref(row),
        row.getString("exec_id"),
        Columns.decimal(row, "amount"),
        row.getString("currency"));
  }

  private static OrderRef ref(ResultSet row) throws SQLException {
    return OrderRef.parse(row.getString("order_ref")).orElseThrow();
  }
}
