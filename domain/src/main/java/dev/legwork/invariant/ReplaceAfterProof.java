package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.RequestedLeg;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * 7, Replace only after proof: of a leg and purpose at most one order is live at the broker; a
 * successor's intent was stored after the proof that its predecessor was over, and for no more than
 * what then remained.
 */
final class ReplaceAfterProof implements Check {
  private record Slot(String executionId, String leg, Purpose purpose) {
    static Slot of(OrderRef ref) {
      return new Slot(ref.executionId(), ref.leg(), ref.purpose().place());
    }
  }

  @Override
  public int number() {
    return 7;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    oneLive(facts, findings);
    for (LedgerTrade trade : facts.trades.values()) {
      Map<Slot, LedgerOrder> latest = new HashMap<>();
      for (LedgerOrder order : trade.orders()) {
        LedgerOrder before = latest.put(Slot.of(order.ref()), order);
        if (before != null) {
          afterProof(before, order, findings);
        }
        remainderOnly(trade, order, facts, findings);
      }
    }
  }

  private static void oneLive(Facts facts, Findings findings) {
    Map<Slot, OrderRef> live = new HashMap<>();
    for (OrderRef ref : facts.brokerOrders.keySet()) {
      if (facts.isLiveAtBroker(ref)) {
        OrderRef other = live.put(Slot.of(ref), ref);
        if (other != null) {
          findings.order(ref, "works at the broker beside " + other + " of the same leg");
        }
      }
    }
  }

  private static void afterProof(LedgerOrder before, LedgerOrder order, Findings findings) {
    if (!before.isOver()) {
      findings.order(order.ref(), "replaces " + before.ref() + ", which is not proven over");
    } else if (before.verdictAt() != null && before.verdictAt().isAfter(order.storedAt())) {
      findings.order(
          order.ref(),
          "was stored at %s to replace %s, which was proven over at %s only"
              .formatted(order.storedAt(), before.ref(), before.verdictAt()));
    }
  }

  /** In doubt about the clocks, an execution was not known yet to whoever decided. */
  private static void remainderOnly(
      LedgerTrade trade, LedgerOrder order, Facts facts, Findings findings) {
    if (order.ref().purpose() == Purpose.HEDGE) {
      return;
    }
    order.intent().legs().forEach(leg -> remainderOnly(trade, order, leg, facts, findings));
  }

  private static void remainderOnly(
      LedgerTrade trade, LedgerOrder order, String name, Facts facts, Findings findings) {
    RequestedLeg leg = trade.request().leg(name);
    boolean opens = order.ref().purpose().opens();
    Instant surely = order.storedAt().minus(facts.moment.skew());
    Instant perhaps = order.storedAt().plus(facts.moment.skew());
    BigDecimal surelyOpened =
        before(trade, order, name, true, one -> Replay.executedBy(trade, one, name, surely));
    BigDecimal remained =
        opens
            ? leg.quantity(trade.request().quantity()).subtract(surelyOpened)
            : before(
                    trade,
                    order,
                    name,
                    true,
                    one -> Replay.mostExecutedBy(trade, one, name, perhaps))
                .subtract(
                    before(
                        trade,
                        order,
                        name,
                        false,
                        one -> Replay.executedBy(trade, one, name, surely)));
    BigDecimal ordered = order.intent().quantity(name, order.intent().quantity());
    if (ordered.compareTo(remained.max(BigDecimal.ZERO)) > 0) {
      findings.order(
          order.ref(),
          "is for %s, and only %s remained to %s"
              .formatted(
                  ordered.toPlainString(),
                  Decimals.normal(remained).toPlainString(),
                  opens ? "enter" : "leave"));
    }
  }

  /** Of the orders of the leg that were stored before this one. */
  private static BigDecimal before(
      LedgerTrade trade,
      LedgerOrder order,
      String leg,
      boolean opens,
      Function<LedgerOrder, BigDecimal> quantity) {
    return trade.orders().stream()
        .takeWhile(earlier -> earlier != order)
        .filter(one -> one.intent().trades(leg) && one.ref().purpose().opens() == opens)
        .map(quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
