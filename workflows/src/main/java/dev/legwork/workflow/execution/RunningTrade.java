package dev.legwork.workflow.execution;

import dev.legwork.book.TradeBook;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.ExecutionView;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Ending;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the workflow knows of its trade, for queries and for the Web UI; decides nothing. */
final class RunningTrade {
  private final ExecutionRequest request;
  private final Instant acceptedAt;
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final List<Fee> fees = new ArrayList<>();
  private TradeState state = TradeState.VALIDATED;
  private long fencingToken;
  private TradeBook book;
  private Ending ending;

  RunningTrade(ExecutionRequest request, Instant acceptedAt) {
    this.request = request;
    this.acceptedAt = acceptedAt;
    this.book = TradeBook.of(request);
  }

  /** A trade as its recovery finds it. */
  RunningTrade(RecoveryCase.Open open) {
    this(open.trade().request(), open.acceptedAt());
    state = open.state();
    fencingToken = open.fencingToken();
    ending = open.trade().former();
    if (ending != null) {
      timeline.addAll(ending.timeline());
    }
    proven(open.trade().known());
  }

  /** A committed trade as its stop finds it. */
  RunningTrade(StopCase.Open open) {
    this(open.trade().request(), open.acceptedAt());
    state = TradeState.COMMITTED;
    proven(open.trade().known());
  }

  ExecutionRequest request() {
    return request;
  }

  TradeState state() {
    return state;
  }

  long fencingToken() {
    return fencingToken;
  }

  TradeBook book() {
    return book;
  }

  void entered(TradeState next, TimelineEntry line) {
    state = next;
    timeline.add(line);
  }

  void note(TimelineEntry line) {
    timeline.add(line);
  }

  void granted(long token) {
    fencingToken = token;
  }

  void placed(List<PlacedOrder> orders, WriteOutcome outcome) {
    book = book.placed(orders, outcome);
  }

  void happened(List<BrokerEvent> events) {
    book = book.withAll(events);
    events.forEach(this::takeFee);
  }

  void proven(OrderSnapshot snapshot) {
    book = book.with(snapshot);
    snapshot.events().forEach(this::takeFee);
  }

  private void takeFee(BrokerEvent stored) {
    if (stored.event() instanceof OrderEvent.CommissionReported paid) {
      Fee fee = new Fee(paid.execId(), paid.amount(), paid.currency());
      fees.removeIf(known -> known.execId().equals(fee.execId()));
      fees.add(fee);
    }
  }

  /** As REST answers it; fees as far as events brought them. */
  ExecutionView view() {
    return ExecutionView.of(
        new TradeRecord(
            request,
            state,
            ending == null ? null : ending.reason(),
            fencingToken,
            acceptedAt,
            ending == null ? null : ending.finishedAt(),
            ending == null ? List.of() : ending.residual(),
            OrderLine.of(book.orders().values(), fees),
            timeline,
            Map.of()));
  }

  void ended(Ending how) {
    ending = how;
    state = how.state();
  }
}
