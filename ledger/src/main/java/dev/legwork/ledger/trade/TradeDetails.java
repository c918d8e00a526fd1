package dev.legwork.ledger.trade;

import dev.legwork.book.TradeBook;
import dev.legwork.decision.RecoveryDecisions;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.TradeRecord;
import dev.legwork.saga.Residual;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that the ledger holds of one trade, as of one moment.
 *
 * @param intents in the order they were stored
 * @param events by sequence
 * @param alerts open or not, oldest first
 */
public record TradeDetails(
    StoredExecution execution,
    List<StoredIntent> intents,
    List<BrokerEvent> events,
    List<StoredAlert> alerts) {

  public TradeDetails {
    intents = List.copyOf(intents);
    events = List.copyOf(events);
    alerts = List.copyOf(alerts);
  }

  /** What is known of its orders. */
  public TradeBook book() {
    return TradeBook.of(execution.request()).with(known());
  }

  /** All its orders, with what was heard of them and what is proven. */
  public OrderSnapshot known() {
    Map<OrderRef, Verdict> verdicts = new HashMap<>();
    Map<OrderRef, WriteOutcome> written = new HashMap<>();
    for (StoredIntent intent : intents) {
      verdicts.put(intent.ref(), intent.verdict().orElse(Verdict.LIVE));
      written.put(intent.ref(), intent.written().outcome());
    }
    List<PlacedOrder> placed = intents.stream().map(StoredIntent::order).toList();
    return new OrderSnapshot(verdicts, placed, written, events);
  }

  /**
   * Positions beyond those that the trade ended with, signed; of a trade without an ending all that
   * it holds.
   */
  public List<Residual> beyondEnding() {
    return RecoveryDecisions.beyond(book(), execution.ending().orElse(null));
  }

  /** Whether the trade has ended, holds what its ending says, and nothing of it can still trade. */
  public boolean isSettled() {
    return execution.state().isEnding() && beyondEnding().isEmpty() && book().live().isEmpty();
  }

  /** What views and reports are made from. */
  public TradeRecord record() {
    Collection<Fee> fees = fees();
    return new TradeRecord(
        execution.request(),
        execution.state(),
        execution.reason(),
        execution.fencingToken(),
        execution.acceptedAt(),
        execution.finishedAt(),
        execution.residual(),
        OrderLine.of(book().orders().values(), fees),
        execution.timeline(),
        expectedPrices());
  }

  /** The fees, each as last said. */
  public Collection<Fee> fees() {
    Map<String, Fee> latest = new LinkedHashMap<>();
    for (BrokerEvent stored : events) {
      if (stored.event() instanceof CommissionReported said) {
        latest.put(said.execId(), new Fee(said.execId(), said.amount(), said.currency()));
      }
    }
    return latest.values();
  }

  /** The sequence of the latest event, 0 if there is none. */
  public long throughSequence() {
    return events.isEmpty() ? 0 : events.getLast().sequence();
  }

  private Map<String, BigDecimal> expectedPrices() {
    Map<String, BigDecimal> expected = new HashMap<>();
    for (StoredIntent intent : intents) {
      if (intent.ref().purpose() == Purpose.ENTRY) {
        intent.expectedPrices().forEach(expected::putIfAbsent);
      }
    }
    return expected;
  }
}
