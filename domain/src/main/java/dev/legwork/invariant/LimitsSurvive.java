package dev.legwork.invariant;

import dev.legwork.order.OrderRef;
import java.util.HashMap;
import java.util.Map;

/**
 * 12, Limits survive, as far as two accounts show it: an order id of a client is never given to a
 * second order, whatever was restarted. (Fencing tokens: see 9; that a fence is never lowered is
 * seen by {@link InvariantWatch}. Rollbacks, cooldowns, loss and bound capital are counted from the
 * trades' own rows each time that something opens; what the limits are only a worker knows.)
 */
final class LimitsSurvive implements Check {
  private record Number(String account, int clientId, int orderId) {}

  @Override
  public int number() {
    return 12;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    Map<Number, OrderRef> given = new HashMap<>();
    for (LedgerOrder order : facts.intents.values()) {
      given(
          given,
          new Number(order.intent().account(), order.clientId(), order.placed().orderId()),
          order.ref(),
          findings);
    }
    for (BrokerOrder order : facts.broker.orders()) {
      if (order.orderId() != 0 && order.clientId() != 0 && order.ref().isPresent()) {
        given(
            given,
            new Number(order.account(), order.clientId(), order.orderId()),
            order.ref().get(),
            findings);
      }
    }
  }

  private static void given(
      Map<Number, OrderRef> given, Number number, OrderRef ref, Findings findings) {
    OrderRef other = given.put(number, ref);
    if (other != null && !other.equals(ref)) {
      findings.order(
          ref,
          "has order id %d of client %d, which was given to %s"
              .formatted(number.orderId(), number.clientId(), other));
    }
  }
}
