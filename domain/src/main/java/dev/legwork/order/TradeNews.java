package dev.legwork.order;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What of the stored events a trade has to be told at once; the rest it reads with a snapshot. */
public final class TradeNews {
  private TradeNews() {}

  /** Whether the trade may decide otherwise for one of these. */
  public static boolean matters(Collection<BrokerEvent> events) {
    return events.stream()
        .anyMatch(
            stored ->
                switch (stored.event()) {
                  case OrderEvent.Filled ignored -> true;
                  case OrderEvent.Rejected ignored -> true;
                  case OrderEvent.StatusReported status -> status.status().isTerminal();
                  case OrderEvent.Settled ignored -> true;
                  case OrderEvent.ComboTraded ignored -> false;
                  case OrderEvent.CommissionReported ignored -> false;
                  case OrderEvent.Noticed ignored -> false;
                });
  }

  /**
   * Orders of which the venue tells more than that they wait: news for the trade only where they
   * were held to be absent, or to be only one.
   */
  public static Set<OrderRef> shown(Collection<BrokerEvent> events) {
    Set<OrderRef> shown = new TreeSet<>();
    for (BrokerEvent stored : events) {
      if (stored.event() instanceof OrderEvent.StatusReported status
          && status.status() != OrderStatus.PENDING) {
        shown.add(status.ref());
      }
    }
    return shown;
  }
}
