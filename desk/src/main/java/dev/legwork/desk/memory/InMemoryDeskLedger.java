package dev.legwork.desk.memory;

import dev.legwork.book.Fills;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.DeskLedger;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.GuardLimits;
import dev.legwork.guard.Guards;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Children;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.placing.PastTrades;
import dev.legwork.request.Placing;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A ledger in memory with the constraints of the real one: references are unique, a successor needs
 * its predecessor's proof, opening waves pass the fence and need the lease, waves of a session that
 * is gone are refused, nothing opens against an account's switch, order ids only grow. It outlives
 * desks, so that a test kills one and starts the next on it.
 */
public final class InMemoryDeskLedger implements DeskLedger {
  private final int clientId;
  private final Supplier<Instant> clock;
  private final Map<OrderRef, StoredOrder> intents = new LinkedHashMap<>();
  private final List<BrokerEvent> events = new ArrayList<>();
  private final Map<OrderRef, Set<Long>> permIds = new HashMap<>();
  private final Set<OrderRef> turnedUp = new HashSet<>();
  private final Set<Object> uniqueKeys = new HashSet<>();
  private final Map<String, Instrument> instruments = new HashMap<>();
  private final GuardMemory guards = new GuardMemory();
  private Map<Placing, PastTrades> past = Map.of();
  private long fence;
  private int highWater;
  private long epoch;
  private long leaseEpoch;
  private Duration offset;

  /**
   * @param clock wall time of what is stored
   */
  public InMemoryDeskLedger(int clientId, Supplier<Instant> clock) {
    this.clientId = clientId;
    this.clock = clock;
  }

  @Override
  public synchronized WaveStored storeWave(Wave wave) {
    List<StoredOrder> existing = intents(wave.refs());
    if (!existing.isEmpty()) {
      return new WaveStored.AlreadyStored(existing);
    }
    List<OrderRef> open = openPredecessors(wave);
    if (!open.isEmpty()) {
      return new WaveStored.PredecessorOpen(open);
    }
    if (wave.refs().stream().anyMatch(this::isOutrun)) {
      return forbidden("later attempts are stored than " + wave.refs());
    }
    Optional<OrderRef> beyond = beyondLeft(wave);
    if (beyond.isPresent()) {
      return forbidden(beyond.get() + " is for more than is left");
    }
    if (wave.sessionEpoch() < epoch) {
      return new WaveStored.SessionOver(epoch);
    }
    boolean opens = wave.intents().stream().anyMatch(intent -> intent.ref().purpose().opens());
    if (opens && wave.fencingToken().orElseThrow() < fence) {
      return new WaveStored.Fenced(fence);
    }
    if (opens && wave.leaseEpoch() != leaseEpoch) {
      return new WaveStored.Elsewhere("another process holds the account's lease");
    }
    Optional<Reason> refusal =
        opens ? guards.judge(wave, intended(), clock.get()) : Optional.empty();
    if (refusal.isPresent()) {
      return new WaveStored.Forbidden(refusal.get());
    }
    guards.placed(wave.executionId(), wave.brokerDay());
    fence = opens ? wave.fencingToken().getAsLong() : fence;
    return new WaveStored.Stored(insert(wave));
  }

  private static WaveStored forbidden(String why) {
    return new WaveStored.Forbidden(new Reason(ReasonCode.NOT_WRITTEN, why));
  }

  private List<OrderIntent> intended() {
    return intents.values().stream().map(stored -> stored.placed().intent()).toList();
  }

  /** Sets what the account may do at most; nothing is limited before. */
  public synchronized void limits(GuardLimits limits) {
    guards.limits(limits);
  }

  /** A trade of the account has ended, as the ledger of trades stores it. */
  public synchronized void ended(String executionId, TradeState state) {
    guards.ended(executionId, state, clock.get());
  }

  /** What the account's trades bind together, USD. */
  public synchronized BigDecimal bound() {
    return guards.bound();
  }

  @Override
  public synchronized Optional<Reason> openingBarred() {
    return Guards.barred(guards.switches());
  }

  @Override
  public synchronized Map<Placing, PastTrades> pastTrades() {
    return past;
  }

  /** What trades of the past came to, from now on. */
  public synchronized void pastTrades(Map<Placing, PastTrades> told) {
    past = Map.copyOf(told);
  }

  /** A person sets a switch; one of its kind that stands there already stays. */
  public synchronized void switchOn(AccountSwitch one) {
    if (guards.switches().stream().noneMatch(known -> isSame(known, one))) {
      guards.switches().add(one);
    }
  }

  /** A person clears a switch. */
  public synchronized void switchOff(AccountSwitch one) {
    guards.switches().removeIf(known -> isSame(known, one));
  }

  /** The switches that stand now. */
  public synchronized List<AccountSwitch> switches() {
    return List.copyOf(guards.switches());
  }

  private static boolean isSame(AccountSwitch one, AccountSwitch other) {
    return one.kind() == other.kind() && one.underlying().equals(other.underlying());
  }

  private List<PlacedOrder> insert(Wave wave) {
    highWater = Math.max(highWater, wave.orderIdFloor());
    List<PlacedOrder> orders = new ArrayList<>();
    for (OrderIntent intent : wave.intents()) {
      PlacedOrder order = new PlacedOrder(intent, ++highWater);
      orders.add(order);
      intents.put(
          intent.ref(),
          new StoredOrder(
              order,
              clientId,
              wave.sessionEpoch(),
              wave.brokerDay(),
              clock.get(),
              null,
              null,
              0,
              null));
    }
    return orders;
  }

  private boolean isOutrun(OrderRef ref) {
    return intents.keySet().stream().anyMatch(old -> old.isAfter(ref));
  }

  private List<OrderRef> openPredecessors(Wave wave) {
    return intents.values().stream()
        .filter(stored -> stored.over() == null)
        .map(StoredOrder::ref)
        .filter(open -> wave.refs().stream().anyMatch(open::hasPlaceOf))
        .toList();
  }

  /** A late fill or a bust may have come since the trade decided: it must decide again. */
  private Optional<OrderRef> beyondLeft(Wave wave) {
    return Children.wholes(wave.intents()).stream()
        .filter(this::isBeyondLeft)
        .map(OrderIntent::ref)
        .findFirst();
  }

  private boolean isBeyondLeft(OrderIntent intent) {
    return switch (intent.ref().purpose()) {
      case UNWIND, STOP ->
          closesMore(intent, fillsOf(intent.ref().executionId(), intent.ref().leg()));
      case ENTRY, COMPLETION -> opensMore(intent);
      case HEDGE -> false;
    };
  }

  /** The first order of a leg, or of all of them, is for all that is wanted. */
  private boolean opensMore(OrderIntent intent) {
    List<OrderIntent> earlier =
        intended().stream().filter(known -> intent.ref().hasPlaceOf(known.ref())).toList();
    Optional<BigDecimal> wanted =
        Children.wholes(earlier).stream().map(OrderIntent::quantity).max(BigDecimal::compareTo);
    return wanted.isPresent()
        && intent.legs().stream()
            .anyMatch(
                leg ->
                    fillsOf(intent.ref().executionId(), leg)
                            .signedQuantity()
                            .abs()
                            .compareTo(
                                intent.quantity(leg, wanted.get().subtract(intent.quantity())))
                        > 0);
  }

  private static boolean closesMore(OrderIntent intent, Fills fills) {
    BigDecimal closes = intent.side().opposite().signed(intent.quantity());
    BigDecimal net = fills.signedQuantity();
    return !fills.byKey().isEmpty()
        && (net.signum() != closes.signum() || net.abs().compareTo(closes.abs()) < 0);
  }

  private Fills fillsOf(String executionId, String leg) {
    Fills fills = Fills.NONE;
    for (BrokerEvent event : events) {
      if (event.event() instanceof OrderEvent.Filled filled
          && filled.ref().executionId().equals(executionId)
          && intents.get(filled.ref()).placed().intent().isOf(leg, filled.fill())) {
        fills = fills.with(filled.fill());
      }
    }
    return fills;
  }

  @Override
  public synchronized void recordWritten(
      Collection<OrderRef> refs, WriteOutcome outcome, Instant at) {
    for (OrderRef ref : refs) {
      intents.computeIfPresent(ref, (r, stored) -> withWritten(stored, outcome, at));
    }
  }

  private static StoredOrder withWritten(StoredOrder s, WriteOutcome outcome, Instant at) {
    boolean learns =
        s.written() == null
            || (s.written() == WriteOutcome.UNKNOWN && outcome == WriteOutcome.WRITTEN);
    return learns
        ? new StoredOrder(
            s.placed(),
            s.clientId(),
            s.sessionEpoch(),
            s.brokerDay(),
            s.storedAt(),
            outcome,
            outcome == WriteOutcome.WRITTEN ? at : null,
            s.permId(),
            outcome == WriteOutcome.NOT_WRITTEN ? Verdict.PROVEN_ABSENT : s.over())
        : s;
  }

  @Override
  public synchronized List<BrokerEvent> append(List<ReceivedEvent> received) {
    List<BrokerEvent> added = new ArrayList<>();
    for (ReceivedEvent one : received) {
      if (!intents.containsKey(one.event().ref())) {
        throw new IllegalArgumentException("no intent for " + one.event());
      }
      if (isNew(one.event())) {
        added.add(new BrokerEvent(events.size() + added.size() + 1L, one.at(), one.event()));
      }
    }
    added.forEach(this::reopenIfContradicted);
    events.addAll(added);
    return added;
  }

  /**
   * What the venue speaks of was not absent, and a proof that knew of one of an order's permIds
   * proves nothing about the other.
   */
  private void reopenIfContradicted(BrokerEvent stored) {
    OrderRef ref = stored.event().ref();
    boolean spoken =
        stored.event() instanceof OrderEvent.StatusReported
            || stored.event() instanceof OrderEvent.Filled
            || stored.event() instanceof OrderEvent.ComboTraded;
    boolean absent = spoken && intents.get(ref).over() == Verdict.PROVEN_ABSENT;
    if (isAnotherIncarnation(ref, permId(stored.event())) || absent) {
      intents.computeIfPresent(ref, (r, s) -> s.over() == null ? s : open(s));
      turnedUp.add(ref);
    }
  }

  private boolean isAnotherIncarnation(OrderRef ref, long permId) {
    Set<Long> known = permIds.computeIfAbsent(ref, r -> new HashSet<>());
    return permId != 0 && known.add(permId) && known.size() > 1;
  }

  private static long permId(OrderEvent event) {
    return switch (event) {
      case OrderEvent.StatusReported status -> status.permId();
      case OrderEvent.Filled filled -> filled.permId();
      case OrderEvent.ComboTraded traded -> traded.permId();
      default -> 0;
    };
  }

  private StoredOrder open(StoredOrder s) {
    return new StoredOrder(
        s.placed(),
        s.clientId(),
        s.sessionEpoch(),
        s.brokerDay(),
        s.storedAt(),
        WriteOutcome.WRITTEN,
        s.writtenAt() == null ? clock.get() : s.writtenAt(),
        s.permId(),
        null);
  }

  private boolean isNew(OrderEvent event) {
    return switch (event) {
      case OrderEvent.Filled filled -> uniqueKeys.add(filled.fill().execId());
      case OrderEvent.ComboTraded traded -> uniqueKeys.add(traded.execId());
      case OrderEvent.CommissionReported fee -> uniqueKeys.add(fee);
      default -> true;
    };
  }

  @Override
  public synchronized List<StoredOrder> openIntents() {
    return intents.values().stream().filter(stored -> stored.over() == null).toList();
  }

  @Override
  public synchronized List<StoredOrder> intents(Collection<OrderRef> refs) {
    Map<OrderRef, StoredOrder> found = new LinkedHashMap<>();
    refs.stream()
        .filter(intents::containsKey)
        .forEach(ref -> found.putIfAbsent(ref, intents.get(ref)));
    for (StoredOrder known : List.copyOf(found.values())) {
      if (known.placed().intent().child() != null) {
        intents.values().stream()
            .filter(other -> known.placed().intent().isSiblingOf(other.placed().intent()))
            .forEach(other -> found.putIfAbsent(other.ref(), other));
      }
    }
    return List.copyOf(found.values());
  }

  @Override
  public synchronized List<BrokerEvent> eventsOf(Collection<OrderRef> refs) {
    Set<OrderRef> wanted = Set.copyOf(refs);
    return events.stream().filter(event -> wanted.contains(event.event().ref())).toList();
  }

  @Override
  public synchronized Map<String, OrderRef> ordersOfExecutions(Collection<String> execIds) {
    Map<String, OrderRef> found = new HashMap<>();
    for (BrokerEvent event : events) {
      if (event.event() instanceof OrderEvent.Filled filled
          && execIds.contains(filled.fill().execId())) {
        found.put(filled.fill().execId(), filled.ref());
      }
    }
    return found;
  }

  @Override
  public synchronized void markOver(OrderRef ref, Verdict verdict) {
    if (!verdict.isOver()) {
      throw new IllegalArgumentException(ref + ": " + verdict + " proves nothing");
    }
    intents.computeIfPresent(ref, (r, stored) -> withVerdict(stored, verdict));
  }

  private static StoredOrder withVerdict(StoredOrder s, Verdict verdict) {
    return s.over() != null
        ? s
        : new StoredOrder(
            s.placed(),
            s.clientId(),
            s.sessionEpoch(),
            s.brokerDay(),
            s.storedAt(),
            s.written(),
            s.writtenAt(),
            s.permId(),
            verdict);
  }

  @Override
  public synchronized int highWater() {
    return highWater;
  }

  @Override
  public synchronized void raiseHighWater(int orderId) {
    highWater = Math.max(highWater, orderId);
  }

  @Override
  public synchronized long nextSessionEpoch() {
    return ++epoch;
  }

  @Override
  public synchronized Optional<Instrument> instrument(ContractSpec spec, LocalDate day) {
    return Optional.ofNullable(instruments.get(day + " " + spec));
  }

  @Override
  public synchronized void putInstrument(ContractSpec spec, LocalDate day, Instrument instrument) {
    instruments.put(day + " " + spec, instrument);
  }

  @Override
  public synchronized void venueOffset(Duration newOffset) {
    offset = newOffset;
  }

  /** The venue's clock as it was last told, null before. */
  public synchronized Duration venueOffset() {
    return offset;
  }

  /** A process takes the account's lease; all others have lost it. */
  public synchronized long takeLease() {
    return ++leaseEpoch;
  }

  /** Raises the account's fence: what an operator's forced release of the lock does. */
  public synchronized void raiseFence(long token) {
    fence = Math.max(fence, token);
  }

  /** The lowest token that may open. */
  public synchronized long fence() {
    return fence;
  }

  /** Whether the venue contradicted what was believed of one of these orders. */
  public synchronized boolean hasTurnedUp(Collection<OrderRef> refs) {
    return refs.stream().anyMatch(turnedUp::contains);
  }

  /** Every event ever stored, by sequence. */
  public synchronized List<BrokerEvent> allEvents() {
    return List.copyOf(events);
  }

  /** Every intent ever stored, oldest first. */
  public synchronized List<StoredOrder> allIntents() {
    return List.copyOf(intents.values());
  }
}
