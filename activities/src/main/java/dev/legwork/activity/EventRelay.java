package dev.legwork.activity;

import dev.legwork.desk.FailStop;
import dev.legwork.fault.CrashPoint;
import dev.legwork.ledger.Ledger;
import dev.legwork.ledger.execution.ExecutionFilter;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.TradeNews;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.execution.ExecutionWorkflow;
import dev.legwork.workflow.execution.ProtectiveStopWorkflow;
import dev.legwork.workflow.execution.RecoveryWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings an account's committed events to the workflows of its trades: one signal for each commit
 * and trade, at least once, in the order of the inbox. What is handed over in memory goes at once;
 * a look into the inbox at the start and every few seconds finds what a crash left behind.
 *
 * <p>While Temporal or the database is away it tries again without end. The workflow loses nothing
 * meanwhile: it asks the desk by itself.
 */
public final class EventRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
  private static final Duration SWEEP = Duration.ofSeconds(3);

  /** Younger events are on their way here, and would only be signalled twice. */
  private static final Duration HANDED_OVER_WITHIN = Duration.ofSeconds(2);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int SWEEP_SIZE = 500;

  /** So that a signal stays far below what the server takes. */
  private static final int IN_A_SIGNAL = 100;

  /** Far more than a trade of six legs needs, its unwinding included. */
  private static final int SIGNALS_AT_ONCE = 300;

  /** Of the tries that fail, so many as make a minute are said once. */
  private static final int SAID_EVERY = 12;

  private static final int TRADES_COUNTED = 10_000;

  private sealed interface Item {
    record Commit(List<BrokerEvent> events) implements Item {}

    record Session(boolean lost) implements Item {}
  }

  /** A trade whose events could not be delivered. */
  private record Blocked(int tries, Duration pause, long nextTry) {
    static Blocked after(Blocked before) {
      Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
      Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      return new Blocked(
          before == null ? 1 : before.tries() + 1, bounded, System.nanoTime() + bounded.toNanos());
    }
  }

  private final String account;
  private final WorkflowClient client;
  private final Ledger ledger;
  private final LateEvents late;
  private final Clock clock;
  private final Consumer<Collection<OrderRef>> settled;
  private final Timer lag;
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final Map<String, Integer> signals =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > TRADES_COUNTED;
        }
      };
  private final Map<String, Blocked> blocked = new LinkedHashMap<>();
  private final Set<String> toldOfLoss = new TreeSet<>();
  private final Thread thread;
  private volatile boolean leavesInbox;
  private volatile boolean closed;

  /**
   * @param settled told of orders that a person has answered for, after their trades were
   */
  public EventRelay(
      String account,
      WorkflowClient client,
      Ledger ledger,
      MeterRegistry metrics,
      Clock clock,
      Consumer<Collection<OrderRef>> settled) {
    this.account = account;
    this.settled = settled;
    this.client = client;
    this.ledger = ledger;
    this.late = new LateEvents(ledger, new RecoveryStarter(client), clock);
    this.clock = clock;
    this.lag =
        Timer.builder("legwork.relay.lag")
            .description("from the receipt of a broker event to its workflow")
            .tag("account", account)
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
    metrics.gauge(
        "legwork.relay.queue", List.of(Tag.of("account", account)), queue, BlockingQueue::size);
    this.thread =
        Thread.ofPlatform()
            .name("relay-" + account)
            .daemon()
            .uncaughtExceptionHandler(FailStop.onEndOfThread())
            .unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /**
   * Whether another process holds the account and looks into the inbox, so that this one does not.
   */
  public void leaveTheInboxTo(boolean another) {
    leavesInbox = another;
  }

  /** Takes one commit of the inbox; returns at once. */
  public void committed(List<BrokerEvent> events) {
    queue.add(new Item.Commit(List.copyOf(events)));
  }

  /** Tells the trades that have orders in the market; returns at once. */
  public void sessionChanged(boolean lost) {
    queue.add(new Item.Session(lost));
  }

  /** Stops; what is not relayed stays in the inbox for the next start. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long nextSweep = System.nanoTime();
    while (!closed) {
      try {
        long wait = nextSweep - System.nanoTime();
        Item item = wait <= 0 ? null : queue.poll(wait, TimeUnit.NANOSECONDS);
        if (item == null) {
          boolean more = !leavesInbox && sweep();
          nextSweep = System.nanoTime() + (more ? 0 : SWEEP.toNanos());
        } else {
          handle(item);
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("{}: the inbox cannot be read now, next try soon: {}", account, e.toString());
        nextSweep = System.nanoTime() + SWEEP.toNanos();
      }
    }
  }

  /**
   * @return whether there may be more at once
   */
  private boolean sweep() {
    Instant settled = clock.instant().minus(HANDED_OVER_WITHIN);
    List<BrokerEvent> left =
        ledger.inbox().unrelayed(account, blocked.keySet(), SWEEP_SIZE).stream()
            .takeWhile(event -> event.receivedAt().isBefore(settled))
            .toList();
    if (!left.isEmpty()) {
      LOG.info(
          "{}: {} events have waited in the inbox for longer than {} s ({} commits wait in memory);"
              + " they are relayed now",
          account,
          left.size(),
          HANDED_OVER_WITHIN.toSeconds(),
          queue.size());
      relay(left, true);
    }
    retryBlocked();
    // What waits in memory as well would only be signalled twice.
    return left.size() == SWEEP_SIZE && queue.isEmpty();
  }

  /** Trades that refused what was brought: each for itself, so that none keeps others waiting. */
  private void retryBlocked() {
    for (String executionId : List.copyOf(blocked.keySet())) {
      if (!closed && System.nanoTime() - blocked.get(executionId).nextTry() >= 0) {
        List<BrokerEvent> its = ledger.inbox().unrelayedOf(executionId, SWEEP_SIZE);
        if (its.isEmpty()) {
          blocked.remove(executionId);
        } else {
          tryDelivering(executionId, its, true);
        }
      }
    }
  }

  private void handle(Item item) throws InterruptedException {
    switch (item) {
      case Item.Commit commit -> {
        List<BrokerEvent> events = withWhatWaits(commit);
        relay(events, false);
      }
      case Item.Session session -> untilDone(() -> tellSession(session.lost()));
    }
  }

  /** What was committed while the last signals were on their way goes together. */
  private List<BrokerEvent> withWhatWaits(Item.Commit first) {
    List<BrokerEvent> events = new ArrayList<>(first.events());
    while (events.size() < SWEEP_SIZE && queue.peek() instanceof Item.Commit next) {
      queue.remove();
      events.addAll(next.events());
    }
    return events;
  }

  private void relay(List<BrokerEvent> events, boolean swept) {
    Map<String, List<BrokerEvent>> byExecution = new LinkedHashMap<>();
    for (BrokerEvent event : events) {
      byExecution
          .computeIfAbsent(event.event().ref().executionId(), id -> new ArrayList<>())
          .add(event);
    }
    byExecution.forEach((executionId, its) -> tryDelivering(executionId, its, swept));
  }

  /**
   * What cannot be delivered stays unrelayed in the inbox, and is tried again every few seconds,
   * while other trades go on: be it Temporal that is away, or one trade that nobody can tell
   * anything.
   */
  private void tryDelivering(String executionId, List<BrokerEvent> events, boolean swept) {
    try {
      deliver(executionId, events, swept);
      if (blocked.remove(executionId) != null) {
        LOG.info("execution {}: its events are relayed again", executionId);
      }
    } catch (RuntimeException e) {
      Blocked before = blocked.get(executionId);
      Blocked now = Blocked.after(before);
      blocked.put(executionId, now);
      if (now.tries() % SAID_EVERY == 1) {
        LOG.warn(
            "execution {}: {} events cannot be relayed now ({}), {} tries; tried again in {} ms",
            executionId,
            events.size(),
            e.toString(),
            now.tries(),
            now.pause().toMillis());
      }
    }
  }

  /**
   * A trade that had many signals gets no more at once: its history must not fill up. What is left
   * here stays unrelayed in the inbox, and the next looks there bring it, much in one signal.
   */
  private void deliver(String executionId, List<BrokerEvent> events, boolean swept) {
    if (!swept && signals.getOrDefault(executionId, 0) >= SIGNALS_AT_ONCE) {
      return;
    }
    MDC.put("execution", executionId);
    try {
      for (int from = 0; from < events.size(); from += IN_A_SIGNAL) {
        signals.merge(executionId, 1, Integer::sum);
        hand(executionId, events.subList(from, Math.min(events.size(), from + IN_A_SIGNAL)));
      }
      tellSettled(events);
      ledger.inbox().markRelayed(events.stream().map(BrokerEvent::sequence).toList());
      events.forEach(event -> lag.record(Duration.between(event.receivedAt(), clock.instant())));
    } finally {
      MDC.remove("execution");
    }
  }

  private void tellSettled(List<BrokerEvent> events) {
    Set<OrderRef> refs = new TreeSet<>();
    events.stream()
        .map(BrokerEvent::event)
        .filter(OrderEvent.Settled.class::isInstance)
        .forEach(event -> refs.add(event.ref()));
    if (!refs.isEmpty()) {
      settled.accept(refs);
    }
  }

  /**
   * To the trade, else to its recovery, which looks again for what comes while it runs. A trade
   * that has ended may have taken its last look before: whatever is left is settled then.
   */
  private void hand(String executionId, List<BrokerEvent> some) {
    List<BrokerEvent> events = List.copyOf(some);
    boolean matters = TradeNews.matters(events) || isContradiction(events);
    if (matters) {
      CrashPoint.BEFORE_SIGNAL.reached();
    }
    boolean toTrade =
        matters && signal(executionId, () -> workflow(executionId).brokerEvents(events));
    boolean toRecovery =
        matters
            && !toTrade
            && signal(executionId, () -> recovery(executionId).brokerEvents(events));
    boolean toNobody = matters && !toTrade && !toRecovery;
    if (toNobody || (!toRecovery && ledger.executions().hasEnded(executionId))) {
      if (matters && ledger.stops().find(executionId).isPresent()) {
        signal(executionId, () -> stop(executionId).brokerEvents(events));
      }
      late.settle(executionId);
    }
  }

  /** Whether the venue shows an order to work that was held to be absent, or to be only one. */
  private boolean isContradiction(List<BrokerEvent> events) {
    Set<OrderRef> shown = TradeNews.shown(events);
    return !shown.isEmpty() && ledger.intents().hasTurnedUp(shown);
  }

  /** False if the workflow is closed. */
  private static boolean signal(String executionId, Runnable signal) {
    try {
      signal.run();
      return true;
    } catch (WorkflowNotFoundException gone) {
      return false;
    } catch (RuntimeException e) {
      if (!isRefusedForGood(e)) {
        throw e;
      }
      LOG.error(
          "execution {}: Temporal refuses a signal for good; the trade will read what it said with"
              + " its next snapshot",
          executionId,
          e);
      return true;
    }
  }

  private void tellSession(boolean lost) {
    Set<String> concerned = tradesInTheMarket();
    if (!lost) {
      concerned.addAll(toldOfLoss);
    }
    for (String executionId : concerned) {
      boolean told =
          signal(executionId, () -> workflow(executionId).sessionChanged(lost))
              || signal(executionId, () -> recovery(executionId).sessionChanged(lost));
      if (!told) {
        LOG.debug("execution {}: has ended", executionId);
      }
    }
    toldOfLoss.clear();
    if (lost) {
      toldOfLoss.addAll(concerned);
    }
  }

  /** Trades with live orders, and those between two unwinding waves: they hold positions. */
  private Set<String> tradesInTheMarket() {
    Set<String> ids = new TreeSet<>();
    ledger.intents().open(account).forEach(intent -> ids.add(intent.ref().executionId()));
    for (TradeState state : List.of(TradeState.WORKING, TradeState.UNWINDING)) {
      ledger
          .executions()
          .list(new ExecutionFilter(state, account, null), SWEEP_SIZE, null)
          .executions()
          .forEach(execution -> ids.add(execution.id()));
    }
    return ids;
  }

  private void untilDone(Runnable work) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "{}: events cannot be relayed now ({}), trying again in {} ms",
            account,
            e.toString(),
            pause.toMillis());
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
      }
    }
  }

  private ExecutionWorkflow workflow(String executionId) {
    return client.newWorkflowStub(ExecutionWorkflow.class, WorkflowIds.execution(executionId));
  }

  private RecoveryWorkflow recovery(String executionId) {
    return client.newWorkflowStub(RecoveryWorkflow.class, WorkflowIds.recovery(executionId));
  }

  private ProtectiveStopWorkflow stop(String executionId) {
    return client.newWorkflowStub(ProtectiveStopWorkflow.class, WorkflowIds.stop(executionId));
  }

  private static boolean isRefusedForGood(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException status) {
        return status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT;
      }
    }
    return false;
  }
}
