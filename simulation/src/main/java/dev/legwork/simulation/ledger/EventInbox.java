package dev.legwork.simulation.ledger;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which events of an account have been relayed to their trades. */
public final class EventInbox {
  private final DeskRows ledger;
  private final Set<Long> relayed = new TreeSet<>();

  public EventInbox(DeskRows ledger) {
    this.ledger = ledger;
  }

  public List<BrokerEvent> unrelayed() {
    return ledger.events().stream().filter(e -> !relayed.contains(e.sequence())).toList();
  }

  /** Whether the venue contradicted what was held to be proven of one of these orders. */
  public boolean hasTurnedUp(Collection<OrderRef> orders) {
    return ledger.hasTurnedUp(orders);
  }

  public void markRelayed(Collection<BrokerEvent> events) {
    events.forEach(event -> relayed.add(event.sequence()));
  }
}
