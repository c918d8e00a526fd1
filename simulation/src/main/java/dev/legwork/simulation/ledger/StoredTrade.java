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
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
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
  StopStatus stop;
  StopWish asked;

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
    if (stop != null && ending != null) {
      return new StopScope(request, ending, stop.whole()).beyond(book(), stop);
    }
    return RecoveryDecisions.beyond(book(), ending);
  }

  /** Positions that a person has to know of. */
  List<Residual> remains() {
    if (hasStop() && !isGuarded()) {
      return new StopScope(request, ending, stop.whole()).remains(book(), stop.state());
    }
    return ending == null ? List.of() : ending.residual();
  }

  /** Whether it has ended, holds what its ending says, and nothing of it can still trade. */
  public boolean isSettled() {
    return !isGuarded() && ending != null && beyondEnding().isEmpty() && book().live().isEmpty();
  }

  /** Whether it ended with positions, and they are still in its books. */
  boolean holdsAfterItsEnd() {
    boolean keeps = ending.keepsRequest() || ending.state() == TradeState.RESIDUAL;
    return keeps && !book().holdsNothing();
  }

  /** Whether its stop found that others had closed all that it holds. */
  boolean isGone() {
    return stop != null
        && stop.state() == StopState.CLOSED_BY_OTHERS
        && book().orders().values().stream()
            .flatMap(order -> order.intent().instruments().stream())
            .allMatch(
                held ->
                    stop.left().stream()
                        .anyMatch(left -> left.instrument().conId() == held.conId()));
  }

  /** Whether a stop was ever armed for it. */
  public boolean hasStop() {
    return stop != null;
  }

  /** Whether its stop is not over. */
  boolean isGuarded() {
    return stop != null && !stop.state().isOver();
  }

  /** Whether nobody else has to look at it. */
  public boolean isLookedAfter() {
    return isSettled() || (isGuarded() && beyondEnding().isEmpty());
  }
}
