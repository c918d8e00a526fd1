package dev.legwork.saga;

import dev.legwork.order.BrokerEvent;
import java.util.List;

/**
 * What happened while the saga waited; all empty when only time passed.
 *
 * @param events in the order of their sequence, possibly seen before
 * @param cancelReason why somebody asked to cancel, null if nobody has; stays once it was asked
 * @param sessionLost whether the desk is without its session with the broker now
 */
public record Change(List<BrokerEvent> events, String cancelReason, boolean sessionLost) {
  public Change {
    events = List.copyOf(events);
  }
}
