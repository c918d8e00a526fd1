package dev.legwork.invariant;

import dev.legwork.book.Fills;
import dev.legwork.order.OrderRef;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the ledger knew at a time. */
final class Replay {
  private static final int PLACES = 8;

  private Replay() {}

  /** What an order had executed by what had been received until then. */
  static Fills fillsBy(LedgerTrade trade, OrderRef ref, Instant until) {
    Fills fills = Fills.NONE;
    for (LedgerFill row : trade.fills()) {
      if (row.ref().equals(ref) && !row.receivedAt().isAfter(until)) {
        fills = fills.with(row.fill());
      }
    }
    return fills;
  }

  static BigDecimal executedBy(LedgerTrade trade, OrderRef ref, Instant until) {
    return fillsBy(trade, ref, until).quantity();
  }

  /**
   * The same with the most that any version of a fill said: whoever decided then may not have heard
   * that it was taken back.
   */
  static BigDecimal mostExecutedBy(LedgerTrade trade, OrderRef ref, Instant until) {
    Map<String, BigDecimal> most = new HashMap<>();
    for (LedgerFill row : trade.fills()) {
      if (row.ref().equals(ref) && !row.receivedAt().isAfter(until)) {
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
