package dev.legwork.simulation.ledger;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.report.ExecutionReport;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
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
    List<Residual> beyond = new ArrayList<>();
    for (LegBook leg : book().legs()) {
      BigDecimal more = Decimals.normal(leg.net().subtract(endedWith(leg)));
      if (!Decimals.isZero(more)) {
        beyond.add(new Residual(leg.instrument(), more));
      }
    }
    return beyond;
  }

  private BigDecimal endedWith(LegBook leg) {
    if (ending == null || leg.orders().isEmpty()) {
      return BigDecimal.ZERO;
    }
    BigDecimal kept = ending.kept(request).of(leg);
    return ending.residual().stream()
        .filter(residual -> residual.instrument().conId() == leg.instrument().conId())
        .map(Residual::position)
        .reduce(kept, BigDecimal::add);
  }

  /** Whether it has ended, holds what its ending says, and nothing of it can still trade. */
  public boolean isSettled() {
    return ending != null && beyondEnding().isEmpty() && book().live().isEmpty();
  }
}
