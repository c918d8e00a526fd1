package dev.legwork.ledger.sql;

import java.sql.SQLException;

/** The server's codes that this package decides by (PostgreSQL manual, appendix A). */
final class SqlStates {
  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";

  private SqlStates() {}

  /** The code of the first SQL error among the causes, empty if there is none. */
  static String of(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** Whether the transaction lost against another one and may win the next time. */
  static boolean isWorthRepeating(Throwable e) {
    String state = of(e);
    return state.equals(SERIALIZATION_FAILURE) || state.equals(DEADLOCK);
  }

  /** Lost connection, no resources, cancelled or shut down, no lock in time. */
  static boolean isUnavailability(Throwable e) {
    return of(e).matches("(08|53|57).*|55P03");
  }
}
