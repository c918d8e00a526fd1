package dev.legwork.saga;

import dev.legwork.Conversion;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Children;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSizes;
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
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A world under a virtual clock: a venue that does to each order what the test says, and a list of
 * everything the saga did, for comparison.
 */
final class ScriptedWorld implements TradeWorld {
  static final Instant START = Instant.parse("2014-06-06T13:45:00Z");

  /** What the venue does to an order: so much fills after so long. */
  record Reaction(Duration after, int quantity) {}

  /** After so long the venue has filled what it fills of an order that never rests. */
  private static final Duration IMMEDIATE = Duration.ofMillis(40);

  private record Due(Instant at, long number, OrderEvent event) {}

  final List<String> commands = new ArrayList<>();
  final List<TradeState> states = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<Ending> endings = new ArrayList<>();
  final Map<String, Quote> quotes = new HashMap<>(Conversion.quotes());
  final Map<String, BigDecimal> positions = new LinkedHashMap<>();
  Function<OrderIntent, List<Reaction>> reactions = ScriptedWorld::fillsAtOnce;
  EntryAnswer entryAnswer;
  LockAnswer lockAnswer = new LockAnswer.Granted(7);
  Duration lockTimeout;
  Instant cancelAt;
  Instant cancelledAgainAt;
  String cancelText = "the trader said so";
  String cancelAgainText = "and again";
  Duration cancelTakes = Duration.ofMillis(20);
  int unwrittenWaves;
  Runnable whenUnwritten = () -> {};

  /** So many waves are stored, nobody says so, and they are never written. */
  int buriedWaves;

  /** What is quoted of every leg until then; null: what {@link #quotes} says, always. */
  Instant quotedFrom;

  Quote quotedBefore = Quote.untold();

  /** What is quoted from then on. */
  Map<Instant, Map<String, Quote>> quotedAgain = Map.of();

  /** Orders that are stored and certainly never written. */
  final Set<OrderRef> buried = new HashSet<>();

  /** Orders that are stored and never reach the market, which is proven at that time. */
  final Set<OrderRef> lost = new HashSet<>();

  Instant absenceProvenAt = START;
  final Map<OrderRef, Instant> provenAt = new HashMap<>();
  EntryAnswer resendAnswer;

  /** Answers to the first attempts to send again, before {@link #resendAnswer}. */
  final Queue<EntryAnswer> firstResends = new ArrayDeque<>();

  /** What each leg could be traded at. */
  Map<String, BigDecimal> expected =
      Map.of(
          "stock",
          Conversion.d("69.60"),
          "put",
          Conversion.d("1.20"),
          "call",
          Conversion.d("1.20"));

  /** What completing attempts are answered, in their order; then they are placed. */
  final Queue<EntryAnswer> completions = new ArrayDeque<>();

  Duration entryTakes = Duration.ZERO;

  /** The worker is dead for so long after the write; what happens meanwhile is heard later. */
  Duration deadAfterWrite = Duration.ZERO;

  /** So much is the clock of the desk's machine behind. */
  Duration deskBehind = Duration.ZERO;

  /** The next wait lasts until then, whatever happens meanwhile. */
  Instant awakeAt;

  /** Whether entries are placed and nobody says so. */
  boolean entrySilent;

  /** How the desk places trades that leave it to us. */
  ChosenPlacing chosen = new ChosenPlacing(Placing.SEQUENTIAL, "as scripted");

  /** When the venue ends orders that never rest, by leg, where that takes longer than usual. */
  final Map<String, Duration> endsAfter = new HashMap<>();

  /** Legs whose contracts take no orders that never rest. */
  final Set<String> rests = new HashSet<>();

  /** When the desk says that it wrote the entry; now if it is null. */
  Instant writtenAt;

  final List<EntryPlan> plans = new ArrayList<>();

  /** Every order that a snapshot was asked of. */
  final Set<OrderRef> asked = new HashSet<>();

  /** Hears of all that is stored, happens and is proven; null: nobody does. */
  WatchedVenue watched;

  /** What happens right after a wave that opens was written. */
  Runnable whenEntered = () -> {};

  /** How large an order may be; larger ones are split. */
  OrderSizes sizes = OrderSizes.ANY;

  /** When somebody closes the trade's workflow from outside. */
  Instant terminatedAt;

  /** So many snapshots cannot tell yet whether an order that is not here will ever be. */
  int undecidedSnapshots;

  private final List<BrokerEvent> toTell = new ArrayList<>();
  private Instant now = START;
  private long number;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final Map<OrderRef, PlacedOrder> placed = new LinkedHashMap<>();
  private final Map<OrderRef, BigDecimal> filled = new HashMap<>();

  /** What snapshots have told. */
  private final Map<OrderRef, Verdict> proven = new HashMap<>();

  private final Set<OrderRef> ended = new HashSet<>();
  private final List<BrokerEvent> stored = new ArrayList<>();
  private final Set<OrderRef> told = new HashSet<>();
  private final Map<OrderRef, Instant> worksUnheard = new HashMap<>();
  private final Map<OrderRef, Duration> turnUps = new HashMap<>();

  static List<Reaction> fillsAtOnce(OrderIntent intent) {
    return List.of(new Reaction(Duration.ofMillis(5), intent.quantity().intValueExact()));
  }

  /** Somebody cancels the order at the broker. */
  void cancelledThere(OrderRef ref, Duration after) {
    schedule(after, new OrderEvent.StatusReported(ref, OrderStatus.CANCELLED, BigDecimal.ZERO, 1));
  }

  void reject(OrderRef ref, Duration after) {
    schedule(after, new OrderEvent.Rejected(ref, 201, "Order rejected - reason:margin"));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public LockAnswer acquireLock(Duration timeout) {
    lockTimeout = timeout;
    commands.add(timeout.isZero() ? "try lock" : "lock");
    return lockAnswer;
  }

  @Override
  public void releaseLock(long token) {
    commands.add("release " + token);
  }

  @Override
  public EntryAnswer enter(EntryPlan plan) {
    plans.add(plan);
    boolean first = plan.attempt() == 1 && plans.size() == 1;
    commands.add(first ? "enter" + part(plan) : again(plan));
    EntryAnswer scripted = first ? entryAnswer : answer(plan);
    if (scripted != null) {
      return scripted;
    }
    List<PlacedOrder> orders =
        entries(plan).stream()
            .flatMap(order -> split(order, plan.request().leg(order.ref().leg())))
            .toList();
    store(orders);
    advance(entryTakes);
    Instant at = writtenAt == null ? now : writtenAt;
    orders.forEach(this::work);
    whenEntered.run();
    advance(deadAfterWrite);
    return entrySilent
        ? new EntryAnswer.Unanswered("the worker died")
        : new EntryAnswer.Entered(orders, WriteOutcome.WRITTEN, at, null, expected, "as scripted");
  }

  private List<PlacedOrder> entries(EntryPlan plan) {
    List<PlacedOrder> orders = new ArrayList<>();
    EntryPlan placed = plan.isOpen() ? plan.placedAs(chosen.mode()) : plan;
    for (PlacedOrder entry : Conversion.entries(placed)) {
      PlacedOrder order =
          plan.isOpen() ? new PlacedOrder(entry.intent().chosenAs(chosen), entry.orderId()) : entry;
      OrderIntent one = order.intent();
      orders.add(
          rests.contains(one.ref().leg())
              ? new PlacedOrder(
                  new OrderIntent(
                      one.ref(),
                      one.account(),
                      one.instrument(),
                      one.side(),
                      one.quantity(),
                      one.limit(),
                      one.goodTill()),
                  order.orderId())
              : order);
    }
    return orders;
  }

  private Stream<PlacedOrder> split(PlacedOrder order, RequestedLeg leg) {
    List<OrderIntent> children =
        Children.of(order.intent().ofAtMost(leg.childSize()), sizes.of(order.intent()));
    return children.stream()
        .map(
            child ->
                new PlacedOrder(
                    child, order.orderId() + (child.child() == null ? 0 : 10_000 * child.child())));
  }

  /** As many as leave in one write, first children first. */
  private List<OrderIntent> split(List<OrderIntent> wave) {
    return wave.stream()
        .flatMap(intent -> Children.of(intent, sizes.of(intent)).stream())
        .sorted(Comparator.comparingInt(one -> one.child() == null ? 1 : one.child()))
        .limit(Children.MOST_REDUCING)
        .toList();
  }

  private static String part(EntryPlan plan) {
    return plan.later().isEmpty() ? "" : " " + plan.legNames();
  }

  private static String again(EntryPlan plan) {
    return switch (plan.purpose()) {
      case COMPLETION -> "complete " + plan.legNames();
      default -> (plan.attempt() == 1 ? "enter " : "enter again ") + plan.legNames();
    };
  }

  private EntryAnswer answer(EntryPlan plan) {
    if (plan.purpose() == Purpose.COMPLETION) {
      return completions.poll();
    }
    return firstResends.isEmpty() ? resendAnswer : firstResends.poll();
  }

  @Override
  public PlaceAnswer place(List<OrderIntent> wave) {
    wave.forEach(this::mayBePlaced);
    if (unwrittenWaves > 0) {
      unwrittenWaves--;
      whenUnwritten.run();
      commands.add("unanswered " + wave.getFirst().ref());
      return new PlaceAnswer.Unanswered("the ledger did not answer");
    }
    if (buriedWaves > 0) {
      buriedWaves--;
      return bury(wave);
    }
    List<PlacedOrder> orders = new ArrayList<>();
    for (OrderIntent intent : split(wave)) {
      commands.add(intent.ref().purpose() + " " + intent.label());
      orders.add(new PlacedOrder(intent, 200 + placed.size() + orders.size()));
    }
    store(orders);
    orders.forEach(this::work);
    return new PlaceAnswer.Placed(orders, WriteOutcome.WRITTEN);
  }

  /** A desk that has told that an order never will be does not place it any more. */
  private void mayBePlaced(OrderIntent intent) {
    if (proven.get(intent.ref()) == Verdict.NEVER_INTENDED) {
      throw new IllegalStateException("it was told that it never will be: " + intent.ref());
    }
  }

  private PlaceAnswer bury(List<OrderIntent> wave) {
    for (OrderIntent intent : split(wave)) {
      commands.add("buried " + intent.ref());
      placed.put(intent.ref(), new PlacedOrder(intent, 200 + placed.size()));
      buried.add(intent.ref());
    }
    return new PlaceAnswer.Unanswered("the connection was lost on COMMIT");
  }

  @Override
  public void cancel(Collection<OrderRef> orders, Reason why) {
    for (OrderRef ref : orders) {
      commands.add("cancel " + ref.leg() + " " + ref.purpose().letter() + ref.attempt());
      if (lost.contains(ref)) {
        continue;
      }
      schedule(
          cancelTakes,
          new OrderEvent.StatusReported(ref, OrderStatus.CANCELLED, BigDecimal.ZERO, 1));
    }
  }

  @Override
  public OrderSnapshot snapshot(Collection<OrderRef> of) {
    if (of.isEmpty()) {
      throw new IllegalArgumentException("a snapshot of no orders was asked for");
    }
    asked.addAll(of);
    Set<OrderRef> orders = withSiblings(of);
    advance(Duration.ofSeconds(1));
    deliverUntil(now);
    lost.removeIf(ref -> worksUnheard.containsKey(ref) && now.isAfter(worksUnheard.get(ref)));
    Map<OrderRef, Verdict> verdicts = new HashMap<>();
    for (OrderRef ref : orders) {
      verdicts.put(ref, verdict(ref));
    }
    proven.putAll(verdicts);
    if (watched != null) {
      verdicts.forEach(watched::proven);
    }
    undecidedSnapshots = Math.max(0, undecidedSnapshots - 1);
    List<PlacedOrder> known =
        orders.stream().distinct().filter(placed::containsKey).map(placed::get).toList();
    known.forEach(this::tellThatItWorks);
    Map<OrderRef, WriteOutcome> written = new HashMap<>();
    known.forEach(order -> written.put(order.ref(), written(order.ref())));
    return new OrderSnapshot(verdicts, known, written, stored);
  }

  private Set<OrderRef> withSiblings(Collection<OrderRef> refs) {
    Set<OrderRef> all = new LinkedHashSet<>(refs);
    for (OrderRef ref : refs) {
      if (placed.containsKey(ref)) {
        placed.values().stream()
            .filter(other -> other.intent().isSiblingOf(placed.get(ref).intent()))
            .forEach(other -> all.add(other.ref()));
      }
    }
    return all;
  }

  private void store(List<PlacedOrder> orders) {
    if (watched != null) {
      watched.stored(orders, now);
    }
  }

  private WriteOutcome written(OrderRef ref) {
    if (buried.contains(ref)) {
      return WriteOutcome.NOT_WRITTEN;
    }
    return lost.contains(ref) ? WriteOutcome.UNKNOWN : WriteOutcome.WRITTEN;
  }

  private void tellThatItWorks(PlacedOrder order) {
    if (!lost.contains(order.ref()) && !buried.contains(order.ref()) && told.add(order.ref())) {
      stored.add(
          new BrokerEvent(
              ++number,
              now,
              new OrderEvent.StatusReported(order.ref(), OrderStatus.WORKING, BigDecimal.ZERO, 1)));
    }
  }

  /** A lost order is in the market after all: from then on the venue speaks of it, and fills it. */
  void turnsUp(OrderRef ref, Duration after) {
    turnUps.put(ref, after);
  }

  /** The same, but it only works, and nobody tells the trade before it asks. */
  void worksUnheard(OrderRef ref, Duration after) {
    worksUnheard.put(ref, now.plus(after));
  }

  /** An execution of an order, whatever has become of it. */
  void executes(OrderIntent intent, int quantity, Duration after) {
    schedule(after, fill(intent, quantity, "late" + ++number));
  }

  /** The venue takes the first execution of an order back. */
  void busts(OrderIntent intent) {
    positions.merge(
        intent.ref().leg(), intent.side().signed(intent.quantity()).negate(), BigDecimal::add);
    Fill bust =
        new Fill(intent.ref() + ".1.02", intent.side(), BigDecimal.ZERO, intent.limit(), now);
    stored.add(
        new BrokerEvent(
            ++number, now, new OrderEvent.Filled(intent.ref(), bust, BigDecimal.ZERO, 1)));
  }

  /** All that was ever stored: what a ledger would tell of the trade. */
  OrderSnapshot known() {
    Map<OrderRef, Verdict> verdicts = new HashMap<>();
    Map<OrderRef, WriteOutcome> written = new HashMap<>();
    for (OrderRef ref : placed.keySet()) {
      verdicts.put(ref, proven.getOrDefault(ref, Verdict.LIVE));
      written.put(ref, written(ref));
    }
    return new OrderSnapshot(verdicts, List.copyOf(placed.values()), written, stored);
  }

  @Override
  public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
    new TreeMap<>(quotedAgain).headMap(now, true).values().forEach(quotes::putAll);
    Map<String, Quote> some = new HashMap<>(quotes);
    some.keySet().retainAll(instruments.keySet());
    if (quotedFrom != null && now.isBefore(quotedFrom)) {
      some.replaceAll((leg, quote) -> quotedBefore);
    }
    return some;
  }

  /** When the venue knows the underlying. */
  Instant underlyingKnownFrom = START;

  @Override
  public Optional<Instrument> find(ContractSpec contract) {
    commands.add("find " + contract.label());
    return now.isBefore(underlyingKnownFrom) ? Optional.empty() : Optional.of(Conversion.STOCK);
  }

  /** When the market that is asked for can be used; null: whenever its quotes say so. */
  Instant marketBackAt;

  String marketAway = "trading is halted";
  private static final Duration LOOK = Duration.ofSeconds(30);

  @Override
  public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Instant until) {
    commands.add(until.isAfter(now) ? "await market " + needed.keySet() : "look at market");
    while (!isUsable(needed)) {
      if (terminatedAt != null && !now.isBefore(terminatedAt)) {
        terminatedAt = null;
        throw new Terminated();
      }
      if (!now.isBefore(until) || hasWoken(until)) {
        return new MarketAnswer(false, marketAway);
      }
      now = now.plus(LOOK).isBefore(until) ? now.plus(LOOK) : until;
    }
    return new MarketAnswer(true, "");
  }

  private boolean isUsable(Map<String, NeededMarket> needed) {
    return marketBackAt == null
        ? needed.entrySet().stream()
            .anyMatch(
                leg ->
                    leg.getValue()
                        .missing(
                            quotes(Map.of(leg.getKey(), leg.getValue().instrument()))
                                .getOrDefault(leg.getKey(), Quote.untold()),
                            Policy.DEFAULT.quoteMaxAge())
                        .isEmpty())
        : !now.isBefore(marketBackAt);
  }

  /** A wait ends with a cancel, or an event. */
  private boolean hasWoken(Instant until) {
    boolean cancelled = cancelledAgainAt != null && !now.isBefore(cancelledAgainAt) && !cancelTold;
    cancelTold |= cancelled;
    Due next = due.peek();
    return cancelled || (next != null && !next.at().isAfter(now));
  }

  private boolean cancelTold;

  /** What others did to the account's positions, by leg; known to be theirs if they are named. */
  final Map<String, BigDecimal> others = new HashMap<>();

  final Set<String> othersAreKnown = new HashSet<>();

  /** Until then the broker's positions do not show our executions. */
  Instant positionsFollowAt = START;

  /** The same of a leg alone. */
  final Map<String, Instant> positionFollowsAt = new HashMap<>();

  @Override
  public Map<String, AccountPosition> positions(Map<String, Instrument> instruments) {
    Map<String, AccountPosition> held = new HashMap<>();
    for (String leg : instruments.keySet()) {
      BigDecimal ours = positions.getOrDefault(leg, BigDecimal.ZERO);
      BigDecimal theirs = others.getOrDefault(leg, BigDecimal.ZERO);
      BigDecimal told = (isShown(leg) ? ours : BigDecimal.ZERO).add(theirs);
      BigDecimal known = othersAreKnown.contains(leg) ? theirs : BigDecimal.ZERO;
      held.put(leg, new AccountPosition(told, told.subtract(ours).subtract(known), known));
    }
    return held;
  }

  private boolean isShown(String leg) {
    return !now.isBefore(positionFollowsAt.getOrDefault(leg, positionsFollowAt));
  }

  /** The saga is gone in the middle of whatever it did. */
  static final class Terminated extends RuntimeException {}

  @Override
  public Change await(Instant until) {
    if (terminatedAt != null && terminatedAt.isBefore(until)) {
      now = later(now, terminatedAt);
      terminatedAt = null;
      deliverUntil(now);
      throw new Terminated();
    }
    if (awakeAt != null && until.isAfter(now)) {
      now = later(now, awakeAt);
      awakeAt = null;
      return new Change(deliverUntil(now), cancels(), false);
    }
    boolean cancelComes = cancelAt != null && cancelAt.isAfter(now) && cancelAt.isBefore(until);
    Instant wake = cancelComes ? cancelAt : until;
    Due next = due.peek();
    if (next != null && !next.at().isAfter(wake)) {
      now = later(now, next.at());
    } else {
      now = later(now, wake);
    }
    return new Change(deliverUntil(now), cancels(), false);
  }

  @Override
  public void entered(TradeState state, TimelineEntry line) {
    states.add(state);
  }

  @Override
  public void note(TimelineEntry line) {
    // the timeline is read from the ending
  }

  @Override
  public void alert(Alert alert) {
    alerts.add(alert);
  }

  @Override
  public void finish(Ending ending) {
    commands.add("finish " + ending.state());
    endings.add(ending);
  }

  private List<String> cancels() {
    List<String> asked = new ArrayList<>();
    if (cancelAt != null && !now.isBefore(cancelAt)) {
      asked.add(cancelText);
    }
    if (cancelledAgainAt != null && !now.isBefore(cancelledAgainAt)) {
      asked.add(cancelAgainText);
    }
    return asked;
  }

  private void work(PlacedOrder order) {
    placed.put(order.ref(), order);
    if (buried.contains(order.ref())) {
      return;
    }
    if (lost.contains(order.ref())) {
      Duration turnsUpAfter = turnUps.get(order.ref());
      if (turnsUpAfter != null) {
        schedule(turnsUpAfter, fill(order.intent(), 1, "found"));
      }
      return;
    }
    if (order.intent().immediate()) {
      schedule(
          endsAfter.getOrDefault(order.ref().leg(), IMMEDIATE),
          new OrderEvent.StatusReported(order.ref(), OrderStatus.CANCELLED, BigDecimal.ZERO, 1));
    }
    int part = 0;
    for (Reaction reaction : reactions.apply(order.intent())) {
      schedule(reaction.after(), fill(order.intent(), reaction.quantity(), "" + ++part));
    }
  }

  private OrderEvent fill(OrderIntent intent, int quantity, String name) {
    Fill fill =
        new Fill(
            intent.ref() + "." + name + ".01",
            intent.side(),
            Decimals.of(quantity),
            intent.limit(),
            now);
    return new OrderEvent.Filled(intent.ref(), fill, fill.quantity(), 1);
  }

  private void schedule(Duration after, OrderEvent event) {
    due.add(new Due(now.plus(after), ++number, event));
  }

  /** What the next wait brings first, as it is. */
  void told(BrokerEvent... events) {
    toTell.addAll(List.of(events));
  }

  private List<BrokerEvent> deliverUntil(Instant until) {
    List<BrokerEvent> events = new ArrayList<>(toTell);
    toTell.clear();
    while (!due.isEmpty() && !due.peek().at().isAfter(until)) {
      Due next = due.poll();
      if (happens(next.event())) {
        Instant receivedAt = next.at().minus(deskBehind);
        BrokerEvent event = new BrokerEvent(next.number(), receivedAt, next.event());
        stored.add(event);
        events.add(event);
      }
    }
    return events;
  }

  /** The venue's own truth: an ended order fills no more, a filled one is not cancelled. */
  private boolean happens(OrderEvent event) {
    OrderRef ref = event.ref();
    if (event instanceof OrderEvent.Filled fill) {
      boolean late = fill.fill().execId().contains(".late");
      if (ended.contains(ref) && !late) {
        return false;
      }
      lost.remove(ref);
      filled.merge(ref, fill.fill().quantity(), BigDecimal::add);
      positions.merge(
          ref.leg(), fill.fill().side().signed(fill.fill().quantity()), BigDecimal::add);
      if (watched != null) {
        watched.executed(placed.get(ref), fill.fill(), verdict(ref));
      }
      return true;
    }
    boolean complete =
        filled.getOrDefault(ref, BigDecimal.ZERO).compareTo(placed.get(ref).intent().quantity())
            >= 0;
    boolean ends = !complete && ended.add(ref);
    if (ends && watched != null) {
      watched.ended(placed.get(ref));
    }
    return ends;
  }

  private Verdict verdict(OrderRef ref) {
    boolean complete =
        placed.containsKey(ref)
            && filled
                    .getOrDefault(ref, BigDecimal.ZERO)
                    .compareTo(placed.get(ref).intent().quantity())
                >= 0;
    if (buried.contains(ref)) {
      return Verdict.PROVEN_ABSENT;
    }
    if (lost.contains(ref)) {
      return now.isBefore(provenAt.getOrDefault(ref, absenceProvenAt))
          ? Verdict.UNKNOWN
          : Verdict.PROVEN_ABSENT;
    }
    if (!placed.containsKey(ref)) {
      return undecidedSnapshots > 0 ? Verdict.UNKNOWN : Verdict.NEVER_INTENDED;
    }
    return complete || ended.contains(ref) ? Verdict.PROVEN_TERMINAL : Verdict.LIVE;
  }

  private void advance(Duration duration) {
    now = now.plus(duration);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** Fills of entries by leg; unwinding orders fill at once. */
  static Function<OrderIntent, List<Reaction>> entriesFill(Map<String, List<Reaction>> byLeg) {
    return intent ->
        intent.ref().purpose() == Purpose.ENTRY
            ? byLeg.getOrDefault(intent.ref().leg(), List.of())
            : fillsAtOnce(intent);
  }
}
