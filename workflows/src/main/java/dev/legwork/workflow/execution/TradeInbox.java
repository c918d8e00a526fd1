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
  private final List<String> cancels = new ArrayList<>();
  private boolean outerHeard;
  private int cancelsTold;
  private boolean sessionLost;
  private boolean lossTold;
  private Long grantedToken;
  private boolean woken;

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
    cancels.add(reason == null || reason.isBlank() ? "no reason given" : reason);
  }

  /** Why somebody asked to cancel, null if nobody has. */
  String cancelReason() {
    return cancels().isEmpty() ? null : cancels.getFirst();
  }

  /** Each cancel that was asked for. */
  private List<String> cancels() {
    String outer = outerHeard ? null : outerCancel.get();
    if (outer != null) {
      outerHeard = true;
      cancels.add(outer);
    }
    return cancels;
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
    return wakes() || sessionLost != lossTold;
  }

  /** The same for who does not mind whether the desk has a session. */
  boolean wakes() {
    return woken || !fresh.isEmpty() || cancels().size() > cancelsTold;
  }

  /** Ends the next wait at once. */
  void wake() {
    woken = true;
  }

  /** Hands over everything new. */
  Change take() {
    woken = false;
    List<BrokerEvent> events = new ArrayList<>(fresh.values());
    fresh.clear();
    lossTold = sessionLost;
    cancelsTold = cancels().size();
    return new Change(events, cancels, sessionLost);
  }
}
