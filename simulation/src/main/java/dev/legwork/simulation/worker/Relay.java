package dev.legwork.simulation.worker;

import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.TradeNews;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.worker.TradeSignals.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Brings committed events to the trades as the worker's own relay does: one thing after another, at
 * least once, with a look into the inbox for what a crash left behind.
 */
final class Relay {
  private static final Duration SWEEP = Duration.ofSeconds(3);
  private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A piece of work that reports whether it is done. */
  private interface Work {
    void attempt(Consumer<Boolean> done);
  }

  private final Process process;
  private final Worker worker;
  private final Deque<Work> queue = new ArrayDeque<>();
  private final TreeSet<String> toldOfLoss = new TreeSet<>();
  private boolean leavesInbox = true;
  private boolean busy;

  Relay(Process process, Worker worker) {
    this.process = process;
    this.worker = worker;
  }

  void start() {
    sweep();
  }

  /** Whether another process looks into the inbox. */
  void leaveTheInboxTo(boolean another) {
    leavesInbox = another;
  }

  void committed(List<BrokerEvent> events) {
    if (worker.losesHandOver()) {
      worker.hits().hit(FaultKind.Y7_SIGNAL_LOST);
      return;
    }
    add(done -> relay(events, done));
  }

  void sessionChanged(boolean lost) {
    add(done -> tellSession(lost, done));
  }

  private void add(Work work) {
    queue.add(work);
    next();
  }

  private void next() {
    if (!busy && !queue.isEmpty()) {
      busy = true;
      attempt(queue.remove(), FIRST_PAUSE);
    }
  }

  private void attempt(Work work, Duration pause) {
    work.attempt(
        done -> {
          if (done) {
            busy = false;
            next();
          } else {
            Duration longer = pause.multipliedBy(2);
            Duration then = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            later(pause, () -> attempt(work, then));
          }
        });
  }

  private void later(Duration delay, Runnable what) {
    worker.parts().scheduler().in(delay, () -> process.run(what));
  }

  private void sweep() {
    Instant settled = worker.clock().wall().minus(HANDED_OVER_WITHIN);
    List<BrokerEvent> left =
        worker.inbox().unrelayed().stream()
            .takeWhile(event -> event.receivedAt().isBefore(settled))
            .toList();
    if (!left.isEmpty() && !busy && !leavesInbox) {
      worker.tell("sweep finds " + left.size() + " events");
      add(done -> relay(left, done));
    }
    later(SWEEP, this::sweep);
  }

  private void relay(List<BrokerEvent> events, Consumer<Boolean> done) {
    Map<String, List<BrokerEvent>> byExecution = new LinkedHashMap<>();
    for (BrokerEvent event : events) {
      byExecution
          .computeIfAbsent(event.event().ref().executionId(), id -> new ArrayList<>())
          .add(event);
    }
    deliver(new ArrayDeque<>(byExecution.entrySet()), done);
  }

  private void deliver(Deque<Map.Entry<String, List<BrokerEvent>>> left, Consumer<Boolean> done) {
    if (left.isEmpty()) {
      done.accept(true);
      return;
    }
    String execution = left.peek().getKey();
    List<BrokerEvent> events = left.peek().getValue();
    if (!TradeNews.matters(events) && !isContradiction(events)) {
      delivered(left, done, Outcome.DELIVERED);
      return;
    }
    if (worker.isCutFromTemporal()) {
      delivered(left, done, Outcome.FAILED);
      return;
    }
    worker
        .signals()
        .brokerEvents(
            execution, events, outcome -> process.run(() -> delivered(left, done, outcome)));
  }

  private void delivered(
      Deque<Map.Entry<String, List<BrokerEvent>>> left, Consumer<Boolean> done, Outcome outcome) {
    if (outcome == Outcome.FAILED) {
      done.accept(false);
      return;
    }
    Map.Entry<String, List<BrokerEvent>> delivered = left.remove();
    worker
        .parts()
        .database()
        .call(
            process,
            () -> {
              boolean ended = worker.trades().hasEnded(delivered.getKey());
              if (outcome == Outcome.CLOSED || (outcome == Outcome.DELIVERED && ended)) {
                worker.trades().lateEvents(delivered.getKey());
              }
              worker.inbox().markRelayed(delivered.getValue());
              return true;
            },
            (ok, failure) ->
                process.run(
                    () -> {
                      if (failure != null) {
                        left.addFirst(delivered);
                        done.accept(false);
                      } else {
                        deliver(left, done);
                      }
                    }));
  }

  /** Whether the venue shows an order to work that was held to be absent, or to be only one. */
  private boolean isContradiction(List<BrokerEvent> events) {
    Set<OrderRef> shown = TradeNews.shown(events);
    return !shown.isEmpty() && worker.inbox().hasTurnedUp(shown);
  }

  private void tellSession(boolean lost, Consumer<Boolean> done) {
    TreeSet<String> concerned = new TreeSet<>(worker.trades().inTheMarket(worker.account()));
    worker.ledger().openIntents().forEach(open -> concerned.add(open.ref().executionId()));
    if (!lost) {
      concerned.addAll(toldOfLoss);
    }
    toldOfLoss.clear();
    if (lost) {
      toldOfLoss.addAll(concerned);
    }
    tell(new ArrayDeque<>(concerned), lost, done);
  }

  private void tell(Deque<String> left, boolean lost, Consumer<Boolean> done) {
    if (left.isEmpty()) {
      done.accept(true);
      return;
    }
    worker
        .signals()
        .sessionChanged(
            left.peek(),
            lost,
            outcome ->
                process.run(
                    () -> {
                      if (outcome == Outcome.FAILED) {
                        later(FIRST_PAUSE, () -> tell(left, lost, done));
                      } else {
                        left.remove();
                        tell(left, lost, done);
                      }
                    }));
  }
}
