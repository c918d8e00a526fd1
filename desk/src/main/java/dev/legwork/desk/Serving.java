package dev.legwork.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Whether orders can be placed now, and who waits for it. */
final class Serving {
  private final Timers timers;
  private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
  private DeskHealth.Session session = DeskHealth.Session.AWAY;
  private String why = "not connected yet";
  private long spells;

  Serving(Timers timers) {
    this.timers = timers;
  }

  void is(DeskHealth.Session now, String newWhy) {
    session = now;
    why = newWhy;
    if (isServing()) {
      spells++;
      List<CompletableFuture<Boolean>> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(one -> one.complete(true));
    }
  }

  DeskHealth.Session session() {
    return session;
  }

  boolean isServing() {
    return session == DeskHealth.Session.SERVING;
  }

  /** Counts the times that orders could be placed; the same number: without a break since. */
  long spell() {
    return spells;
  }

  /** Whether the venue can be asked, be it that orders must wait. */
  boolean isConnected() {
    return session == DeskHealth.Session.SERVING || session == DeskHealth.Session.RECOVERING;
  }

  /** Whether what the venue knows is seen, so that questions about orders have an answer. */
  boolean canTell() {
    return isServing() || session == DeskHealth.Session.SUPERVISING;
  }

  /** Why not, for people. */
  String why() {
    return why;
  }

  /** True as soon as orders can be placed; false if they cannot in this time. */
  CompletableFuture<Boolean> within(Duration time) {
    if (isServing()) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    waiting.add(answer);
    timers.after(
        time,
        () -> {
          waiting.remove(answer);
          answer.complete(false);
        });
    return answer;
  }
}
