package dev.legwork.workflow.execution;

import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What signals brought and the saga has not taken yet. Signals may repeat and come early. */
final class TradeInbox {
  private final Set<Long> seen = new TreeSet<>();
  private final TreeMap<Long, BrokerEvent> fresh = new TreeMap<>();
  private final Supplier<String> outerCancel;
  private String askedToCancel;
  private boolean cancelTold;
  private boolean sessionLost;
  private boolean lossTold;
  private Long grantedToken;

  /**
   * @param outerCancel why the workflow itself was cancelled, null while it was not
   */
  TradeInbox(Supplier<String> outerCancel) {
    this.outerCancel = outerCancel;
  }

  void add(List<BrokerEvent> events) {
    for (BrokerEvent event : events) {
      if (seen.add(event.sequence())) {
        fresh.put(event.sequence(), event);
      }
    }
  }

  void sessionChanged(boolean lost) {
    sessionLost = lost;
  }

  void granted(long token) {
    grantedToken = token;
  }

  void cancel(String reason) {
    if (askedToCancel == null) {
      askedToCancel = reason == null || reason.isBlank() ? "no reason given" : reason;
    }
  }

  /** Why somebody asked to cancel, null if nobody has. */
  String cancelReason() {
    if (askedToCancel == null) {
      askedToCancel = outerCancel.get();
    }
    return askedToCancel;
  }

  /** The token of a grant by signal, null while there was none. */
  Long grantedToken() {
    return grantedToken;
  }

  /** The lock was given back, so that another grant will be another one. */
  void forgetGrant() {
    grantedToken = null;
  }

  /** Whether events came that nobody took. */
  boolean hasEvents() {
    return !fresh.isEmpty();
  }

  /** Whether the session is lost and the trade does not know it yet. */
  boolean isLossUntold() {
    return sessionLost && !lossTold;
  }

  boolean hasNews() {
    return !fresh.isEmpty() || sessionLost != lossTold || (!cancelTold && cancelReason() != null);
  }

  /** Hands over everything new. */
  Change take() {
    List<BrokerEvent> events = new ArrayList<>(fresh.values());
    fresh.clear();
    lossTold = sessionLost;
    cancelTold = cancelReason() != null;
    return new Change(events, cancelReason(), sessionLost);
  }
}
