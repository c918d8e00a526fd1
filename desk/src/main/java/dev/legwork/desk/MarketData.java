package dev.legwork.desk;

import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.desk.mapping.Contracts;
import dev.legwork.quote.Quote;
import dev.legwork.saga.Alert;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.TickGeneric;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import dev.legwork.tws.message.ServerMessage.TickSize;
import dev.legwork.tws.session.Pacer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quote subscriptions, kept warm within the lines the login has; the one that was used longest ago
 * goes first. A venue repeats nothing that has not changed, so that a side not heard of for a while
 * is asked for anew before it is relied on.
 */
final class MarketData {
  private static final Logger LOG = LoggerFactory.getLogger(MarketData.class);
  private static final Set<Integer> NO_DATA = Set.of(200, 354, 10089, 10090, 10168, 10197, 321);
  private static final int LINES_EXHAUSTED = 101;
  private static final int COMPETING_SESSION = 10197;
  private static final int DELAYED_SHOWN = 10167;
  private static final Duration CANCEL_LATER = Duration.ofSeconds(1);

  /** Lines that trades used within this time are theirs; older ones watchers may have. */
  private static final Duration TRADES_KEEP = Duration.ofMinutes(1);

  /** Open interest, which is told of options only. */
  private static final String OPEN_INTEREST = "101";

  private static final long NEVER = Long.MIN_VALUE / 2;

  private static final Comparator<QuoteLine> OLDEST_AND_FARTHEST =
      Comparator.<QuoteLine>comparingLong(line -> line.usedAt)
          .thenComparing(line -> line.rank, Comparator.reverseOrder());

  private static final class Wait {
    private final List<Instrument> instruments;
    private final CompletableFuture<Map<Instrument, Quote>> answer = new CompletableFuture<>();

    private Wait(List<Instrument> instruments) {
      this.instruments = instruments;
    }
  }

  private final DeskSettings settings;
  private final Timers timers;
  private final Outbox outbox;
  private final RequestIds ids;
  private final Map<Long, QuoteLine> byContract = new LinkedHashMap<>();
  private final Map<Integer, QuoteLine> byRequest = new HashMap<>();
  private final List<Wait> waits = new ArrayList<>();
  private final Set<Long> takenAway = new HashSet<>();
  private final Alarms alarms;
  private final Duration freshWithin;
  private int mostLines;
  private long era;

  MarketData(DeskSettings settings, Timers timers, Outbox outbox, RequestIds ids, Alarms alarms) {
    this.settings = settings;
    this.timers = timers;
    this.outbox = outbox;
    this.ids = ids;
    this.alarms = alarms;
    this.mostLines = settings.marketDataLines();
    this.freshWithin = freshWithin(settings);
  }

  /** Half of what entries allow, and half of what unwindings do, which nobody sets. */
  private static Duration freshWithin(DeskSettings settings) {
    Duration unwinding = Policy.DEFAULT.quoteMaxAge();
    Duration entering = settings.quoteMaxAge();
    return (entering.compareTo(unwinding) < 0 ? entering : unwinding).dividedBy(2);
  }

  /** Keeps a subscription whatever else is asked for; each pin needs its {@link #unpin}. */
  void pin(Collection<Instrument> instruments) {
    instruments.forEach(instrument -> line(instrument).pins++);
  }

  void unpin(Collection<Instrument> instruments) {
    instruments.stream()
        .map(instrument -> byContract.get(instrument.conId()))
        .filter(line -> line != null && line.pins > 0)
        .forEach(line -> line.pins--);
  }

  /** Quotes with both sides freshly heard, or what there is when the time is over. */
  CompletableFuture<Map<Instrument, Quote>> quotes(
      Collection<Instrument> instruments, Duration within) {
    Wait wait = new Wait(instruments.stream().distinct().toList());
    wait.instruments.forEach(this::refresh);
    if (isSettled(wait)) {
      wait.answer.complete(now(wait.instruments));
    } else {
      waits.add(wait);
      timers.after(within, () -> end(wait));
    }
    return wait.answer;
  }

  private void refresh(Instrument instrument) {
    QuoteLine line = line(instrument);
    line.usedAt = timers.stamp();
    long freshSince = timers.now() - freshWithin.toNanos();
    // What was told to be delayed, or refused, may be live by now: only a new question tells.
    if (line.askedAt < freshSince && !(line.isUsable() && line.isHeardSince(freshSince))) {
      askAnew(line);
    }
  }

  private void askAnew(QuoteLine line) {
    int old = line.reqId;
    if (line.refusal == null && byRequest.containsKey(old) && byRequest.size() < mostLines) {
      // An entry waits: the new question goes at once, the old line is given back after it.
      timers.after(CANCEL_LATER, () -> cancel(old));
    } else {
      unsubscribe(line);
    }
    subscribe(line);
  }

  private void cancel(int reqId) {
    if (byRequest.remove(reqId) != null) {
      outbox.send(Pacer.Priority.DATA, new ClientMessage.CancelMktData(reqId));
    }
  }

  private QuoteLine line(Instrument instrument) {
    QuoteLine line = byContract.get(instrument.conId());
    if (line == null) {
      makeRoom();
      line = new QuoteLine(instrument);
      byContract.put(instrument.conId(), line);
      line.usedAt = timers.stamp();
      subscribe(line);
    }
    return line;
  }

  private void makeRoom() {
    while (byContract.size() >= mostLines) {
      QuoteLine oldest =
          byContract.values().stream()
              .filter(line -> line.pins == 0)
              .min(OLDEST_AND_FARTHEST)
              .orElse(null);
      if (oldest == null) {
        return;
      }
      drop(oldest);
    }
  }

  private void drop(QuoteLine line) {
    unsubscribe(line);
    recovered(line);
    byContract.remove(line.instrument.conId());
  }

  /** How many lines watchers of chains may have now: all but those that trades hold. */
  int linesForWatchers() {
    long held = byContract.values().stream().filter(l -> !l.watched && isForTrades(l)).count();
    return Math.max(0, mostLines - (int) held);
  }

  private boolean isForTrades(QuoteLine line) {
    return line.pins > 0 || line.usedAt > timers.now() - TRADES_KEEP.toNanos();
  }

  /**
   * A watcher wants the contract's quotes. A line that stands already serves both.
   *
   * @param rank how far it is from the money: the farthest gives way first
   * @return whether it has a line now
   */
  boolean watch(Instrument instrument, int rank) {
    QuoteLine line = byContract.get(instrument.conId());
    if (line == null && byContract.size() >= mostLines) {
      byContract.values().stream()
          .filter(old -> !old.watched && !isForTrades(old))
          .min(OLDEST_AND_FARTHEST)
          .ifPresent(this::drop);
    }
    if (line == null && byContract.size() >= mostLines) {
      return false;
    }
    if (line == null) {
      line = new QuoteLine(instrument);
      line.usedAt = NEVER;
      line.watched = true;
      byContract.put(instrument.conId(), line);
      subscribe(line);
    }
    line.watched = true;
    line.rank = rank;
    return true;
  }

  /** No watcher wants it any more; it stays where a trade uses it. */
  void unwatch(long conId) {
    QuoteLine line = byContract.get(conId);
    if (line != null && line.watched) {
      line.watched = false;
      if (!isForTrades(line)) {
        drop(line);
      }
    }
  }

  /** Asks for a contract's quotes once more, within the lines. */
  void askAgain(QuoteLine line) {
    unsubscribe(line);
    subscribe(line);
  }

  /** The contract's line, or null. */
  QuoteLine peek(long conId) {
    return byContract.get(conId);
  }

  /** Changes when all that was heard became worth nothing. */
  long era() {
    return era;
  }

  private void subscribe(QuoteLine line) {
    line.reqId = ids.next();
    line.askedAt = timers.now();
    line.refusal = null;
    line.refusalCode = 0;
    line.live = true;
    byRequest.put(line.reqId, line);
    boolean more = line.watched && line.instrument.spec().isOption();
    outbox.send(
        Pacer.Priority.DATA,
        new ClientMessage.ReqMktData(
            line.reqId, Contracts.of(line.instrument), more ? OPEN_INTEREST : "", false, false));
  }

  private void unsubscribe(QuoteLine line) {
    if (byRequest.remove(line.reqId) != null && line.refusal == null) {
      outbox.send(Pacer.Priority.DATA, new ClientMessage.CancelMktData(line.reqId));
    }
  }

  void on(TickPrice tick) {
    QuoteLine line = byRequest.get(tick.reqId());
    if (line != null) {
      line.price(tick.tickType(), tick.price(), tick.size(), timers.now());
      recovered(line);
      settle();
    }
  }

  void on(TickSize tick) {
    QuoteLine line = byRequest.get(tick.reqId());
    if (line != null) {
      line.size(tick.tickType(), tick.size(), timers.now());
      settle();
    }
  }

  void on(TickGeneric tick) {
    QuoteLine line = byRequest.get(tick.reqId());
    if (line != null && tick.tickType() == QuoteLine.HALTED) {
      line.halted = tick.value() != null && tick.value().compareTo(BigDecimal.ZERO) > 0;
    }
  }

  /** Live data is 1; anything else is frozen or delayed, and no price to trade on. */
  void onDataType(int reqId, int type) {
    QuoteLine line = byRequest.get(reqId);
    if (line != null) {
      line.live = type == 1;
    }
  }

  /** An error about a request; false if it is not about a subscription. */
  boolean onError(int reqId, int code, String text) {
    QuoteLine line = byRequest.get(reqId);
    if (line == null) {
      return false;
    }
    LOG.warn("Quotes of {}: {} {}", line.instrument.label(), code, text);
    if (code == DELAYED_SHOWN) {
      line.live = false;
    } else if (code == LINES_EXHAUSTED) {
      linesExhausted(line);
    } else if (NO_DATA.contains(code)) {
      line.refusal = code + " " + text;
      line.refusalCode = code;
      if (code == COMPETING_SESSION) {
        competing(line);
      }
      settle();
    }
    return true;
  }

  private void competing(QuoteLine line) {
    takenAway.add(line.instrument.conId());
    alarms.raise(
        Alert.Severity.CRITICAL,
        Alarms.COMPETING_SESSION,
        """
        Another login of this user takes the market data (10197). No trade is begun on contracts \
        without quotes; open ones are supervised and ended. Close the other session.\
        """);
  }

  private void recovered(QuoteLine line) {
    if (takenAway.remove(line.instrument.conId()) && takenAway.isEmpty()) {
      alarms.over(Alarms.COMPETING_SESSION);
    }
  }

  private void linesExhausted(QuoteLine line) {
    byRequest.remove(line.reqId);
    mostLines = Math.max(1, byContract.size() - 1);
    if (line.watched && !isForTrades(line)) {
      byContract.remove(line.instrument.conId());
      return;
    }
    line.pins++;
    makeRoom();
    line.pins--;
    if (byContract.size() <= mostLines) {
      subscribe(line);
    } else {
      line.refusal = "market data lines are exhausted";
      settle();
    }
  }

  private void settle() {
    for (Wait wait : List.copyOf(waits)) {
      if (isSettled(wait)) {
        end(wait);
      }
    }
  }

  private boolean isSettled(Wait wait) {
    long since = timers.now() - freshWithin.toNanos();
    return wait.instruments.stream()
        .map(this::line)
        .allMatch(line -> line.refusal != null || line.isHeardSince(since));
  }

  private void end(Wait wait) {
    if (waits.remove(wait)) {
      wait.answer.complete(now(wait.instruments));
    }
  }

  private Map<Instrument, Quote> now(List<Instrument> instruments) {
    return instruments.stream()
        .collect(
            Collectors.toMap(
                instrument -> instrument,
                instrument -> {
                  QuoteLine line = byContract.get(instrument.conId());
                  return line == null ? Quote.untold() : line.quote(timers.now());
                }));
  }

  /** How far the middle of a quote moved in the last minute, USD per share; empty: not known. */
  Optional<BigDecimal> moved(Instrument instrument) {
    return Optional.ofNullable(byContract.get(instrument.conId()))
        .flatMap(line -> line.moved(timers.now()));
  }

  /** What was heard is worth nothing any more; subscriptions stand or are made anew. */
  void forgetQuotes() {
    era++;
    byContract.values().forEach(QuoteLine::forget);
  }

  /** A new session, or one whose data was lost: subscribe to all again. */
  void resubscribe() {
    byRequest.clear();
    takenAway.clear();
    alarms.over(Alarms.COMPETING_SESSION);
    mostLines = settings.marketDataLines();
    era++;
    // Watchers come to theirs one by one, the nearest to the money first.
    byContract.values().removeIf(line -> line.watched && !isForTrades(line));
    byContract
        .values()
        .forEach(
            line -> {
              line.forget();
              line.watched = false;
              subscribe(line);
            });
  }

  /** The session is gone, and all subscriptions with it; whoever waits gets what there is. */
  void sessionLost() {
    byRequest.clear();
    forgetQuotes();
    List.copyOf(waits).forEach(this::end);
  }

  int lines() {
    return byContract.size();
  }
}
