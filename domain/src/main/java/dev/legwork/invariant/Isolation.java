package dev.legwork.invariant;

import dev.legwork.order.OrderRef;
import java.util.HashMap;
import java.util.Map;

/**
 * 15, Isolation: no order of the broker belongs to two of our references, and the ledger counts no
 * execution for us that is another order's. That we never cancel what is not ours is seen by {@link
 * InvariantWatch}; that unwinding is made from our executions only follows from 6.
 */
final class Isolation implements Check {
  @Override
  public int number() {
    return 15;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    sharedOrders(facts, findings);
    foreignFills(facts, findings);
  }

  private static void sharedOrders(Facts facts, Findings findings) {
    Map<Long, OrderRef> owners = new HashMap<>();
    facts.brokerOrders.forEach(
        (ref, orders) -> {
          for (BrokerOrder order : orders) {
            OrderRef other = order.permId() == 0 ? null : owners.put(order.permId(), ref);
            if (other != null && !other.equals(ref)) {
              findings.order(
                  ref, "is permId %d at the broker, and so is %s".formatted(order.permId(), other));
            }
          }
        });
  }

  private static void foreignFills(Facts facts, Findings findings) {
    Map<String, BrokerFill> atBroker = new HashMap<>();
    facts.broker.fills().forEach(row -> atBroker.put(row.fill().key(), row));
    facts.ledgerFills.forEach(
        (ref, fills) ->
            fills
                .byKey()
                .forEach(
                    (key, fill) -> {
                      BrokerFill theirs = atBroker.get(key);
                      if (theirs != null && !theirs.orderRef().equals(ref.toString())) {
                        findings.order(
                            ref,
                            "the ledger counts %s for it, which the broker executed for %s"
                                .formatted(theirs.text(), owner(theirs)));
                      }
                    }));
  }

  private static String owner(BrokerFill fill) {
    return fill.orderRef().isEmpty() ? "an order without reference" : fill.orderRef();
  }
}
