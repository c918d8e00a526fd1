package dev.legwork.simulation.temporal;

import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What signals brought and the saga has not taken yet. They may repeat and come early. */
final class Mailbox {
  private final Set<Long> seen = new TreeSet<>();
  private final TreeMap<Long, BrokerEvent> fresh = new TreeMap<>();
  private String cancelReason;
  private boolean cancelTold;
  private boolean sessionLost;
  private boolean lossTold;
  private Long grantedToken;

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
    cancelReason = cancelReason == null ? reason : cancelReason;
  }

  String cancelReason() {
    return cancelReason;
  }

  /** Null while there was no grant by signal. */
  Long grantedToken() {
    return grantedToken;
  }

  /** The lock was given back: another grant will be another one. */
  void forgetGrant() {
    grantedToken = null;
  }

  /** Whether events came that nobody took. */
  boolean hasEvents() {
    return !fresh.isEmpty();
  }

  boolean isLossUntold() {
    return sessionLost && !lossTold;
  }

  boolean hasNews() {
    return !fresh.isEmpty() || sessionLost != lossTold || (!cancelTold && cancelReason != null);
  }

  Change take() {
    List<BrokerEvent> events = new ArrayList<>(fresh.values());
    fresh.clear();
    lossTold = sessionLost;
    cancelTold = cancelReason != null;
    return new Change(events, cancelReason, sessionLost);
  }
}
