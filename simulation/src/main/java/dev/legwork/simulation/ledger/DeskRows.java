package dev.legwork.simulation.ledger;

import dev.legwork.book.Fills;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.DeskLedger;
import dev.legwork.desk.memory.InMemoryDeskLedger;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.GuardLimits;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.invariant.LedgerOrder;
import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.Stop;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSizes;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rows of one account's desk, with the constraints of the real tables. The invariants hear of
 * every commit as it happens.
 */
public final class DeskRows implements DeskLedger {
  private static final Set<ReasonCode> LIMITS =
      EnumSet.of(
          ReasonCode.CAPITAL_LIMIT,
          ReasonCode.OPEN_EXECUTIONS,
          ReasonCode.MAX_LEGS,
          ReasonCode.ROLLBACK_LIMIT,
          ReasonCode.UNDERLYING_PAUSED,
          ReasonCode.COOLDOWN);

  private final String account;
  private final int clientId;
  private final Supplier<Instant> clock;
  private final InMemoryDeskLedger ledger;
  private final InvariantWatch watch;
  private final Map<OrderRef, Long> tokens = new HashMap<>();
  private final Map<OrderRef, Instant> proven = new HashMap<>();
  private final Map<Long, Instant> committed = new HashMap<>();
  private final Consumer<String> listener;
  private final List<Fence> fences = new ArrayList<>();
  private final Set<String> filled = new TreeSet<>();
  private Predicate<String> forcedOut = id -> false;
  private final List<Stop> stops = new ArrayList<>();
  private final Map<Placing, PastTrades> past = new EnumMap<>(Placing.class);
  private GuardLimits limits = GuardLimits.NONE;
  private OrderSizes sizes = OrderSizes.ANY;
  private Runnable refusedByLimit = () -> {};
  private Runnable whenOpened = () -> {};
  private Runnable whenUnwound = () -> {};
  private long lease;
  private int count;

  /**
   * @param listener told of what the real tables must never take
   */
  public DeskRows(
      String account,
      int clientId,
      Supplier<Instant> clock,
      InvariantWatch watch,
      Consumer<String> listener) {
    this.account = account;
    this.clientId = clientId;
    this.clock = clock;
    this.ledger = new InMemoryDeskLedger(clientId, clock);
    this.watch = watch;
    this.listener = listener;
  }

  @Override
  public WaveStored storeWave(Wave wave) {
    WaveStored stored = ledger.storeWave(wave);
    checkLimits(stored);
    if (stored instanceof WaveStored.Stored(List<PlacedOrder> orders)) {
      long token = wave.fencingToken().orElse(0);
      checkLease(wave);
      checkOthers(wave);
      checkSizes(orders);
      fenceMoved();
      count += orders.size();
      for (PlacedOrder order : orders) {
        tokens.put(order.ref(), token);
        watch.stored(row(ledger.intents(List.of(order.ref())).getFirst()));
      }
      struck(wave.refs().getFirst().purpose());
    }
    return stored;
  }

  private void struck(Purpose purpose) {
    Runnable strike = purpose.opens() ? whenOpened : whenUnwound;
    if (purpose.opens()) {
      whenOpened = () -> {};
    } else {
      whenUnwound = () -> {};
    }
    strike.run();
  }

  /** Does this once, as soon as an opening (or an unwinding) wave has been committed. */
  public void onceStored(boolean opening, Runnable then) {
    if (opening) {
      whenOpened = then;
    } else {
      whenUnwound = then;
    }
  }

  /** Sets what the account may do at most. */
  public void limits(GuardLimits newLimits, Runnable whenRefused) {
    limits = newLimits;
    ledger.limits(newLimits);
    refusedByLimit = whenRefused;
  }

  private void checkLimits(WaveStored stored) {
    BigDecimal most = limits.capital();
    if (most != null && ledger.bound().compareTo(most) > 0) {
      listener.accept(
          "invariant 12: %s binds %s, and its limit is %s"
              .formatted(account, ledger.bound(), most));
    }
    if (stored instanceof WaveStored.Forbidden(Reason reason) && LIMITS.contains(reason.code())) {
      refusedByLimit.run();
    }
  }

  /** Sets how large an order may be. */
  public void sizes(OrderSizes most) {
    sizes = most;
  }

  private void checkSizes(List<PlacedOrder> orders) {
    for (PlacedOrder order : orders) {
      BigDecimal most = sizes.of(order.intent());
      if (most != null && order.intent().quantity().compareTo(most) > 0) {
        listener.accept(order.ref() + " is larger than an order may be: " + order.intent().label());
      }
    }
  }

  public String account() {
    return account;
  }

  /** A trade of the account has ended. */
  void ended(String execution, TradeState state) {
    ledger.ended(execution, state);
  }

  /** A person stops the account, or lets it go on. */
  public void stop(AccountSwitch.Kind kind, boolean on) {
    AccountSwitch one = new AccountSwitch(kind, account, "", "ops", "seen enough", clock.get());
    boolean stands = ledger.switches().stream().anyMatch(known -> known.kind() == kind);
    if (on && !stands) {
      ledger.switchOn(one);
      stops.add(new Stop(account, kind.name(), clock.get(), null));
    } else if (!on && stands) {
      ledger.switchOff(one);
      stops.replaceAll(
          stop ->
              stop.kind().equals(kind.name()) && stop.until() == null
                  ? new Stop(account, stop.kind(), stop.since(), clock.get())
                  : stop);
    }
  }

  /** The kill switch that stands also closes what the account's trades hold, from now on. */
  void flattens() {
    killSwitch()
        .ifPresent(
            one -> {
              ledger.switchOff(one);
              ledger.switchOn(
                  new AccountSwitch(
                      one.kind(),
                      account,
                      "",
                      one.operator(),
                      one.reason(),
                      one.since(),
                      new AccountSwitch.Flattening(one.operator(), one.reason())));
            });
  }

  /** Each time that a person stopped the account. */
  public List<Stop> stops() {
    return stops;
  }

  /** The kill switch, while it stands. */
  public Optional<AccountSwitch> killSwitch() {
    return ledger.switches().stream()
        .filter(one -> one.kind() == AccountSwitch.Kind.KILL_SWITCH)
        .findFirst();
  }

  /** For how long nothing may be opened; empty while it may. */
  public Optional<Duration> stoppedFor() {
    return stops.stream()
        .filter(stop -> stop.until() == null)
        .map(stop -> Duration.between(stop.since(), clock.get()))
        .max(Duration::compareTo);
  }

  /** A trade has ended that was placed like that. */
  public void remember(Placing mode, boolean committed) {
    past.merge(mode, PastTrades.NONE.with(committed), DeskRows::sum);
  }

  private static PastTrades sum(PastTrades a, PastTrades b) {
    return new PastTrades(a.committed() + b.committed(), a.failed() + b.failed());
  }

  @Override
  public Map<Placing, PastTrades> pastTrades() {
    return Map.copyOf(past);
  }

  @Override
  public Optional<Reason> openingBarred() {
    return ledger.openingBarred();
  }

  private void checkLease(Wave wave) {
    boolean opens = wave.refs().stream().anyMatch(ref -> ref.purpose().opens());
    if (opens && wave.leaseEpoch() != lease) {
      listener.accept(
          "invariant 9: %s was stored under lease %d, and %d has been taken since"
              .formatted(wave.refs(), wave.leaseEpoch(), lease));
    }
  }

  /** Nobody opens while another trade's opening orders are not proven over (9). */
  private void checkOthers(Wave wave) {
    if (wave.refs().stream().noneMatch(ref -> ref.purpose().opens())) {
      return;
    }
    ledger.openIntents().stream()
        .filter(stored -> !addsUp(stored))
        .map(StoredOrder::ref)
        .filter(ref -> ref.purpose().opens() && !ref.executionId().equals(wave.executionId()))
        .filter(ref -> !forcedOut.test(ref.executionId()))
        .findFirst()
        .ifPresent(
            open ->
                listener.accept(
                    "invariant 9: %s opens while %s is not proven over"
                        .formatted(wave.executionId(), open)));
  }

  /** Executions that add up prove alone, before anybody has stored the verdict. */
  private boolean addsUp(StoredOrder stored) {
    Fills fills = Fills.NONE;
    for (BrokerEvent event : ledger.eventsOf(List.of(stored.ref()))) {
      if (event.event() instanceof OrderEvent.Filled filled) {
        fills = fills.with(filled.fill());
      }
    }
    OrderIntent intent = stored.placed().intent();
    for (String leg : intent.legs()) {
      Fills executed = fills.only(fill -> intent.isOf(leg, fill));
      if (executed.quantity().compareTo(intent.quantity(leg, intent.quantity())) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Says which trades an operator took the lock from: their orders may still work. */
  public void forcedOut(Predicate<String> is) {
    forcedOut = is;
  }

  /** A process takes the account's lease. */
  long takeLease() {
    lease = ledger.takeLease();
    fenceMoved();
    return lease;
  }

  /** Of all tenures the last. */
  public long lease() {
    return lease;
  }

  /** How many intents were ever stored. */
  public int storedIntents() {
    return count;
  }

  /** How many orders are proven over. */
  public int provenOrders() {
    return proven.size();
  }

  @Override
  public void recordWritten(Collection<OrderRef> refs, WriteOutcome outcome, Instant at) {
    ledger.recordWritten(refs, outcome, at);
    // That it was never written is the proof that it is not in the market.
    ledger.intents(refs).stream()
        .filter(stored -> stored.over() == Verdict.PROVEN_ABSENT)
        .forEach(stored -> noteProven(stored.ref(), Verdict.PROVEN_ABSENT));
  }

  @Override
  public List<BrokerEvent> append(List<ReceivedEvent> events) {
    List<BrokerEvent> stored = ledger.append(events);
    for (BrokerEvent event : stored) {
      committed.put(event.sequence(), clock.get());
      if (event.event() instanceof OrderEvent.Filled fill) {
        filled.add(fill.ref().executionId());
        watch.counted(new LedgerFill(fill.ref(), fill.fill(), event.receivedAt()));
      }
    }
    return stored;
  }

  @Override
  public Map<String, OrderRef> ordersOfExecutions(Collection<String> execIds) {
    return ledger.ordersOfExecutions(execIds);
  }

  @Override
  public void markOver(OrderRef ref, Verdict verdict) {
    ledger.markOver(ref, verdict);
    noteProven(ref, verdict);
  }

  private void noteProven(OrderRef ref, Verdict verdict) {
    if (proven.putIfAbsent(ref, clock.get()) == null) {
      watch.proven(ref, verdict);
    }
  }

  @Override
  public List<StoredOrder> openIntents() {
    return ledger.openIntents();
  }

  @Override
  public List<StoredOrder> intents(Collection<OrderRef> refs) {
    return ledger.intents(refs);
  }

  @Override
  public List<BrokerEvent> eventsOf(Collection<OrderRef> refs) {
    return ledger.eventsOf(refs);
  }

  @Override
  public int highWater() {
    return ledger.highWater();
  }

  @Override
  public void raiseHighWater(int orderId) {
    ledger.raiseHighWater(orderId);
  }

  @Override
  public long nextSessionEpoch() {
    return ledger.nextSessionEpoch();
  }

  @Override
  public Optional<Instrument> instrument(ContractSpec spec, LocalDate day) {
    return ledger.instrument(spec, day);
  }

  @Override
  public void putInstrument(ContractSpec spec, LocalDate day, Instrument instrument) {
    ledger.putInstrument(spec, day, instrument);
  }

  @Override
  public void venueOffset(Duration offset) {
    ledger.venueOffset(offset);
  }

  /** Raises the account's fence. */
  public void raiseFence(long token) {
    ledger.raiseFence(token);
    fenceMoved();
  }

  private void fenceMoved() {
    long now = ledger.fence();
    watch.fenceStands(account, now);
    if (now > fence()) {
      fences.add(new Fence(account, now, clock.get()));
    }
  }

  /** Where it stands, or stood at its highest. */
  public long fence() {
    return fences.isEmpty() ? 0 : fences.getLast().token();
  }

  /** Each time that the fence rose, and when. */
  public List<Fence> fences() {
    return fences;
  }

  /** Whether anything of a trade was ever executed. */
  boolean hasFills(String execution) {
    return filled.contains(execution);
  }

  /** Whether the venue contradicted what was held to be proven of one of these orders. */
  public boolean hasTurnedUp(Collection<OrderRef> refs) {
    return ledger.hasTurnedUp(refs);
  }

  /** All events by sequence. */
  public List<BrokerEvent> events() {
    return ledger.allEvents();
  }

  /** When an event was committed, by the database's clock; the desk's own may be wrong. */
  Instant committedAt(BrokerEvent event) {
    return committed.get(event.sequence());
  }

  /** All events of a trade, by sequence. */
  List<BrokerEvent> events(String execution) {
    return ledger.allEvents().stream()
        .filter(event -> event.event().ref().executionId().equals(execution))
        .toList();
  }

  /** All orders of a trade, with what was heard of them and what is proven. */
  OrderSnapshot known(String execution) {
    Map<OrderRef, Verdict> verdicts = new LinkedHashMap<>();
    Map<OrderRef, WriteOutcome> written = new LinkedHashMap<>();
    List<PlacedOrder> placed = new ArrayList<>();
    for (LedgerOrder order : orders(execution)) {
      verdicts.put(order.ref(), order.verdict());
      written.put(order.ref(), order.written());
      placed.add(order.placed());
    }
    return new OrderSnapshot(verdicts, placed, written, events(execution));
  }

  /** All intents of a trade, oldest first. */
  public List<LedgerOrder> orders(String execution) {
    return ledger.allIntents().stream()
        .filter(stored -> stored.ref().executionId().equals(execution))
        .map(this::row)
        .toList();
  }

  private LedgerOrder row(StoredOrder stored) {
    return new LedgerOrder(
        stored.placed(),
        clientId,
        tokens.getOrDefault(stored.ref(), 0L),
        stored.storedAt(),
        stored.written() == null ? WriteOutcome.UNKNOWN : stored.written(),
        stored.over() == null ? Verdict.LIVE : stored.over(),
        proven.get(stored.ref()));
  }
}
