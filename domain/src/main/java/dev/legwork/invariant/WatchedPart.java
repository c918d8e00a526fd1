package dev.legwork.invariant;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What an order executed of one leg, at the venue and by the ledger: all of it, but for a combo.
 */
final class WatchedPart {
  /** Effective fills with their sum, kept while they come. */
  private static final class Tally {
    private final Map<String, Fill> latest = new HashMap<>();
    private final Map<String, BigDecimal> most = new HashMap<>();
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal mostQuantity = BigDecimal.ZERO;
    private BigDecimal priceSum = BigDecimal.ZERO;

    /** Whether it stands for an earlier one. */
    boolean count(Fill fill) {
      Fill before = latest.get(fill.key());
      if (before != null && before.revision() >= fill.revision()) {
        return true;
      }
      latest.put(fill.key(), fill);
      BigDecimal sofar = most.getOrDefault(fill.key(), BigDecimal.ZERO);
      most.put(fill.key(), sofar.max(fill.quantity()));
      mostQuantity = mostQuantity.add(fill.quantity().subtract(sofar).max(BigDecimal.ZERO));
      add(fill, 1);
      if (before != null) {
        add(before, -1);
      }
      return before != null;
    }

    private void add(Fill fill, int sign) {
      BigDecimal signed = sign > 0 ? fill.quantity() : fill.quantity().negate();
      quantity = quantity.add(signed);
      priceSum = priceSum.add(signed.multiply(fill.price()));
    }
  }

  private final WatchedOrder order;
  private final String leg;
  private final Tally venue = new Tally();
  private final Tally timely = new Tally();
  private final Tally ledger = new Tally();

  WatchedPart(WatchedOrder order, String leg) {
    this.order = order;
    this.leg = leg;
  }

  WatchedOrder order() {
    return order;
  }

  private OrderIntent intent() {
    return order.intent().intent();
  }

  /** What was ordered of the leg. */
  BigDecimal quantity() {
    return intent().quantity(leg, intent().quantity());
  }

  /** Whether it corrects one that was there. */
  boolean executed(Fill fill) {
    if (!order.verdict().isOver()) {
      timely.count(fill);
    }
    return venue.count(fill);
  }

  void counted(Fill fill) {
    ledger.count(fill);
  }

  /**
   * What it executed at the venue. Over-fills are the venue's own, and so is what came after the
   * order's end was proven; what was taken back does not count.
   */
  BigDecimal executedAtVenue() {
    return timely.quantity.min(venue.quantity).min(quantity());
  }

  /** With the most that any version of a fill said: what was taken back later was there. */
  BigDecimal mostExecutedAtVenue() {
    return venue.mostQuantity;
  }

  /** What it executed at the venue, whenever. */
  BigDecimal allExecutedAtVenue() {
    return venue.quantity;
  }

  Side side() {
    return intent().side(leg);
  }

  /** What it can still execute at the venue. */
  BigDecimal remainingAtVenue() {
    return order.isLive()
        ? quantity().subtract(venue.quantity).max(BigDecimal.ZERO)
        : BigDecimal.ZERO;
  }

  /** With the most that any version of a fill said: a trade may not know what was taken back. */
  BigDecimal mostExecutedInLedger() {
    return ledger.mostQuantity;
  }

  /** What the ledger has counted of it. */
  BigDecimal executedInLedger() {
    return ledger.quantity;
  }

  /** What it can still execute by what the ledger knows. */
  BigDecimal remainingInLedger() {
    return order.verdict().isOver()
        ? BigDecimal.ZERO
        : quantity().subtract(executedInLedger()).max(BigDecimal.ZERO);
  }

  /** What its executions cost by what the ledger knows, without the multiplier and over-fills. */
  BigDecimal paidInLedger() {
    return intent()
        .side(leg)
        .signed(Replay.withoutOverFill(ledger.priceSum, ledger.quantity, quantity()));
  }

  /** The same with what it may still cost at its limit; of an order of one leg. */
  BigDecimal cashAtMost() {
    return paidInLedger()
        .add(intent().side().signed(remainingInLedger().multiply(intent().limit())));
  }
}
