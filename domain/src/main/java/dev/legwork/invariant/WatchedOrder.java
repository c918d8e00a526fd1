package dev.legwork.invariant;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** An order as the venue really has it, beside what the ledger knows of it. */
final class WatchedOrder {
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

  private final LedgerOrder intent;
  private final Tally venue = new Tally();
  private final Tally timely = new Tally();
  private final Tally ledger = new Tally();
  private Verdict verdict;
  private BrokerOrder received;
  private boolean ended;

  WatchedOrder(LedgerOrder intent) {
    this.intent = intent;
    this.verdict = intent.verdict();
  }

  LedgerOrder intent() {
    return intent;
  }

  OrderRef ref() {
    return intent.ref();
  }

  Side side() {
    return intent.intent().side();
  }

  BigDecimal limit() {
    return intent.intent().limit();
  }

  BigDecimal quantity() {
    return intent.intent().quantity();
  }

  Verdict verdict() {
    return verdict;
  }

  void proven(Verdict proof) {
    verdict = verdict.isOver() ? verdict : proof;
  }

  void received(BrokerOrder row) {
    received = row;
    ended = !row.isLive();
  }

  boolean wasReceived() {
    return received != null;
  }

  boolean isNumber(BrokerOrder row) {
    return received.orderId() == row.orderId() && received.clientId() == row.clientId();
  }

  void ended() {
    ended = true;
  }

  /** Whether it can trade at the venue. */
  boolean isLive() {
    return received != null && !ended;
  }

  /** Whether it corrects one that was there. */
  boolean executed(Fill fill) {
    if (!verdict.isOver()) {
      timely.count(fill);
    }
    return venue.count(fill);
  }

  void counted(Fill fill) {
    ledger.count(fill);
  }

  boolean isWorseThanLimit(Fill fill) {
    int worse = fill.price().compareTo(limit());
    return fill.quantity().signum() > 0 && (side() == Side.BUY ? worse > 0 : worse < 0);
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

  /** What it can still execute at the venue. */
  BigDecimal remainingAtVenue() {
    return isLive() ? quantity().subtract(venue.quantity).max(BigDecimal.ZERO) : BigDecimal.ZERO;
  }

  /** With the most that any version of a fill said: a trade may not know what was taken back. */
  BigDecimal mostExecutedInLedger() {
    return ledger.mostQuantity;
  }

  /** What the ledger has counted of it. */
  BigDecimal executedInLedger() {
    return ledger.quantity;
  }

  /** Whether the ledger has counted all of it: another incarnation of it is the venue's own. */
  boolean addsUp() {
    return executedInLedger().compareTo(quantity()) >= 0;
  }

  /** What it can still execute by what the ledger knows. */
  BigDecimal remainingInLedger() {
    return verdict.isOver()
        ? BigDecimal.ZERO
        : quantity().subtract(executedInLedger()).max(BigDecimal.ZERO);
  }

  /**
   * What it cost and may still cost by what the ledger knows, without the multiplier and without
   * over-fills.
   */
  BigDecimal cashAtMost() {
    BigDecimal paid = Replay.withoutOverFill(ledger.priceSum, ledger.quantity, quantity());
    return side().signed(paid.add(remainingInLedger().multiply(limit())));
  }
}
