package dev.legwork.workflow.execution;

import dev.legwork.book.HedgeBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.Placing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.unwind.NeededMarket;
import dev.legwork.workflow.NotHere;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A desk and venue in a page: it fills what the test does not hold back, tells it as events, and
 * records every command.
 */
final class ScriptedDesk implements DeskActivities {
  /** What becomes of a leg's entry order. */
  sealed interface Fate {
    record Fills() implements Fate {}

    record Rests() implements Fate {}

    record FillsPartly(int quantity) implements Fate {}

    record Rejected(int code) implements Fate {}

    /** Stored, and proven never to have reached the market; a second attempt fills. */
    record Lost() implements Fate {}
  }

  static final Instant AT = Instant.parse("2014-06-06T14:30:00Z");
  private static final Fate FILLS = new Fate.Fills();

  final List<String> commands = new CopyOnWriteArrayList<>();
  final Map<String, Fate> fates = new ConcurrentHashMap<>();
  volatile EntryAnswer.Refused refusal;
  volatile boolean silentEntry;
  volatile boolean failingEntry;
  volatile boolean unwindsRest;
  volatile boolean hedgeRests;

  /** Cancels find no session. */
  volatile boolean away;

  volatile boolean askedWhileAway;

  /** So many tasks of each kind meet a process that does not run the desk. */
  volatile int elsewhere;

  /** How many did, by kind. */
  final Map<String, Integer> sentOn = new ConcurrentHashMap<>();

  /** How trades are placed that leave it to the desk. */
  volatile ChosenPlacing chosen = new ChosenPlacing(Placing.SEQUENTIAL, "as scripted");

  private final BiConsumer<String, List<BrokerEvent>> relay;
  private final Map<OrderRef, PlacedOrder> orders = new TreeMap<>();
  private final Map<OrderRef, Verdict> verdicts = new TreeMap<>();
  private final List<BrokerEvent> events = new ArrayList<>();
  private int nextOrderId = 1;

  /** Whether completing a trade pays. */
  boolean completes;

  /**
   * @param relay takes the events of an execution
   */
  ScriptedDesk(BiConsumer<String, List<BrokerEvent>> relay) {
    this.relay = relay;
  }

  @Override
  public synchronized EntryAnswer enter(EntryPlan plan) {
    sendOn("enter");
    if (refusal != null) {
      return refusal;
    }
    if (failingEntry) {
      throw new IllegalStateException("the desk broke before it stored anything");
    }
    if (plan.purpose() == Purpose.COMPLETION && !completes) {
      return new EntryAnswer.Refused(new Reason(ReasonCode.NOT_MARKETABLE, "it does not pay"));
    }
    List<OrderIntent> wave = wave(plan);
    commands.add("ENTER " + labels(wave) + " token " + plan.fencingToken());
    List<PlacedOrder> placed = store(wave);
    tell(placed, order -> first(order, fate(order.ref())));
    if (silentEntry) {
      throw new IllegalStateException("the answer was lost after the write");
    }
    return new EntryAnswer.Entered(
        placed, WriteOutcome.WRITTEN, AT, BigDecimal.TEN, Map.of(), "numbers");
  }

  private List<OrderIntent> wave(EntryPlan plan) {
    if (!plan.isOpen()) {
      return plan.legs().stream().map(leg -> entry(plan, leg)).toList();
    }
    EntryPlan placed = plan.placedAs(chosen.mode());
    return placed.legs().stream().map(leg -> entry(placed, leg).chosenAs(chosen)).toList();
  }

  private Fate fate(OrderRef ref) {
    boolean first = ref.purpose() == Purpose.ENTRY && ref.attempt() == 1;
    return first ? fates.getOrDefault(ref.leg(), FILLS) : FILLS;
  }

  @Override
  public synchronized PlaceAnswer place(List<OrderIntent> wave) {
    sendOn("place");
    commands.add("PLACE " + labels(wave));
    List<PlacedOrder> placed = store(wave);
    tell(placed, order -> rests(order) ? List.of() : filled(order, order.intent().quantity()));
    return new PlaceAnswer.Placed(placed, WriteOutcome.WRITTEN);
  }

  private boolean rests(PlacedOrder order) {
    return order.ref().purpose() == Purpose.HEDGE ? hedgeRests : unwindsRest;
  }

  @Override
  public synchronized void cancel(List<OrderRef> refs, Reason why) {
    sendOn("cancel");
    if (away) {
      askedWhileAway = true;
      throw new IllegalStateException("no session to cancel in");
    }
    commands.add("CANCEL " + legs(refs) + " " + why.code());
    tell(
        refs.stream().filter(this::isLive).map(orders::get).toList(),
        order -> List.of(ended(order, OrderStatus.CANCELLED)));
  }

  private void sendOn(String kind) {
    if (sentOn.getOrDefault(kind, 0) < elsewhere) {
      sentOn.merge(kind, 1, Integer::sum);
      throw NotHere.because("this process does not run the desk");
    }
  }

  @Override
  public synchronized Map<String, AccountPosition> positions(
      Map<String, Instrument> instruments, Instant since) {
    Map<String, AccountPosition> held = new TreeMap<>();
    for (BrokerEvent event : events) {
      if (event.event() instanceof OrderEvent.Filled(OrderRef ref, Fill fill, var sum, var perm)
          && instruments.containsKey(ref.leg())) {
        held.merge(
            ref.leg(),
            AccountPosition.explained(fill.side().signed(fill.quantity())),
            (a, b) -> AccountPosition.explained(a.position().add(b.position())));
      }
    }
    return held;
  }

  @Override
  public synchronized OrderSnapshot snapshot(List<OrderRef> refs) {
    Map<OrderRef, Verdict> found = new TreeMap<>();
    refs.forEach(ref -> found.put(ref, verdicts.getOrDefault(ref, Verdict.NEVER_INTENDED)));
    List<PlacedOrder> known = refs.stream().filter(orders::containsKey).map(orders::get).toList();
    return new OrderSnapshot(
        found,
        known,
        known.stream().collect(Collectors.toMap(PlacedOrder::ref, o -> WriteOutcome.WRITTEN)),
        events.stream().filter(event -> refs.contains(event.event().ref())).toList());
  }

  @Override
  public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
    return instruments.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e -> isHalted(e.getValue()) ? Quote.none() : quote(e.getValue())));
  }

  @Override
  public Instrument find(ContractSpec contract) {
    return new Instrument(
        6, contract, "SMART", "USD", "TWX", PriceIncrements.uniform(Decimals.of("0.01")));
  }

  /** Nobody quotes, and nobody trades. */
  volatile boolean halted;

  /** The same of options only. */
  volatile boolean optionsHalted;

  private boolean isHalted(Instrument instrument) {
    return halted || (optionsHalted && instrument.spec().isOption());
  }

  private boolean areHalted(Map<String, NeededMarket> needed) {
    return needed.values().stream().allMatch(market -> isHalted(market.instrument()));
  }

  /** How often the market was waited for. */
  final AtomicInteger marketWaits = new AtomicInteger();

  /** Whether a wait for the market was given up from outside. */
  volatile boolean waitLetGo;

  @Override
  public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Duration within) {
    if (within.isPositive()) {
      marketWaits.incrementAndGet();
    }
    long until = System.nanoTime() + within.toNanos();
    while (areHalted(needed) && System.nanoTime() < until) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(20);
      } catch (ActivityCompletionException letGo) {
        waitLetGo = true;
        throw letGo;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }
    return areHalted(needed)
        ? new MarketAnswer(false, "call: trading is halted")
        : new MarketAnswer(true, "");
  }

  /** Whatever is entered from now on fills; an entry that is on its way keeps its fate. */
  synchronized void fillAll() {
    fates.clear();
  }

  /** Fills what rests of a leg's entry order now. */
  synchronized void fill(String executionId, String leg) {
    OrderRef ref = new OrderRef(executionId, leg, Purpose.ENTRY, 1);
    tell(List.of(orders.get(ref)), order -> filled(order, order.intent().quantity()));
  }

  /** So much of what rests of the hedge executes now; nobody is told. */
  synchronized void fillHedgeUnheard(String executionId, int quantity) {
    OrderRef ref = new OrderRef(executionId, HedgeBook.NAME, Purpose.HEDGE, 1);
    for (OrderEvent event : filled(orders.get(ref), Decimals.of(quantity))) {
      events.add(new BrokerEvent(events.size() + 1, AT, event));
    }
  }

  /** An execution of a leg's entry order after its end, which nobody is told of yet. */
  synchronized List<BrokerEvent> executeLate(String executionId, String leg, int quantity) {
    OrderRef ref = new OrderRef(executionId, leg, Purpose.ENTRY, 1);
    OrderIntent intent = orders.get(ref).intent();
    Fill fill =
        new Fill(
            "late." + (events.size() + 1) + ".01",
            intent.side(),
            Decimals.of(quantity),
            intent.limit(),
            AT);
    events.add(
        new BrokerEvent(
            events.size() + 1,
            Instant.now().plusSeconds(86_400),
            new OrderEvent.Filled(ref, fill, fill.quantity(), 900)));
    return List.of(events.getLast());
  }

  /** What a ledger would know of the trade's orders. */
  synchronized OrderSnapshot known(String executionId) {
    return snapshot(
        orders.keySet().stream().filter(ref -> ref.executionId().equals(executionId)).toList());
  }

  /** What all orders of the execution left of a leg, signed. */
  synchronized BigDecimal position(String executionId, String leg) {
    return events.stream()
        .map(BrokerEvent::event)
        .filter(event -> event.ref().executionId().equals(executionId))
        .filter(event -> event.ref().leg().equals(leg))
        .filter(OrderEvent.Filled.class::isInstance)
        .map(event -> ((OrderEvent.Filled) event).fill())
        .map(fill -> fill.side().signed(fill.quantity()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Tells everything once more. */
  synchronized void repeatAll(String executionId) {
    relay.accept(executionId, List.copyOf(events));
  }

  private void tell(List<PlacedOrder> placed, Function<PlacedOrder, List<OrderEvent>> what) {
    List<BrokerEvent> batch = new ArrayList<>();
    for (PlacedOrder order : placed) {
      for (OrderEvent event : what.apply(order)) {
        batch.add(new BrokerEvent(events.size() + 1, AT, event));
        events.add(batch.getLast());
      }
    }
    if (!batch.isEmpty()) {
      relay.accept(batch.getFirst().event().ref().executionId(), batch);
    }
  }

  private List<OrderEvent> first(PlacedOrder order, Fate fate) {
    return switch (fate) {
      case Fate.Fills ignored -> filled(order, order.intent().quantity());
      case Fate.Rests ignored -> List.of();
      case Fate.FillsPartly partly -> filled(order, Decimals.of(partly.quantity()));
      case Fate.Lost ignored when order.ref().attempt() > 1 ->
          filled(order, order.intent().quantity());
      case Fate.Lost ignored -> {
        verdicts.put(order.ref(), Verdict.PROVEN_ABSENT);
        yield List.of();
      }
      case Fate.Rejected rejected -> {
        verdicts.put(order.ref(), Verdict.PROVEN_TERMINAL);
        yield List.of(new OrderEvent.Rejected(order.ref(), rejected.code(), "margin"));
      }
    };
  }

  private List<OrderEvent> filled(PlacedOrder order, BigDecimal quantity) {
    OrderIntent intent = order.intent();
    if (quantity.equals(intent.quantity())) {
      verdicts.put(order.ref(), Verdict.PROVEN_TERMINAL);
    }
    Fill fill =
        new Fill("x." + order.orderId() + ".01", intent.side(), quantity, intent.limit(), AT);
    return List.of(new OrderEvent.Filled(order.ref(), fill, quantity, 900 + order.orderId()));
  }

  private OrderEvent ended(PlacedOrder order, OrderStatus status) {
    verdicts.put(order.ref(), Verdict.PROVEN_TERMINAL);
    return new OrderEvent.StatusReported(order.ref(), status, BigDecimal.ZERO, 0);
  }

  private boolean isLive(OrderRef ref) {
    return verdicts.get(ref) == Verdict.LIVE;
  }

  private List<PlacedOrder> store(List<OrderIntent> wave) {
    List<PlacedOrder> placed = new ArrayList<>();
    for (OrderIntent intent : wave) {
      PlacedOrder order = new PlacedOrder(intent, nextOrderId++);
      orders.put(intent.ref(), order);
      verdicts.put(intent.ref(), Verdict.LIVE);
      placed.add(order);
    }
    return placed;
  }

  private static OrderIntent entry(EntryPlan plan, RequestedLeg leg) {
    return new OrderIntent(
        plan.ref(leg),
        plan.request().account(),
        instrument(leg),
        leg.action(),
        plan.quantity(leg),
        quote(instrument(leg)).executable(leg.action()),
        AT.plusSeconds(45));
  }

  private static Instrument instrument(RequestedLeg leg) {
    return new Instrument(
        1 + leg.name().length(),
        leg.contract(),
        "SMART",
        "USD",
        leg.contract().symbol(),
        PriceIncrements.uniform(Decimals.of("0.01")));
  }

  private static Quote quote(Instrument instrument) {
    BigDecimal bid = Decimals.of(instrument.spec().isOption() ? "1.20" : "69.50");
    return Quote.of(bid, Decimals.of(1000), bid.add(Decimals.of("0.05")), Decimals.of(1000));
  }

  private static String labels(List<OrderIntent> wave) {
    return wave.stream().map(OrderIntent::label).collect(Collectors.joining(", "));
  }

  private static String legs(Collection<OrderRef> refs) {
    return refs.stream().map(OrderRef::leg).toList().toString();
  }
}
