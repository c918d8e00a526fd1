package dev.legwork.invariant;

import dev.legwork.book.Fills;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the ledger knew at a time. */
final class Replay {
  private static final int PLACES = 8;

  private Replay() {}

  /** What an order had executed of a leg by what had been received until then. */
  static Fills fillsBy(LedgerTrade trade, LedgerOrder order, String leg, Instant until) {
    Fills fills = Fills.NONE;
    for (LedgerFill row : trade.fills()) {
      if (isOf(row, order, leg) && !row.receivedAt().isAfter(until)) {
        fills = fills.with(row.fill());
      }
    }
    return fills;
  }

  private static boolean isOf(LedgerFill row, LedgerOrder order, String leg) {
    return row.ref().equals(order.ref()) && order.intent().isOf(leg, row.fill());
  }

  static BigDecimal executedBy(LedgerTrade trade, LedgerOrder order, String leg, Instant until) {
    return fillsBy(trade, order, leg, until).quantity();
  }

  /**
   * The same with the most that any version of a fill said: whoever decided then may not have heard
   * that it was taken back.
   */
  static BigDecimal mostExecutedBy(
      LedgerTrade trade, LedgerOrder order, String leg, Instant until) {
    Map<String, BigDecimal> most = new HashMap<>();
    for (LedgerFill row : trade.fills()) {
      if (isOf(row, order, leg) && !row.receivedAt().isAfter(until)) {
        most.merge(row.fill().key(), row.fill().quantity(), BigDecimal::max);
      }
    }
    return most.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * The part of a price sum that an order itself answers for: what the venue over-filled is its
   * own, at the average price.
   */
  static BigDecimal withoutOverFill(BigDecimal priceSum, BigDecimal executed, BigDecimal quantity) {
    return executed.compareTo(quantity) <= 0
        ? priceSum
        : priceSum.multiply(quantity).divide(executed, PLACES, RoundingMode.FLOOR);
  }

  /** Whether an order could still trade then, by what was stored. */
  static boolean wasOpen(LedgerOrder order, Instant at) {
    return !order.storedAt().isAfter(at)
        && (order.verdictAt() == null || order.verdictAt().isAfter(at));
  }
}
