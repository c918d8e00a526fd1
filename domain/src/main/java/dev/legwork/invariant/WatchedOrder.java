package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.order.Combo;
import dev.legwork.order.ComboLeg;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An order as the venue really has it, beside what the ledger knows of it. */
final class WatchedOrder {
  private final LedgerOrder intent;
  private final Map<String, WatchedPart> parts = new LinkedHashMap<>();
  private Verdict verdict;
  private BrokerOrder received;
  private boolean ended;

  WatchedOrder(LedgerOrder intent) {
    this.intent = intent;
    this.verdict = intent.verdict();
    intent.intent().legs().forEach(leg -> parts.put(leg, new WatchedPart(this, leg)));
  }

  /** By leg: one, or one a leg of a combo. */
  Map<String, WatchedPart> parts() {
    return parts;
  }

  private Optional<WatchedPart> part(Fill fill) {
    return intent.intent().legOf(fill).map(parts::get);
  }

  LedgerOrder intent() {
    return intent;
  }

  boolean isSiblingOf(WatchedOrder other) {
    return intent.intent().isSiblingOf(other.intent.intent());
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
    return part(fill).filter(part -> part.executed(fill)).isPresent();
  }

  void counted(Fill fill) {
    part(fill).ifPresent(part -> part.counted(fill));
  }

  /** A leg of a combo has no limit of its own; see {@link PriceAuthority} for the whole. */
  boolean isWorseThanLimit(Fill fill) {
    int worse = fill.price().compareTo(limit());
    return !intent.intent().isCombo()
        && fill.quantity().signum() > 0
        && (side() == Side.BUY ? worse > 0 : worse < 0);
  }

  /** Whether the ledger has counted all of it: another incarnation of it is the venue's own. */
  boolean addsUp() {
    return parts.values().stream()
        .allMatch(part -> part.executedInLedger().compareTo(part.quantity()) >= 0);
  }

  /**
   * What a combo cost and may still cost by what the ledger knows, USD: its limit for each unit
   * that it may yet execute or of which not all legs are told.
   */
  BigDecimal cashOfComboAtMost() {
    Combo combo = intent.intent().combo();
    BigDecimal whole = combo.whole(leg -> parts.get(leg.name()).executedInLedger());
    boolean even =
        combo.begun(leg -> parts.get(leg.name()).executedInLedger()).compareTo(whole) == 0;
    BigDecimal perUnit = limit().multiply(Decimals.of(combo.multiplier()));
    if (!even && !verdict.isOver()) {
      return quantity().multiply(perUnit);
    }
    BigDecimal cash =
        verdict.isOver()
            ? BigDecimal.ZERO
            : quantity().subtract(whole).max(BigDecimal.ZERO).multiply(perUnit);
    for (ComboLeg leg : combo.legs()) {
      BigDecimal paid = parts.get(leg.name()).paidInLedger();
      cash = cash.add(paid.multiply(Decimals.of(leg.instrument().multiplier())));
    }
    return cash;
  }
}
