package dev.legwork.invariant;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import java.util.List;

/**
 * 2, At most once: an order reference reaches the market under one order id of one client, and a
 * later attempt exists only where the one before it was proven over: absent, by a complete snapshot
 * without it, or terminal. Several permIds of one order id are incarnations of one order.
 */
final class AtMostOnce implements Check {
  @Override
  public int number() {
    return 2;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    facts.brokerOrders.forEach((ref, orders) -> once(ref, orders, findings));
    facts.intents.values().forEach(order -> noSecondLife(order, facts, findings));
  }

  private static void once(OrderRef ref, List<BrokerOrder> orders, Findings findings) {
    List<String> numbers =
        orders.stream()
            .filter(order -> order.orderId() != 0)
            .map(order -> "order id " + order.orderId() + " of client " + order.clientId())
            .distinct()
            .toList();
    if (numbers.size() > 1) {
      findings.order(ref, "reached the market more than once: " + numbers);
    }
  }

  /** An order taken for absent that was sent again, and is there after all. */
  private static void noSecondLife(LedgerOrder order, Facts facts, Findings findings) {
    OrderRef next = next(order, facts);
    if (order.verdict() == Verdict.PROVEN_ABSENT
        && facts.isAtBroker(order.ref())
        && facts.isAtBroker(next)) {
      findings.order(
          order.ref(),
          "was taken for absent and sent again as " + next + ", and the broker has both");
    }
  }

  /** The attempt after it, or after the last of its siblings. */
  private static OrderRef next(LedgerOrder order, Facts facts) {
    OrderRef next = order.ref().next();
    while (facts.intents.containsKey(next)
        && facts.intents.get(next).intent().isSiblingOf(order.intent())) {
      next = next.next();
    }
    return next;
  }
}
