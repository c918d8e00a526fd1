package dev.legwork.invariant;

import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import java.time.Instant;

/**
 * 3, Intent first: every order at the broker that carries our reference, or comes from our client
 * id, has an intent that says the same, and that was stored before the broker received the order.
 */
final class IntentFirst implements Check {
  @Override
  public int number() {
    return 3;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (BrokerOrder order : facts.broker.orders()) {
      if (order.ref().isPresent()) {
        check(order.ref().get(), order, facts, findings);
      } else if (facts.isOurClient(order.account(), order.clientId())) {
        findings.account(
            order.account(),
            order.text() + " came from our client id and carries no reference of ours");
      }
    }
  }

  private static void check(OrderRef ref, BrokerOrder order, Facts facts, Findings findings) {
    LedgerOrder stored = facts.intents.get(ref);
    if (stored == null) {
      findings.order(ref, "the broker has " + order.text() + ", and no intent was stored for it");
      return;
    }
    String difference = difference(stored, order);
    if (!difference.isEmpty()) {
      findings.order(ref, "the broker's order is not what was decided: " + difference);
    }
    Instant latest =
        order.receivedAt() == null ? null : order.receivedAt().plus(facts.moment.skew());
    if (latest != null && stored.storedAt().isAfter(latest)) {
      findings.order(
          ref,
          "the broker received it at %s, and its intent was stored at %s"
              .formatted(order.receivedAt(), stored.storedAt()));
    }
  }

  /** What the broker has otherwise than the intent; empty if nothing. */
  static String difference(LedgerOrder stored, BrokerOrder order) {
    OrderIntent intent = stored.intent();
    StringBuilder differences = new StringBuilder();
    compare(differences, "account", intent.account(), order.account());
    compare(differences, "side", intent.side(), order.side());
    compare(differences, "quantity", intent.quantity(), order.quantity());
    compare(differences, "limit", intent.limit(), order.limit());
    if (order.conId() != 0 && !intent.isCombo()) {
      compare(differences, "contract", intent.instrument().conId(), order.conId());
    }
    if (order.orderId() != 0) {
      compare(differences, "order id", stored.placed().orderId(), order.orderId());
    }
    if (order.clientId() != 0) {
      compare(differences, "client id", stored.clientId(), order.clientId());
    }
    return differences.toString();
  }

  private static void compare(StringBuilder into, String what, Object decided, Object atBroker) {
    if (!decided.equals(atBroker)) {
      into.append(into.isEmpty() ? "" : ", ")
          .append("%s %s instead of %s".formatted(what, atBroker, decided));
    }
  }
}
