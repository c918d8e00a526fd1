package dev.legwork.desk;

import dev.legwork.order.WriteOutcome;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.ExecDetails;
import dev.legwork.tws.message.ServerMessage.Position;
import dev.legwork.tws.session.Pacer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to the venue about what exists. Each ends COMPLETE or FAILED; a failed one says
 * nothing, least of all that there is nothing. One of a kind is under way at a time, shared by all
 * who asked before its bytes left; the rows themselves go the way of all callbacks.
 */
final class Queries {
  private static final Logger LOG = LoggerFactory.getLogger(Queries.class);

  /** What is asked for. */
  enum Kind {
    OPEN_ORDERS,
    COMPLETED_ORDERS,
    EXECUTIONS,
    POSITIONS
  }

  /**
   * @param begunAt stamp taken before the question's bytes left
   * @param rowsFrom stamp from which on rows belong to it: late ones of an earlier answer may have
   *     come before
   * @param narrow whether it tells of our own client's executions only
   */
  record Answer(boolean complete, long begunAt, long rowsFrom, boolean narrow) {}

  private static final class Run {
    private final List<Consumer<Answer>> waiters = new ArrayList<>();
    private boolean begun;
    private long begunAt;
    private long rowsFrom;
    private int reqId;
    private boolean narrow;

    /** So many end markers belong to questions before it. */
    private int owed;

    private Timers.Timer timeout;
  }

  /** After this long an end marker is not waited for any more. */
  private static final Duration MARKERS_COME_WITHIN = Duration.ofMinutes(1);

  private final DeskSettings settings;
  private final Timers timers;
  private final Outbox outbox;
  private final OrderLoader loader;
  private final RequestIds ids;
  private final ExecutionRows rows = new ExecutionRows();
  private final Map<Kind, Run> running = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Consumer<Answer>>> next = new EnumMap<>(Kind.class);

  /** Questions without a number whose end markers have not come. */
  private final Map<Kind, Integer> outstanding = new EnumMap<>(Kind.class);

  private final Map<Kind, Long> failedAt = new EnumMap<>(Kind.class);
  private OptionalLong latestExecutions = OptionalLong.empty();
  private OptionalLong latestOfAllClients = OptionalLong.empty();
  private long droppedAt = Long.MIN_VALUE;
  private boolean narrow;
  private Map<Long, BigDecimal> positionRows = new HashMap<>();
  private Map<Long, BigDecimal> positions = Map.of();

  Queries(DeskSettings settings, Timers timers, Outbox outbox, OrderLoader loader, RequestIds ids) {
    this.settings = settings;
    this.timers = timers;
    this.outbox = outbox;
    this.loader = loader;
    this.ids = ids;
  }

  /**
   * Asks, or shares a question whose bytes have not left, or that was begun after the given stamp.
   */
  void ask(Kind kind, long after, Consumer<Answer> then) {
    Run run = running.get(kind);
    if (run == null) {
      start(kind, List.of(then));
    } else if (!run.begun || run.begunAt > after) {
      run.waiters.add(then);
    } else {
      next.computeIfAbsent(kind, k -> new ArrayList<>()).add(then);
    }
  }

  private void start(Kind kind, List<Consumer<Answer>> waiters) {
    Run run = new Run();
    run.waiters.addAll(waiters);
    running.put(kind, run);
    run.timeout = timers.after(settings.queryTimeout(), () -> timedOut(kind, run));
    run.reqId = kind == Kind.EXECUTIONS ? ids.next() : 0;
    run.narrow = kind == Kind.EXECUTIONS && narrow;
    send(kind, run, outcome -> written(kind, run, outcome));
  }

  private void send(Kind kind, Run run, Consumer<WriteOutcome> then) {
    outbox.send(
        new Outbox.Letter(
            Pacer.Priority.DATA,
            List.of(message(kind, run)),
            Long.MAX_VALUE,
            outcome -> {
              then.accept(outcome);
              if (outcome == WriteOutcome.WRITTEN && kind != Kind.EXECUTIONS) {
                outstanding.merge(kind, 1, Integer::sum);
              }
            }));
  }

  private ClientMessage message(Kind kind, Run run) {
    return switch (kind) {
      case OPEN_ORDERS -> new ClientMessage.ReqAllOpenOrders();
      case COMPLETED_ORDERS -> new ClientMessage.ReqCompletedOrders(false);
      case POSITIONS -> new ClientMessage.ReqPositions();
      case EXECUTIONS ->
          // Some versions of TWS never answer the wide question; the narrow one then is enough.
          new ClientMessage.ReqExecutions(
              run.reqId,
              run.narrow ? settings.clientId() : 0,
              settings.account(),
              "",
              "",
              "",
              "",
              "");
    };
  }

  private void written(Kind kind, Run run, WriteOutcome outcome) {
    run.begun = true;
    // The bytes left a moment ago, and no answer was read since: the stamp is before all of them.
    run.begunAt = timers.stamp();
    run.rowsFrom = run.begunAt;
    run.owed = owed(kind);
    if (kind == Kind.POSITIONS) {
      positionRows = new HashMap<>();
    }
    if (kind == Kind.EXECUTIONS) {
      rows.begin(run.reqId, run.begunAt, run.narrow);
    }
    if (outcome != WriteOutcome.WRITTEN) {
      end(kind, run, false);
    }
  }

  /** End markers of questions that failed may still come, but not for ever. */
  private int owed(Kind kind) {
    Long failed = failedAt.get(kind);
    if (failed != null && timers.now() - failed > MARKERS_COME_WITHIN.toNanos()) {
      outstanding.remove(kind);
    }
    return outstanding.getOrDefault(kind, 0);
  }

  /** An execution row, asked for or live. */
  void on(ExecDetails row) {
    if (row.account().equals(settings.account()) && !row.contract().isBag()) {
      rows.on(row, row.clientId() == settings.clientId(), timers.stamp());
    }
  }

  void on(Position row) {
    if (row.account().equals(settings.account())) {
      positionRows.put((long) row.contract().conId(), row.position());
    }
  }

  /** The end marker of a question without a number. */
  void onEnd(Kind kind) {
    outstanding.computeIfPresent(kind, (k, count) -> count > 1 ? count - 1 : null);
    Run run = running.get(kind);
    if (run != null && run.begun && run.owed > 0) {
      endedEarlier(kind, run);
    } else if (run != null && run.begun) {
      if (kind == Kind.POSITIONS) {
        positions = Map.copyOf(positionRows);
        outbox.send(Pacer.Priority.DATA, new ClientMessage.CancelPositions());
      }
      endOnceLoaded(kind, run);
    }
  }

  /**
   * The end of an answer to an earlier question that failed, or of this one's, if the earlier one
   * is never answered. Asked once more, the next end is that of a whole answer in either case.
   */
  private void endedEarlier(Kind kind, Run run) {
    run.owed--;
    run.rowsFrom = timers.stamp();
    positionRows = kind == Kind.POSITIONS ? new HashMap<>() : positionRows;
    send(kind, run, outcome -> {});
  }

  void onExecutionsEnd(int reqId) {
    Run run = running.get(Kind.EXECUTIONS);
    if (run == null || run.reqId != reqId || !run.begun) {
      return;
    }
    String fault = rows.fault();
    if (fault == null) {
      endOnceLoaded(Kind.EXECUTIONS, run);
    } else {
      LOG.warn("The answer about executions is cut short ({}); it counts for nothing", fault);
      end(Kind.EXECUTIONS, run, false);
    }
  }

  /** The venue refused a question; false if the number is none of ours. */
  boolean onError(int reqId, int code, String text) {
    Run run = running.get(Kind.EXECUTIONS);
    if (run == null || run.reqId != reqId) {
      return false;
    }
    LOG.warn("The question for executions failed: {} {}", code, text);
    end(Kind.EXECUTIONS, run, false);
    return true;
  }

  private void timedOut(Kind kind, Run run) {
    if (kind == Kind.EXECUTIONS) {
      narrow = !run.narrow;
    }
    end(kind, run, false);
  }

  private void endOnceLoaded(Kind kind, Run run) {
    loader.whenIdle(() -> end(kind, run, true));
  }

  private void end(Kind kind, Run run, boolean toItsEnd) {
    if (running.get(kind) != run) {
      return;
    }
    running.remove(kind);
    run.timeout.cancel();
    boolean complete = toItsEnd && droppedAt < run.begunAt;
    if (!complete) {
      LOG.warn("The question for {} FAILED: it says nothing", kind);
      failedAt.put(kind, timers.now());
    } else if (kind == Kind.EXECUTIONS) {
      narrow = false;
      latestExecutions = OptionalLong.of(run.begunAt);
      latestOfAllClients = run.narrow ? latestOfAllClients : latestExecutions;
    }
    List<Consumer<Answer>> later = next.remove(kind);
    if (later != null) {
      start(kind, later);
    }
    Answer answer = new Answer(complete, run.begunAt, run.rowsFrom, run.narrow);
    run.waiters.forEach(waiter -> waiter.accept(answer));
  }

  /** Everything under way has FAILED: the session is gone, or is no longer connected to IB. */
  void failAll() {
    List<Kind> kinds = List.copyOf(running.keySet());
    kinds.forEach(kind -> end(kind, running.get(kind), false));
  }

  /** A new session: what earlier ones told is no yardstick for its answers. */
  void sessionBegins() {
    rows.forget();
    outstanding.clear();
  }

  /** A row was told that cannot be kept: what is being answered now says nothing. */
  void dropped() {
    droppedAt = timers.stamp();
    failAll();
  }

  /** When the latest question was begun whose COMPLETE answer tells of this order's executions. */
  OptionalLong latestExecutions(TrackedOrder of) {
    return of.stored.clientId() == settings.clientId() ? latestExecutions : latestOfAllClients;
  }

  /** The positions of the latest COMPLETE answer. */
  Map<Long, BigDecimal> latestPositions() {
    return positions;
  }
}
