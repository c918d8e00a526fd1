package dev.legwork.simulation.ledger;

import dev.legwork.book.TradeBook;
import dev.legwork.decision.RecoveryDecisions;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.report.ExecutionReport;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A trade as the ledger has it. */
public final class StoredTrade {
  private final ExecutionRequest request;
  private final Instant acceptedAt;
  private final DeskRows desk;
  TradeState state = TradeState.RECEIVED;
  Ending ending;
  ExecutionReport report;

  StoredTrade(ExecutionRequest request, Instant acceptedAt, DeskRows desk) {
    this.request = request;
    this.acceptedAt = acceptedAt;
    this.desk = desk;
  }

  public String id() {
    return request.id();
  }

  public ExecutionRequest request() {
    return request;
  }

  Instant acceptedAt() {
    return acceptedAt;
  }

  public TradeState state() {
    return state;
  }

  /** Null while it has none. */
  public Ending ending() {
    return ending;
  }

  DeskRows desk() {
    return desk;
  }

  /** All its orders, with what was heard of them and what is proven. */
  public OrderSnapshot known() {
    return desk.known(id());
  }

  /** When its latest execution was received; empty if it has none. */
  Optional<Instant> lastFill() {
    return desk.events(id()).stream()
        .filter(event -> event.event() instanceof OrderEvent.Filled)
        .reduce((first, last) -> last)
        .map(BrokerEvent::receivedAt);
  }

  TradeBook book() {
    return TradeBook.of(request).with(known());
  }

  /** Positions beyond those that it ended with; without an ending all that it holds. */
  List<Residual> beyondEnding() {
    return RecoveryDecisions.beyond(book(), ending);
  }

  /** Whether it has ended, holds what its ending says, and nothing of it can still trade. */
  public boolean isSettled() {
    return ending != null && beyondEnding().isEmpty() && book().live().isEmpty();
  }
}
