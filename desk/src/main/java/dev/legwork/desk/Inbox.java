package dev.legwork.desk;

import dev.legwork.fault.CrashPoint;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what the broker said before anybody acts on it: in the order of receipt, in group commits
 * (while one is under way the next gathers). If the ledger fails, the events stay here in order and
 * are tried again without end.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int MOST_IN_A_COMMIT = 500;
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);
  private static final Duration LAST_RETRY = Duration.ofSeconds(2);

  /**
   * @param reread all events of these orders, if some of the batch stood in the ledger already
   */
  private record Commit(
      List<BrokerEvent> stored, List<BrokerEvent> reread, Set<OrderRef> rereadRefs) {}

  private record Waiting(TrackedOrder order, DeskLedger.ReceivedEvent event) {}

  private final DeskLedger ledger;
  private final Background background;
  private final Timers timers;
  private final DeskClock clock;
  private final DeskListener listener;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean underWay;
  private final int most;
  private int failures;
  private Consumer<String> full = why -> {};
  private Runnable afterCommit = () -> {};

  Inbox(
      DeskLedger ledger,
      Background background,
      Timers timers,
      DeskClock clock,
      DeskListener listener,
      int most) {
    this.ledger = ledger;
    this.background = background;
    this.timers = timers;
    this.clock = clock;
    this.listener = listener;
    this.most = most;
  }

  /** What is to happen after each commit, when the events were relayed. */
  void afterCommit(Runnable what) {
    afterCommit = what;
  }

  /** Told why, when no more events can be kept. */
  void whenFull(Consumer<String> what) {
    full = what;
  }

  /**
   * Takes an event, unless it says nothing new. One that cannot be kept any more is left to the
   * questions of the next session, which begins once the ledger has taken the others.
   */
  void receive(TrackedOrder order, OrderEvent event) {
    if (waiting.size() >= most) {
      full.accept(whyFull());
    } else if (order.receive(event, timers.stamp())) {
      LOG.info("{}: received {}", order.ref(), event);
      waiting.add(new Waiting(order, new DeskLedger.ReceivedEvent(clock.wall(), event)));
    }
  }

  private String whyFull() {
    return failures > 0
        ? "the ledger takes no broker events, and no more than %d can be kept".formatted(most)
        : "broker events come faster than the ledger stores them: %d wait, no more can be kept"
            .formatted(waiting.size());
  }

  /** Starts a commit of what has gathered, if none is under way. */
  void flush() {
    if (underWay || waiting.isEmpty()) {
      return;
    }
    underWay = true;
    List<Waiting> batch = waiting.stream().limit(MOST_IN_A_COMMIT).toList();
    background.submit(
        Background.Lane.INBOX,
        () -> commit(batch),
        (commit, failure) -> ended(batch, commit, failure));
  }

  private Commit commit(List<Waiting> batch) {
    List<DeskLedger.ReceivedEvent> events = batch.stream().map(Waiting::event).toList();
    reached(events);
    List<BrokerEvent> stored = ledger.append(events);
    Set<OrderRef> refs = new TreeSet<>();
    if (stored.size() < events.size()) {
      events.forEach(event -> refs.add(event.event().ref()));
    }
    return new Commit(stored, refs.isEmpty() ? List.of() : ledger.eventsOf(refs), refs);
  }

  private static void reached(List<DeskLedger.ReceivedEvent> events) {
    if (events.stream().anyMatch(e -> e.event() instanceof OrderEvent.Filled)) {
      CrashPoint.BEFORE_EXECUTION_COMMIT.reached();
    } else if (events.stream().anyMatch(e -> e.event() instanceof OrderEvent.StatusReported)) {
      CrashPoint.BEFORE_ACK_COMMIT.reached();
    }
  }

  private void ended(List<Waiting> batch, Commit commit, Exception failure) {
    if (failure != null) {
      retryLater(failure);
      return;
    }
    underWay = false;
    failures = 0;
    batch.forEach(one -> waiting.remove());
    List<BrokerEvent> news =
        commit.rereadRefs().isEmpty() ? plain(batch, commit) : reread(batch, commit);
    if (!news.isEmpty()) {
      listener.committed(news);
    }
    afterCommit.run();
  }

  private static List<BrokerEvent> plain(List<Waiting> batch, Commit commit) {
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).order().committed(commit.stored().get(i));
    }
    return commit.stored();
  }

  private static List<BrokerEvent> reread(List<Waiting> batch, Commit commit) {
    Map<TrackedOrder, Integer> given = new LinkedHashMap<>();
    batch.forEach(one -> given.merge(one.order(), 1, Integer::sum));
    List<BrokerEvent> news = new ArrayList<>();
    given.forEach(
        (order, count) ->
            news.addAll(
                order.reread(
                    commit.reread().stream()
                        .filter(event -> event.event().ref().equals(order.ref()))
                        .toList(),
                    count)));
    news.sort(Comparator.comparingLong(BrokerEvent::sequence));
    return List.copyOf(news);
  }

  private void retryLater(Exception failure) {
    Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 4));
    delay = delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay;
    failures++;
    LOG.error(
        "The ledger took no broker events ({} wait, in order); next try in {}, until then no"
            + " opening order is placed; cancels still go out",
        waiting.size(),
        delay,
        failure);
    timers.after(
        delay,
        () -> {
          underWay = false;
          flush();
        });
  }

  /** Events that are not stored yet. */
  int size() {
    return waiting.size();
  }

  /** Whether the ledger refuses events at present. */
  boolean isFailing() {
    return failures > 0;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
