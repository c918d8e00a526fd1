package dev.legwork.simulation.temporal;

import dev.legwork.order.BrokerEvent;
import dev.legwork.saga.Change;
import dev.legwork.stop.StopWish;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What signals brought and the saga has not taken yet. They may repeat and come early. */
final class Mailbox {
  private final Set<Long> seen = new TreeSet<>();
  private final TreeMap<Long, BrokerEvent> fresh = new TreeMap<>();
  private final List<String> cancels = new ArrayList<>();
  private int cancelsTold;
  private boolean sessionLost;
  private boolean lossTold;
  private Long grantedToken;
  private boolean woken;
  private final Deque<StopWish> wishes = new ArrayDeque<>();

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
    cancels.add(reason);
  }

  String cancelReason() {
    return cancels.isEmpty() ? null : cancels.getFirst();
  }

  /** Null while there was no grant by signal. */
  Long grantedToken() {
    return grantedToken;
  }

  /** The lock was given back: another grant will be another one. */
  void forgetGrant() {
    grantedToken = null;
  }

  /** What a person asks of a stop. */
  void ask(StopWish wish) {
    wishes.add(wish);
    woken = true;
  }

  /** Null while nobody asked. */
  StopWish takeWish() {
    return wishes.poll();
  }

  /** Whether events or wishes came that nobody took. */
  boolean hasEvents() {
    return !fresh.isEmpty() || !wishes.isEmpty();
  }

  boolean isLossUntold() {
    return sessionLost && !lossTold;
  }

  boolean hasNews() {
    return wakes() || sessionLost != lossTold;
  }

  /** The same for who does not mind whether the desk has a session. */
  boolean wakes() {
    return woken || !fresh.isEmpty() || cancels.size() > cancelsTold;
  }

  Change take() {
    woken = false;
    List<BrokerEvent> events = new ArrayList<>(fresh.values());
    fresh.clear();
    lossTold = sessionLost;
    cancelsTold = cancels.size();
    return new Change(events, cancels, sessionLost);
  }
}
