package dev.legwork.saga;

import dev.legwork.book.TradeBook;
import dev.legwork.decision.Clocking;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The trade in hand: its book, its clocks and its timeline. The saga's only mutable state. */
final class Trade {
  private final ExecutionRequest request;
  private final TradeWorld world;
  private final Chronicle chronicle;
  private TradeBook book;
  private Clocking clocking;
  private final Map<String, BigDecimal> expected = new LinkedHashMap<>();
  private List<String> cancels = List.of();
  private Set<OrderRef> spared = Set.of();
  private TradeState state;
  private boolean sessionLost;
  private boolean choiceNoted;

  Trade(ExecutionRequest request, TradeWorld world) {
    this.request = request;
    this.world = world;
    this.chronicle = new Chronicle(world);
    this.book = TradeBook.of(request);
  }

  /** A trade that others left, with its own account of itself so far. */
  Trade(Abandoned abandoned, TradeWorld world) {
    this(abandoned.request(), world);
    Ending former = abandoned.former();
    if (former != null) {
      chronicle.continues(former.timeline());
    }
    note("RECOVERY", null, abandoned.why());
    book = book.with(abandoned.known().withoutEvents());
    for (BrokerEvent event : abandoned.known().events()) {
      if (former == null || event.receivedAt().isAfter(former.finishedAt())) {
        take(event);
      } else {
        book = book.with(event.event());
        chronicle.knowsFilled(book);
      }
    }
    book = book.with(abandoned.known());
    choiceNoted = former != null;
  }

  /** A trade that has ended, taken up again by who looks after its positions. */
  static Trade reopened(
      ExecutionRequest request,
      OrderSnapshot known,
      List<TimelineEntry> timeline,
      TradeWorld world) {
    Trade trade = new Trade(request, world);
    trade.chronicle.continues(timeline);
    trade.book = trade.book.with(known);
    trade.chronicle.knowsFilled(trade.book);
    return trade;
  }

  /** As asked; once it is known how an AUTO trade is placed, as if that had been asked. */
  ExecutionRequest request() {
    return book.request();
  }

  TradeBook book() {
    return book;
  }

  /** Orders that may still trade, but for those that stay as they are. */
  Set<OrderRef> live() {
    Set<OrderRef> live = new TreeSet<>(book.live());
    live.removeAll(spared);
    return live;
  }

  /** These stay as they are from now on, and only these. */
  void spares(Set<OrderRef> orders) {
    spared = Set.copyOf(orders);
  }

  Clocking clocking() {
    return clocking.withEnds(chronicle.ends());
  }

  /** Why somebody asked to cancel first; null if nobody has. */
  String cancelReason() {
    return cancels.isEmpty() ? null : cancels.getFirst();
  }

  /** Why somebody asked to cancel, each time that somebody did. */
  List<String> cancels() {
    return cancels;
  }

  List<TimelineEntry> timeline() {
    return chronicle.lines();
  }

  /**
   * Starts the total time when the first wave was written, which was between its being asked for
   * and now, whatever another machine's clock says.
   */
  void startClock(Instant asked, Instant writtenAt) {
    Instant now = world.now();
    Instant notBefore = writtenAt.isBefore(asked) ? asked : writtenAt;
    clocking = new Clocking(notBefore.isAfter(now) ? now : notBefore, null);
    if (request.timeouts().limit() != null) {
      clocking = clocking.withRestAt(clocking.writtenAt().plus(request.timeouts().limit()));
    }
    chronicle.written(clocking.writtenAt());
  }

  /** Legs that nothing was sent of before are in the market from now on. */
  void startWave() {
    clocking = clocking.withWave(world.now());
  }

  /** What is left is taken inside the bound now, and not once more. */
  void takesRest() {
    clocking = clocking.withRestAt(null);
  }

  /** What legs could be traded at when the trade was decided; the first word counts. */
  void expects(Map<String, BigDecimal> executable) {
    executable.forEach(expected::putIfAbsent);
  }

  /** What each leg could be traded at when it was decided, USD per share; as far as it is known. */
  Map<String, BigDecimal> expected() {
    return expected;
  }

  /** Orders are decided now, and about to be placed. */
  void places(Collection<OrderRef> wave) {
    chronicle.places(wave);
  }

  void placed(Collection<PlacedOrder> orders, WriteOutcome outcome) {
    book = book.placed(orders, outcome);
    chronicle.noticeFilled(book);
    noticeFirstFill();
    noticeChoice();
  }

  void fold(OrderSnapshot snapshot) {
    TradeBook before = book;
    book = book.with(snapshot.withoutEvents());
    snapshot.events().forEach(this::take);
    book = before.with(snapshot);
    noticeFirstFill();
    noticeChoice();
  }

  /** Waits for a change until then, and takes it into the book. */
  Change await(Instant until) {
    Change change = world.await(until);
    change.events().forEach(this::take);
    noticeFirstFill();
    noticeCancels(change.cancels());
    noticeSession(change.sessionLost());
    return change;
  }

  private void take(BrokerEvent stored) {
    chronicle.heard(stored, book);
    book = book.with(stored.event());
    chronicle.noticeFilled(book);
  }

  void entered(TradeState state, String detail) {
    entered(state, world.now(), detail);
  }

  /** A state that began before the trade learned of it. */
  void entered(TradeState state, Instant since, String detail) {
    this.state = state;
    chronicle.entered(state, since, detail);
  }

  boolean isIn(TradeState state) {
    return this.state == state;
  }

  void note(String event, String leg, String detail) {
    chronicle.note(event, leg, detail);
  }

  /** What the desk did with a wave at that time, by its clock. */
  void noteWritten(List<PlacedOrder> wave, Instant at, String event, String detail) {
    chronicle.noteAt(chronicle.happened(wave.getFirst().ref(), at), event, null, detail);
  }

  private void noticeChoice() {
    if (!choiceNoted && book.chosen().isPresent()) {
      choiceNoted = true;
      book.chosen()
          .ifPresent(chosen -> note("PLACING_CHOSEN", null, chosen.mode() + ": " + chosen.why()));
    }
  }

  private void noticeFirstFill() {
    if (clocking != null && clocking.firstFillAt() == null && book.hasExecuted()) {
      clocking = clocking.filledBy(world.now());
    }
  }

  private void noticeCancels(List<String> asked) {
    asked.stream().skip(cancels.size()).forEach(why -> note("CANCEL_REQUESTED", null, why));
    cancels = asked;
  }

  private void noticeSession(boolean lost) {
    if (lost == sessionLost) {
      return;
    }
    sessionLost = lost;
    note(lost ? "SESSION_LOST" : "SESSION_RESTORED", null, "live: " + book.live());
    // While it waits for its market nothing of it works, and an alert is open already.
    if (lost && state != TradeState.WAITING_MARKET) {
      world.alert(
          new Alert(
              Alert.Severity.CRITICAL,
              "SESSION_LOST",
              "the session with the broker is lost while orders may work: "
                  + book.live()
                  + "; the trade goes on by itself when it is back",
              List.of()));
    }
  }
}
