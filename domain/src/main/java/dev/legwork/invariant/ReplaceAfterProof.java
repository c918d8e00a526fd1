package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * 7, Replace only after proof: of a leg and purpose at most one order is live at the broker, or the
 * children that were written in place of one; a successor's intent was stored after the proof that
 * its predecessor was over, with all siblings, and for no more than what then remained, its own
 * siblings included.
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
      Map<Slot, List<LedgerOrder>> latest = new HashMap<>();
      for (List<LedgerOrder> siblings : siblings(trade)) {
        List<LedgerOrder> before = latest.put(Slot.of(siblings.getFirst().ref()), siblings);
        if (before != null) {
          siblings.forEach(order -> before.forEach(old -> afterProof(old, order, findings)));
        }
        remainderOnly(trade, siblings, facts, findings);
      }
    }
  }

  /** The orders of a trade as they were decided: children together, an only order alone. */
  private static List<List<LedgerOrder>> siblings(LedgerTrade trade) {
    List<List<LedgerOrder>> all = new ArrayList<>();
    for (LedgerOrder order : trade.orders()) {
      all.stream()
          .filter(group -> group.getFirst().intent().isSiblingOf(order.intent()))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(order), () -> all.add(new ArrayList<>(List.of(order))));
    }
    return all;
  }

  private static void oneLive(Facts facts, Findings findings) {
    Map<Slot, OrderRef> live = new HashMap<>();
    for (OrderRef ref : facts.brokerOrders.keySet()) {
      if (facts.isLiveAtBroker(ref)) {
        OrderRef other = live.put(Slot.of(ref), ref);
        if (other != null && !areSiblings(ref, other, facts)) {
          findings.order(ref, "works at the broker beside " + other + " of the same leg");
        }
      }
    }
  }

  private static boolean areSiblings(OrderRef one, OrderRef other, Facts facts) {
    LedgerOrder first = facts.intents.get(one);
    LedgerOrder second = facts.intents.get(other);
    return first != null && second != null && first.intent().isSiblingOf(second.intent());
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
      LedgerTrade trade, List<LedgerOrder> siblings, Facts facts, Findings findings) {
    LedgerOrder first = siblings.getFirst();
    if (first.ref().purpose() != Purpose.HEDGE) {
      first.intent().legs().forEach(leg -> remainderOnly(trade, siblings, leg, facts, findings));
    }
  }

  private static void remainderOnly(
      LedgerTrade trade, List<LedgerOrder> siblings, String name, Facts facts, Findings findings) {
    LedgerOrder order = siblings.getFirst();
    boolean opens = order.ref().purpose().opens();
    Instant surely = order.storedAt().minus(facts.moment.skew());
    Instant perhaps = order.storedAt().plus(facts.moment.skew());
    BigDecimal surelyOpened =
        before(trade, order, name, true, one -> Replay.executedBy(trade, one, name, surely));
    BigDecimal remained;
    if (opens) {
      remained =
          trade.request().leg(name).quantity(trade.request().quantity()).subtract(surelyOpened);
    } else if (trade.turnsBack(order, name)) {
      remained = left(trade, order, name, perhaps).subtract(surelyOpened);
    } else {
      remained =
          before(trade, order, name, true, one -> Replay.mostExecutedBy(trade, one, name, perhaps))
              .subtract(left(trade, order, name, surely));
    }
    BigDecimal ordered =
        siblings.stream()
            .map(one -> one.intent().quantity(name, one.intent().quantity()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
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

  /** A hedge is a leg of its own, which HEDGE orders enter. */
  private static boolean enters(LedgerOrder order) {
    return order.ref().purpose().opens() || order.ref().purpose() == Purpose.HEDGE;
  }

  /** What the orders before it left of the leg until then, but for what was turned back. */
  private static BigDecimal left(LedgerTrade trade, LedgerOrder order, String leg, Instant until) {
    return before(
        trade,
        order,
        leg,
        false,
        one -> {
          BigDecimal executed = Replay.executedBy(trade, one, leg, until);
          return trade.turnsBack(one, leg) ? executed.negate() : executed;
        });
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
        .filter(one -> one.intent().trades(leg) && enters(one) == opens)
        .map(quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
