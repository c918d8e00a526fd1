package dev.legwork.saga;

import dev.legwork.book.OrderBookEntry;
import dev.legwork.book.TradeBook;
import dev.legwork.decision.Clocking;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The trade in hand: its book, its clocks and its timeline. The saga's only mutable state. */
final class Trade {
  private final ExecutionRequest request;
  private final TradeWorld world;
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private TradeBook book;
  private Clocking clocking;
  private String cancelReason;
  private boolean sessionLost;

  Trade(ExecutionRequest request, TradeWorld world) {
    this.request = request;
    this.world = world;
    this.book = TradeBook.of(request);
  }

  /** A trade that others left, with its own account of itself so far. */
  Trade(Abandoned abandoned, TradeWorld world) {
    this(abandoned.request(), world);
    Ending former = abandoned.former();
    if (former != null) {
      timeline.addAll(former.timeline());
    }
    note("RECOVERY", null, abandoned.why());
    book = book.with(abandoned.known().withoutEvents());
    for (BrokerEvent event : abandoned.known().events()) {
      if (former == null || event.receivedAt().isAfter(former.finishedAt())) {
        describe(event);
      }
      book = book.with(event.event());
    }
    book = book.with(abandoned.known());
  }

  ExecutionRequest request() {
    return request;
  }

  TradeBook book() {
    return book;
  }

  Clocking clocking() {
    return clocking;
  }

  String cancelReason() {
    return cancelReason;
  }

  List<TimelineEntry> timeline() {
    return List.copyOf(timeline);
  }

  /**
   * Starts the total time when the first wave was written, which was between its being asked for
   * and now, whatever another machine's clock says.
   */
  void startClock(Instant asked, Instant writtenAt) {
    Instant now = world.now();
    Instant notBefore = writtenAt.isBefore(asked) ? asked : writtenAt;
    clocking = new Clocking(notBefore.isAfter(now) ? now : notBefore, null);
  }

  void placed(Collection<PlacedOrder> orders, WriteOutcome outcome) {
    book = book.placed(orders, outcome);
    noticeFirstFill();
  }

  void fold(OrderSnapshot snapshot) {
    snapshot.events().forEach(this::describe);
    book = book.with(snapshot);
    noticeFirstFill();
  }

  /** Waits for a change until then, and takes it into the book. */
  Change await(Instant until) {
    Change change = world.await(until);
    change.events().forEach(this::describe);
    book = book.withAll(change.events());
    noticeFirstFill();
    noticeCancel(change.cancelReason());
    noticeSession(change.sessionLost());
    return change;
  }

  void entered(TradeState state, String detail) {
    TimelineEntry line = new TimelineEntry(world.now(), state.name(), null, detail);
    timeline.add(line);
    world.entered(state, line);
  }

  void note(String event, String leg, String detail) {
    TimelineEntry line = new TimelineEntry(world.now(), event, leg, detail);
    timeline.add(line);
    world.note(line);
  }

  private void noticeFirstFill() {
    if (clocking != null && clocking.firstFillAt() == null && book.hasExecuted()) {
      clocking = clocking.filledBy(world.now());
    }
  }

  private void noticeCancel(String reason) {
    if (reason != null && cancelReason == null) {
      cancelReason = reason;
      note("CANCEL_REQUESTED", null, reason);
    }
  }

  private void noticeSession(boolean lost) {
    if (lost == sessionLost) {
      return;
    }
    sessionLost = lost;
    note(lost ? "SESSION_LOST" : "SESSION_RESTORED", null, "live: " + book.live());
    if (lost) {
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

  /** A line for what the book does not know yet. */
  private void describe(BrokerEvent stored) {
    OrderEvent event = stored.event();
    OrderBookEntry known = book.orders().get(event.ref());
    boolean news = known == null || known.with(event) != known;
    switch (event) {
      case OrderEvent.Filled filled when news ->
          note("FILL", event.ref().leg(), fillText(filled.fill(), event));
      case OrderEvent.Rejected rejected when news ->
          note(
              "ORDER_REJECTED",
              event.ref().leg(),
              event.ref() + ": " + rejected.code() + " " + rejected.text());
      case OrderEvent.StatusReported status when news && status.status().isTerminal() ->
          note("ORDER_" + status.status(), event.ref().leg(), event.ref().toString());
      case OrderEvent.Settled settled when news ->
          note(
              "ORDER_SETTLED",
              event.ref().leg(),
              "%s: %s says that it is over and executed %s: %s"
                  .formatted(
                      event.ref(),
                      settled.operator(),
                      settled.executed().toPlainString(),
                      settled.reason()));
      default -> {
        // other events change the book or nothing, and are in the ledger
      }
    }
  }

  private static String fillText(Fill fill, OrderEvent event) {
    return "%s %s @ %s (%s)"
        .formatted(
            fill.side(),
            fill.quantity().toPlainString(),
            fill.price().toPlainString(),
            event.ref());
  }
}
