package dev.legwork.desk;

import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.desk.chain.LinePlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Option chains for whoever watches them. All of its work goes in small steps that leave the
 * session's pace to the trades: at most 25 of its messages a second, and none while others wait.
 */
final class Chains {
  private static final Duration STEP = Duration.ofMillis(40);
  private static final Duration PLAN_EVERY = Duration.ofMillis(200);

  /** So long after its last reading a watcher is gone. */
  private static final Duration LINGERS = Duration.ofMinutes(1);

  private static final int QUESTIONS_AT_ONCE = 3;
  private static final int BUSY = 3;

  private record Watch(Map<String, ChainWish> wishes, long readAt) {}

  private final DeskSettings settings;
  private final Timers timers;
  private final Outbox outbox;
  private final Serving serving;
  private final VenueTime time;
  private final ContractFinder contracts;
  private final MarketData marketData;
  private final ChainQuestions questions;
  private final ChainLines lines;
  private final ChainReader reader;
  private final Map<String, Watch> watches = new LinkedHashMap<>();
  private final Map<String, ChainBook> books = new TreeMap<>();
  private boolean running;
  private long plannedAt;

  Chains(
      DeskSettings settings,
      Timers timers,
      Outbox outbox,
      Serving serving,
      VenueTime time,
      ContractFinder contracts,
      MarketData marketData,
      ChainQuestions questions) {
    this.settings = settings;
    this.timers = timers;
    this.outbox = outbox;
    this.serving = serving;
    this.time = time;
    this.contracts = contracts;
    this.marketData = marketData;
    this.questions = questions;
    lines = new ChainLines(settings, timers, marketData);
    reader = new ChainReader(settings, timers, serving, time, contracts, marketData, lines);
  }

  /** What there is now; the rest is asked for behind it. */
  Map<String, ChainReading> read(String watcher, Map<String, ChainWish> wishes) {
    watches.put(watcher, new Watch(Map.copyOf(wishes), timers.now()));
    Map<String, ChainReading> readings = new LinkedHashMap<>();
    wishes.forEach((symbol, wish) -> readings.put(symbol, reader.read(book(symbol), wish)));
    run();
    return readings;
  }

  private ChainBook book(String symbol) {
    ChainBook book =
        books.computeIfAbsent(
            symbol, s -> new ChainBook(s, settings, timers, time, contracts, questions));
    book.readAt = timers.now();
    return book;
  }

  void end(String watcher) {
    watches.remove(watcher);
  }

  private void run() {
    if (!running) {
      running = true;
      plannedAt = timers.now() - PLAN_EVERY.toNanos();
      timers.after(Duration.ZERO, this::step);
    }
  }

  private void step() {
    watches.values().removeIf(watch -> timers.now() - watch.readAt() > LINGERS.toNanos());
    int messages = serving.isServing() && outbox.size() <= BUSY ? work() : 0;
    running = !watches.isEmpty() || lines.holdsAny();
    if (running) {
      timers.after(messages > 0 ? STEP.multipliedBy(messages) : PLAN_EVERY, this::step);
    } else {
      trim();
    }
  }

  private int work() {
    if (timers.now() - plannedAt >= PLAN_EVERY.toNanos()) {
      plannedAt = timers.now();
      plan();
    }
    return ask() ? 1 : lines.step(this::isIdle);
  }

  /** Contracts of a closed market say nothing new. */
  private boolean isIdle(ChainContract contract) {
    ChainBook book = books.get(contract.instrument.spec().symbol());
    return book == null || reader.closed(book).isPresent();
  }

  private boolean ask() {
    if (books.values().stream().filter(ChainBook::isAsking).count() >= QUESTIONS_AT_ONCE) {
      return false;
    }
    for (ChainBook book : watched()) {
      if (book.ask(wanted(book))) {
        return true;
      }
    }
    return false;
  }

  private List<ChainBook> watched() {
    return books.values().stream().filter(book -> !wishes(book).isEmpty()).toList();
  }

  private List<ChainWish> wishes(ChainBook book) {
    return watches.values().stream()
        .map(watch -> watch.wishes().get(book.symbol))
        .filter(wish -> wish != null)
        .toList();
  }

  private Collection<LocalDate> wanted(ChainBook book) {
    TreeSet<LocalDate> wanted = new TreeSet<>();
    wishes(book).forEach(wish -> wanted.addAll(reader.expiries(book, wish)));
    return wanted;
  }

  private void plan() {
    trim();
    List<ChainContract> stocks = new ArrayList<>();
    Map<LocalDate, List<List<List<ChainContract>>>> byDay = new TreeMap<>();
    for (ChainBook book : watched()) {
      if (book.stock() != null) {
        reader.look(book);
        if (!book.stock().isRefused(timers.now())) {
          stocks.add(book.stock());
        }
        rings(book, byDay);
      }
    }
    lines.plan(
        stocks, LinePlan.byRings(byDay.values().stream().flatMap(Collection::stream).toList()));
  }

  private void rings(ChainBook book, Map<LocalDate, List<List<List<ChainContract>>>> byDay) {
    Map<LocalDate, List<List<ChainContract>>> ofBook = new TreeMap<>();
    List<ChainWish> wishes = wishes(book);
    for (LocalDate day : wanted(book)) {
      ChainExpiry expiry = book.expiry(day);
      if (expiry != null) {
        List<ChainWish> wanting =
            wishes.stream().filter(w -> reader.expiries(book, w).contains(day)).toList();
        ofBook.put(
            day,
            expiry.rings(farthest(wanting, ChainWish::below), farthest(wanting, ChainWish::above)));
      }
    }
    if (reader.refusedOption(ofBook.values()).isEmpty()) {
      ofBook.forEach(
          (day, rings) ->
              byDay
                  .computeIfAbsent(day, d -> new ArrayList<>())
                  .add(rings.stream().map(this::withoutRefused).toList()));
    }
  }

  private static BigDecimal farthest(
      List<ChainWish> wishes, java.util.function.Function<ChainWish, BigDecimal> side) {
    return wishes.stream().map(side).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
  }

  private List<ChainContract> withoutRefused(List<ChainContract> ring) {
    return ring.stream().filter(contract -> !contract.isRefused(timers.now())).toList();
  }

  /** Forgets what nobody watches, read longest ago first, down to what may be kept. */
  private void trim() {
    books.values().removeIf(book -> book.size() == 0 && !book.isAsking() && wishes(book).isEmpty());
    while (size() > settings.chains().contractsKept()) {
      ChainBook oldest =
          books.values().stream()
              .filter(book -> wishes(book).isEmpty() && !book.isAsking())
              .min(Comparator.comparingLong(book -> book.readAt))
              .orElse(null);
      if (oldest == null) {
        books.values().forEach(book -> book.keepOnly(wanted(book)));
        return;
      }
      oldest.keepOnly(List.of());
      books.remove(oldest.symbol);
    }
  }

  private int size() {
    return books.values().stream().mapToInt(ChainBook::size).sum();
  }

  /** The session is gone; what is still wished for is asked for again when there is another. */
  void sessionLost() {
    questions.sessionLost();
    lines.sessionLost();
    books.values().forEach(ChainBook::sessionLost);
  }
}
