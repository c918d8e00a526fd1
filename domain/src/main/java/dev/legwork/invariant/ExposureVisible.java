package dev.legwork.invariant;

import dev.legwork.book.Fills;
import dev.legwork.book.HedgeBook;
import dev.legwork.exposure.Exposure;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * 11, Exposure is visible: a running trade that has held something other than whole units of its
 * ratio for longer than 5 s has an open alert with positions, within another second. Asked for
 * since the time that somebody is there to raise it. (Ended trades: see 1.) And a hedge never holds
 * more shares, with the order that is to add to it, than the options stand for that were held when
 * that order was stored, or a moment before: an execution that the venue takes back then is heard
 * too late.
 */
final class ExposureVisible implements Check {
  static final Duration VISIBLE_WITHIN = Duration.ofSeconds(6);

  /** From the broker's word to whoever decides: signals come seconds late at times. */
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(5);

  @Override
  public int number() {
    return 11;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    facts.trades.values().forEach(trade -> hedgesNoMoreThanIsHeld(trade, facts, findings));
    facts
        .moment
        .healthySince()
        .ifPresent(
            healthy ->
                facts.trades.values().stream()
                    .filter(trade -> !trade.hasEnded())
                    .forEach(trade -> visible(trade, healthy, facts, findings)));
  }

  private static void hedgesNoMoreThanIsHeld(LedgerTrade trade, Facts facts, Findings findings) {
    for (LedgerOrder order : trade.orders()) {
      if (order.ref().purpose() == Purpose.HEDGE) {
        Instant surely = order.storedAt().minus(facts.moment.skew());
        Instant perhaps = order.storedAt().plus(facts.moment.skew());
        BigDecimal after =
            hedged(trade, order, surely).abs().min(hedged(trade, order, perhaps).abs());
        BigDecimal most =
            shares(trade, surely.minus(HEARD_WITHIN))
                .max(shares(trade, surely))
                .max(shares(trade, perhaps));
        if (after.compareTo(most) > 0) {
          findings.order(
              order.ref(),
              "makes a hedge of %s shares, and the options held stand for %s"
                  .formatted(after.toPlainString(), most.toPlainString()));
        }
      }
    }
  }

  /** What the hedge holds with this order, signed. */
  private static BigDecimal hedged(LedgerTrade trade, LedgerOrder order, Instant at) {
    BigDecimal sum = order.intent().side().signed(order.intent().quantity());
    for (LedgerOrder one : trade.orders()) {
      if (one.ref().leg().equals(HedgeBook.NAME) && one != order) {
        BigDecimal executed = Replay.executedBy(trade, one, HedgeBook.NAME, at);
        sum = sum.add(one.intent().side().signed(executed));
      }
    }
    return sum;
  }

  /** The shares that the options of all legs stand for, legs apart. */
  private static BigDecimal shares(LedgerTrade trade, Instant at) {
    BigDecimal shares = BigDecimal.ZERO;
    for (RequestedLeg leg : trade.request().legs()) {
      if (leg.contract().isOption()) {
        BigDecimal net = BigDecimal.ZERO;
        for (LedgerOrder one : trade.orders()) {
          if (one.intent().trades(leg.name())) {
            BigDecimal executed = Replay.executedBy(trade, one, leg.name(), at);
            net = net.add(one.intent().side(leg.name()).signed(executed));
          }
        }
        shares = shares.add(net.abs().multiply(Decimals.of(leg.contract().multiplier())));
      }
    }
    return shares;
  }

  private static void visible(LedgerTrade trade, Instant healthy, Facts facts, Findings findings) {
    Optional<Instant> uneven = unevenSince(trade);
    if (uneven.isEmpty()) {
      return;
    }
    Instant from = uneven.get().isBefore(healthy) ? healthy : uneven.get();
    boolean late = facts.moment.now().isAfter(from.plus(VISIBLE_WITHIN));
    boolean said =
        facts.alertsOf(trade.id()).stream().anyMatch(alert -> !alert.positions().isEmpty());
    if (late && !said) {
      findings.trade(
          trade.id(),
          "exposure",
          "holds a part of its ratio since %s, and no open alert says what"
              .formatted(uneven.get()));
    }
  }

  /** Since when the positions have not been whole units; empty if they are now. */
  static Optional<Instant> unevenSince(LedgerTrade trade) {
    Map<OrderRef, Fills> fills = new HashMap<>();
    Instant since = null;
    for (LedgerFill row : trade.fills()) {
      fills.put(row.ref(), fills.getOrDefault(row.ref(), Fills.NONE).with(row.fill()));
      if (Exposure.isEven(trade.request(), byLeg(trade, fills))) {
        since = null;
      } else if (since == null) {
        since = row.receivedAt();
      }
    }
    return Optional.ofNullable(since);
  }

  private static Map<String, BigDecimal> byLeg(LedgerTrade trade, Map<OrderRef, Fills> fills) {
    Map<String, BigDecimal> byLeg = new HashMap<>();
    for (LedgerOrder order : trade.orders()) {
      Fills all = fills.getOrDefault(order.ref(), Fills.NONE);
      for (String leg : order.intent().legs()) {
        Fills some = all.only(fill -> order.intent().isOf(leg, fill));
        byLeg.merge(leg, some.signedQuantity(), BigDecimal::add);
      }
    }
    return byLeg;
  }
}
