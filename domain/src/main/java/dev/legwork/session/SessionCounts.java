package dev.legwork.session;

/**
 * What a session has seen and done.
 *
 * @param found opportunities that there were to choose from, added up over all looks that found any
 * @param fallen those that did not stand the second look
 * @param taken those that another session had taken
 * @param trades executions it began, or would have begun
 * @param committed trades that committed
 * @param partial trades of which something was executed and that did not commit
 * @param unfilled trades of which nothing was executed
 */
public record SessionCounts(
    long found, long fallen, long taken, int trades, int committed, int partial, int unfilled) {
  static final SessionCounts NONE = new SessionCounts(0, 0, 0, 0, 0, 0, 0);

  SessionCounts found(int more) {
    return new SessionCounts(found + more, fallen, taken, trades, committed, partial, unfilled);
  }

  SessionCounts oneFallen() {
    return new SessionCounts(found, fallen + 1, taken, trades, committed, partial, unfilled);
  }

  SessionCounts oneTaken() {
    return new SessionCounts(found, fallen, taken + 1, trades, committed, partial, unfilled);
  }

  SessionCounts oneBegun() {
    return new SessionCounts(found, fallen, taken, trades + 1, committed, partial, unfilled);
  }

  SessionCounts ended(TradeEnd end) {
    return new SessionCounts(
        found,
        fallen,
        taken,
        trades,
        committed + (end == TradeEnd.SUCCESS ? 1 : 0),
        partial + (end == TradeEnd.PARTIAL ? 1 : 0),
        unfilled + (end == TradeEnd.UNFILLED ? 1 : 0));
  }
}
