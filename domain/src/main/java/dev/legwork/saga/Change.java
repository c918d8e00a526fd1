package dev.legwork.saga;

import dev.legwork.order.BrokerEvent;
import java.util.List;

/**
 * What happened while the saga waited; all empty when only time passed.
 *
 * @param events in the order of their sequence, possibly seen before
 * @param cancels why somebody asked to cancel, each time that somebody did, the first one first;
 *     stays once it was asked
 * @param sessionLost whether the desk is without its session with the broker now
 */
public record Change(List<BrokerEvent> events, List<String> cancels, boolean sessionLost) {
  public Change {
    events = List.copyOf(events);
    cancels = List.copyOf(cancels);
  }

  /** Why somebody asked to cancel first; null if nobody has. */
  public String cancelReason() {
    return cancels.isEmpty() ? null : cancels.getFirst();
  }
}
