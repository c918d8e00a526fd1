package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.Purpose;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * 6, Worst-case bound: what the orders of a leg executed and can still execute never exceeds what
 * was asked for (entering), nor what entering executed (leaving), whichever of them fill.
 * Over-fills are the broker's own: an order counts for no more than its quantity, and a fill for
 * the most that any version of it said.
 *
 * <p>Late fills of orders whose end was proven come on top; {@link InvariantWatch} looks at the
 * moment when each order is received, where they cannot excuse anything.
 */
final class WorstCase implements Check {
  @Override
  public int number() {
    return 6;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (LedgerTrade trade : facts.trades.values()) {
      for (RequestedLeg leg : trade.request().legs()) {
        check(trade, leg, facts, findings);
      }
    }
  }

  private static void check(LedgerTrade trade, RequestedLeg leg, Facts facts, Findings findings) {
    List<LedgerOrder> orders =
        trade.orders().stream().filter(order -> order.intent().trades(leg.name())).toList();
    BigDecimal wanted = leg.quantity(trade.request().quantity());
    BigDecimal live = sum(orders, true, order -> facts.remaining(order, leg.name()));
    BigDecimal entered = sum(orders, true, order -> ownFills(trade, order, leg.name(), facts));
    if (Decimals.isPositive(live) && entered.add(live).compareTo(wanted) > 0) {
      findings.trade(
          trade.id(),
          leg.name(),
          "%s executed and %s still working to enter, %s asked for"
              .formatted(entered.toPlainString(), live.toPlainString(), wanted.toPlainString()));
    }
    List<LedgerOrder> leave =
        orders.stream().filter(order -> !trade.turnsBack(order, leg.name())).toList();
    BigDecimal leaving = sum(leave, false, order -> facts.remaining(order, leg.name()));
    BigDecimal left = sum(leave, false, order -> ownFills(trade, order, leg.name(), facts));
    BigDecimal mostEntered =
        sum(orders, true, order -> mostExecuted(trade, order, leg.name(), facts));
    if (left.add(leaving).compareTo(mostEntered) > 0) {
      findings.trade(
          trade.id(),
          leg.name(),
          "%s executed and %s still working to leave, only %s were entered: it passes through zero"
              .formatted(
                  left.toPlainString(), leaving.toPlainString(), mostEntered.toPlainString()));
    }
    turnedBack(trade, leg, orders, facts, findings);
    wrongSides(leg, leave, findings);
  }

  /** What turns a position back is for no more than late fills took beyond zero. */
  private static void turnedBack(
      LedgerTrade trade,
      RequestedLeg leg,
      List<LedgerOrder> orders,
      Facts facts,
      Findings findings) {
    BigDecimal beyond = BigDecimal.ZERO;
    BigDecimal back = BigDecimal.ZERO;
    for (LedgerOrder order : orders) {
      BigDecimal executed = facts.executed(order, leg.name());
      if (trade.turnsBack(order, leg.name())) {
        back = back.add(executed).add(facts.remaining(order, leg.name()));
      } else if (order.ref().purpose().exits()) {
        beyond = beyond.add(executed);
      } else if (order.ref().purpose().opens()) {
        beyond = beyond.subtract(executed);
      }
    }
    if (Decimals.isPositive(back) && back.compareTo(beyond) > 0) {
      findings.trade(
          trade.id(),
          leg.name(),
          "%s are turned back, and only %s went beyond zero"
              .formatted(back.toPlainString(), beyond.toPlainString()));
    }
  }

  private static void wrongSides(RequestedLeg leg, List<LedgerOrder> orders, Findings findings) {
    for (LedgerOrder order : orders) {
      Purpose purpose = order.ref().purpose();
      boolean right =
          purpose == Purpose.HEDGE
              || (order.intent().side(leg.name()) == leg.action()) == purpose.opens();
      if (!right) {
        findings.order(
            order.ref(),
            "%s is the wrong side for a leg that is a %s"
                .formatted(order.intent().side(), leg.action()));
      }
    }
  }

  /** Without over-fills, and without what came after the order's end was proven. */
  private static BigDecimal ownFills(
      LedgerTrade trade, LedgerOrder order, String leg, Facts facts) {
    BigDecimal executed =
        order.verdictAt() == null
            ? facts.executed(order, leg)
            : Replay.executedBy(trade, order, leg, order.verdictAt());
    BigDecimal ordered = order.intent().quantity(leg, order.intent().quantity());
    return executed.min(facts.executed(order, leg)).min(ordered);
  }

  /** With the most that any version of a fill said: what was taken back later was there. */
  private static BigDecimal mostExecuted(
      LedgerTrade trade, LedgerOrder order, String leg, Facts facts) {
    Map<String, BigDecimal> most = new HashMap<>();
    facts.fills(order, leg).effective().forEach(fill -> most(most, fill));
    trade.fills().stream()
        .filter(row -> row.ref().equals(order.ref()) && order.intent().isOf(leg, row.fill()))
        .forEach(row -> most(most, row.fill()));
    return most.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void most(Map<String, BigDecimal> most, Fill fill) {
    most.merge(fill.key(), fill.quantity(), BigDecimal::max);
  }

  private static BigDecimal sum(
      List<LedgerOrder> orders, boolean opens, Function<LedgerOrder, BigDecimal> quantity) {
    return Decimals.normal(
        orders.stream()
            .filter(order -> order.ref().purpose() != Purpose.HEDGE)
            .filter(order -> order.ref().purpose().opens() == opens)
            .map(quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
