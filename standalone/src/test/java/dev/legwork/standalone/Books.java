package dev.legwork.standalone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Our own database as a witness reads it: past the code that wrote it. */
final class Books {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final String url;

  Books(String url) {
    this.url = url + "?connectTimeout=2&socketTimeout=5";
  }

  boolean answers() {
    try {
      return select("select 1").equals(List.of("1"));
    } catch (SQLException away) {
      return false;
    }
  }

  /** State of a trade; empty while it is not registered, or while the database is away. */
  String state(String executionId) {
    try {
      return String.join("", select("select state from execution where id = ?", executionId));
    } catch (SQLException away) {
      return "";
    }
  }

  String reason(String executionId) {
    return String.join("", column("select reason_code from execution where id = ?", executionId));
  }

  int reports(String executionId) {
    return column("select 1 from report where execution_id = ?", executionId).size();
  }

  /** Ids of all executions that are stored for a trade. */
  Set<String> fills(String executionId) {
    return Set.copyOf(column("select exec_id from fill where execution_id = ?", executionId));
  }

  /** References of orders that no proof has ended. */
  List<String> openOrders(String executionId) {
    return column(
        "select order_ref from order_intent where execution_id = ? and verdict is null",
        executionId);
  }

  List<String> openAlerts(String executionId) {
    return column(
        "select code from alert where execution_id = ? and closed_at is null", executionId);
  }

  /** The first column, as text; asks again while the database is away. */
  List<String> column(String sql, String... arguments) {
    AtomicReference<List<String>> rows = new AtomicReference<>();
    AtomicReference<SQLException> last = new AtomicReference<>();
    Waiting.until(
        "the database answers " + sql,
        PATIENCE,
        () -> {
          try {
            rows.set(select(sql, arguments));
            return true;
          } catch (SQLException away) {
            last.set(away);
            return false;
          }
        });
    return rows.get();
  }

  private List<String> select(String sql, String... arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "legwork", "legwork");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setString(i + 1, arguments[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    }
  }
}
