package dev.legwork.ledger.trade;

import dev.legwork.book.TradeBook;
import dev.legwork.decision.RecoveryDecisions;
import dev.legwork.ledger.alert.StoredAlert;
import dev.legwork.ledger.execution.StoredExecution;
import dev.legwork.ledger.intent.StoredIntent;
import dev.legwork.ledger.stop.StoredStop;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderEvent.ComboTraded;
import dev.legwork.order.OrderEvent.CommissionReported;
import dev.legwork.order.OrderEvent.Filled;
import dev.legwork.order.OrderEvent.Rejected;
import dev.legwork.order.OrderEvent.StatusReported;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.OrderMoments;
import dev.legwork.report.TradeRecord;
import dev.legwork.saga.Residual;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that the ledger holds of one trade, as of one moment.
 *
 * @param intents in the order they were stored
 * @param events by sequence
 * @param alerts open or not, oldest first
 * @param stop of a committed trade that has a protective stop
 */
public record TradeDetails(
    StoredExecution execution,
    List<StoredIntent> intents,
    List<BrokerEvent> events,
    List<StoredAlert> alerts,
    Optional<StoredStop> stop) {

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
    return known(intents);
  }

  /**
   * The same without the closing and stop orders that were stored before that, executed nothing,
   * are proven over, and were followed by others: an exit that nobody trades with makes hundreds of
   * them a day, and what a workflow is told has its limits.
   */
  public OrderSnapshot knownWithoutSpent(Instant before) {
    Map<String, Integer> latest = new HashMap<>();
    intents.forEach(one -> latest.merge(side(one.ref()), one.ref().attempt(), Math::max));
    Set<OrderRef> executed =
        events.stream()
            .map(BrokerEvent::event)
            .filter(event -> event instanceof Filled || event instanceof ComboTraded)
            .map(OrderEvent::ref)
            .collect(Collectors.toSet());
    return known(
        intents.stream()
            .filter(
                one ->
                    !one.ref().purpose().exits()
                        || one.verdict().filter(Verdict::isOver).isEmpty()
                        || !one.storedAt().isBefore(before)
                        || executed.contains(one.ref())
                        || latest.get(side(one.ref())) == one.ref().attempt())
            .toList());
  }

  private static String side(OrderRef ref) {
    return ref.purpose() + " " + ref.leg();
  }

  private OrderSnapshot known(List<StoredIntent> some) {
    Map<OrderRef, Verdict> verdicts = new HashMap<>();
    Map<OrderRef, WriteOutcome> written = new HashMap<>();
    for (StoredIntent intent : some) {
      verdicts.put(intent.ref(), intent.verdict().orElse(Verdict.LIVE));
      written.put(intent.ref(), intent.written().outcome());
    }
    List<PlacedOrder> placed = some.stream().map(StoredIntent::order).toList();
    List<BrokerEvent> heard =
        events.stream().filter(event -> verdicts.containsKey(event.event().ref())).toList();
    return new OrderSnapshot(verdicts, placed, written, heard);
  }

  /**
   * Positions beyond those that the trade ended with, or that its stop may make of them, signed; of
   * a trade without an ending all that it holds.
   */
  public List<Residual> beyondEnding() {
    if (stop.isPresent() && execution.ending().isPresent()) {
      StopStatus status = stop.get().status();
      return scope(status).beyond(book(), status);
    }
    return RecoveryDecisions.beyond(book(), execution.ending().orElse(null));
  }

  /**
   * Positions that a person has to know of, signed: what the ending left, or, once the stop of the
   * trade is over, what remains beside the units that it keeps.
   */
  public List<Residual> remains() {
    return stop.filter(StoredStop::isOver)
        .map(over -> scope(over.status()).remains(book(), over.status().state()))
        .orElse(execution.residual());
  }

  /** All that its executions have left it with, signed, by contract. */
  public List<Residual> held() {
    return RecoveryDecisions.beyond(book(), null);
  }

  private StopScope scope(StopStatus status) {
    return new StopScope(execution.request(), execution.ending().orElseThrow(), status.whole());
  }

  /** Whether a protective stop that is not over looks after what the trade holds. */
  public boolean isGuarded() {
    return stop.isPresent() && !stop.get().isOver();
  }

  /**
   * Whether the trade has ended, holds what its ending and its stop's say, and nothing of it can
   * still trade.
   */
  public boolean isSettled() {
    return !isGuarded()
        && execution.state().isEnding()
        && beyondEnding().isEmpty()
        && book().live().isEmpty();
  }

  /** Whether nobody else has to look at it: it is settled, or its stop goes on as it should. */
  public boolean isLookedAfter() {
    return isSettled() || (isGuarded() && beyondEnding().isEmpty());
  }

  /** Whether its stop waits for the market, with nothing live but its order and nothing amiss. */
  public boolean isGuardedQuietly() {
    return isGuarded()
        && stop.get().status().state().isWaiting()
        && beyondEnding().isEmpty()
        && book().live().stream().allMatch(ref -> ref.purpose() == Purpose.STOP);
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
        expectedPrices(),
        quotes(),
        moments());
  }

  private Map<String, Quote> quotes() {
    return intents.stream()
        .filter(intent -> intent.ref().purpose() == Purpose.ENTRY)
        .map(StoredIntent::quotes)
        .filter(quotes -> !quotes.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  private OrderMoments moments() {
    Map<OrderRef, Instant> written = new HashMap<>();
    intents.stream()
        .filter(intent -> intent.writtenAt() != null)
        .forEach(intent -> written.put(intent.ref(), intent.writtenAt()));
    Map<String, Instant> filled = new HashMap<>();
    Map<OrderRef, Instant> ended = new HashMap<>();
    for (BrokerEvent stored : events) {
      switch (stored.event()) {
        case Filled told -> filled.putIfAbsent(told.fill().execId(), stored.receivedAt());
        case StatusReported told when told.status().isTerminal() ->
            ended.putIfAbsent(told.ref(), stored.receivedAt());
        case Rejected told -> ended.putIfAbsent(told.ref(), stored.receivedAt());
        default -> {
          // says nothing of when an order filled or ended
        }
      }
    }
    return new OrderMoments(written, filled, ended);
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
