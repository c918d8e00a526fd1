package dev.legwork.saga;

import dev.legwork.book.TradeBook;
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
import dev.legwork.order.Side;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.Pricing;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.request.RequestedLeg;
import dev.legwork.request.Timeouts;
import dev.legwork.stop.StopScope;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * A venue under a virtual clock with one stock, of which a trade holds 100 shares: orders meet the
 * bid, stops wake at it, cancels take their time and lose races. It refuses what would sell more
 * than is held, and remembers everything that reached it.
 */
final class StopVenue implements TradeWorld, StopLink {
  static final Instant START = Instant.parse("2014-06-06T14:00:00Z");
  static final Instrument STOCK =
      new Instrument(
          11,
          ContractSpec.stock("TWX"),
          "SMART",
          "USD",
          "TWX",
          PriceIncrements.uniform(Decimals.of("0.01")));
  static final ExecutionRequest UNGUARDED =
      new ExecutionRequest(
          "t1",
          "DU1",
          null,
          "TWX",
          List.of(new RequestedLeg("stock", Side.BUY, 1, STOCK.spec(), null)),
          100,
          Decimals.of("100"),
          Placing.PARALLEL,
          Pricing.LIMIT,
          Timeouts.DEFAULT);
  static final ExecutionRequest REQUEST =
      UNGUARDED.with(
          ProtectiveStop.ofLeg(
              "stock", Decimals.of("98"), Decimals.of("97.5"), Duration.ofSeconds(5)));

  /** What a cancel meets. */
  enum CancelFate {
    CONFIRMED,
    FILLED_BEFORE,
    FILLED_AFTER
  }

  /** The saga is gone in the middle of whatever it did. */
  static final class Terminated extends RuntimeException {}

  private record Due(Instant at, long number, Runnable what) {}

  private static final class Working {
    private final PlacedOrder order;
    private int filled;
    private int promised;
    private boolean awake;
    private boolean ended;

    private Working(PlacedOrder order) {
      this.order = order;
      this.awake = order.intent().stopTrigger() == null;
    }

    private int left() {
      return order.intent().quantity().intValueExact() - filled;
    }
  }

  final List<String> commands = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  final List<String> wrongs = new ArrayList<>();

  /** Exits that reached it while it was closed for their leg. */
  final List<String> sentWhileClosed = new ArrayList<>();

  final Deque<CancelFate> cancelFates = new ArrayDeque<>();
  Duration fillTakes = Duration.ofMillis(20);
  int displayed = 1000;

  /** Stop orders wake and never trade. */
  boolean stopsAreSilent;

  /** Nobody trades with an exit, whatever the quotes say. */
  boolean exitsAreSilent;

  /** Signals are lost: the saga hears only what it asks for. */
  boolean deaf;

  StopStatus status = StopStatus.fresh(START);
  ExecutionRequest request = REQUEST;
  Ending ending =
      new Ending(TradeState.COMMITTED, null, List.of(), 1, START.minusSeconds(60), List.of());

  /** Of other trades of ours in the same share, older than this one. */
  int otherTrades;

  /** Nothing that is placed reaches the venue, so often. */
  int unwritten;

  /** How often a run looks before it begins anew, and forgets what it saw. */
  int looks = 20;

  /** How often it was asked whether the venue trades. */
  int marketAsked;

  private final Set<String> closed = new TreeSet<>();
  private final Map<String, Quote> quoted = new HashMap<>();
  private final Deque<StopWish> wishes = new ArrayDeque<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private final Map<OrderRef, Working> orders = new LinkedHashMap<>();
  private final List<BrokerEvent> stored = new ArrayList<>();
  private final List<BrokerEvent> untold = new ArrayList<>();
  private Instant now = START;
  private BigDecimal bid = Decimals.of("100");
  private BigDecimal ask = Decimals.of("100.02");
  private int others;
  private boolean hoursUntold;
  private long number;
  private boolean terminated;

  StopVenue() {
    this(100);
  }

  /** So many of the 100 shares were bought. */
  StopVenue(int entered) {
    OrderRef entry = new OrderRef("t1", "stock", Purpose.ENTRY, 1);
    Working bought =
        new Working(
            new PlacedOrder(
                new OrderIntent(
                    entry, "DU1", STOCK, Side.BUY, Decimals.of(100), Decimals.of("100"), null),
                1));
    orders.put(entry, bought);
    fill(bought, entered, Decimals.of("100"));
    bought.ended = true;
    untold.clear();
  }

  /** The bid then; null: nobody bids. The offer is 0.02 above. */
  void bid(Duration after, String price) {
    schedule(
        after,
        () -> {
          bid = price == null ? null : new BigDecimal(price);
          ask = bid == null ? null : bid.add(new BigDecimal("0.02"));
          orders.values().forEach(this::match);
        });
  }

  /** A quote of any shape; null: there is no such side. Nothing trades at it by itself. */
  void quote(Duration after, String bids, String asks) {
    schedule(
        after,
        () -> {
          bid = bids == null ? null : new BigDecimal(bids);
          ask = asks == null ? null : new BigDecimal(asks);
        });
  }

  /** From then on that leg has a quote of its own; null: there is no such side. */
  void quote(Duration after, String leg, String bids, String asks) {
    BigDecimal buys = bids == null ? null : new BigDecimal(bids);
    BigDecimal sells = asks == null ? null : new BigDecimal(asks);
    BigDecimal shown = Decimals.of(displayed);
    schedule(after, () -> quoted.put(leg, Quote.of(buys, shown, sells, shown)));
  }

  /** From then on it tells its hours to nobody, or does again. */
  void hides(Duration after, boolean hides) {
    schedule(after, () -> hoursUntold = hides);
  }

  /** An order that was proven over executes after all. */
  void executesLate(Duration after, OrderRef ref, int quantity) {
    schedule(after, () -> fill(orders.get(ref), quantity, orders.get(ref).order.intent().limit()));
  }

  /** The entry executes more, or a correction takes some of it back. */
  void entryExecutes(Duration after, int quantity) {
    executesLate(after, new OrderRef("t1", "stock", Purpose.ENTRY, 1), quantity);
  }

  /** The trade has bought 100 of that as well, in a leg "other" that its stop does not guard. */
  void alsoHolds(Instrument instrument) {
    request =
        new ExecutionRequest(
                "t1",
                "DU1",
                null,
                "TWX",
                List.of(
                    REQUEST.leg("stock"),
                    new RequestedLeg("other", Side.BUY, 1, instrument.spec(), null)),
                100,
                Decimals.of("200"),
                Placing.PARALLEL,
                Pricing.LIMIT,
                Timeouts.DEFAULT)
            .with(REQUEST.stop());
    OrderRef entry = new OrderRef("t1", "other", Purpose.ENTRY, 1);
    Working bought =
        new Working(
            new PlacedOrder(
                new OrderIntent(
                    entry, "DU1", instrument, Side.BUY, Decimals.of(100), Decimals.of("100"), null),
                2));
    orders.put(entry, bought);
    fill(bought, 100, Decimals.of("100"));
    untold.clear();
  }

  /** The venue closes for these legs. */
  void closes(Duration after, String... legs) {
    schedule(after, () -> closed.addAll(List.of(legs)));
  }

  /** The venue opens, for all that meets its orders then. */
  void opens(Duration after) {
    schedule(
        after,
        () -> {
          closed.clear();
          orders.values().forEach(this::match);
        });
  }

  void wish(Duration after, StopWish.Kind kind) {
    schedule(after, () -> wishes.add(new StopWish(kind, "ann", "a test", "wish" + ++number)));
  }

  /** Somebody else trades the account's shares. */
  void others(Duration after, int quantity) {
    schedule(after, () -> others += quantity);
  }

  /** The broker ends all stop orders by itself. */
  void endsStops(Duration after) {
    schedule(
        after,
        () ->
            orders.values().stream()
                .filter(o -> o.order.intent().ref().purpose() == Purpose.STOP && !o.ended)
                .forEach(this::cancelled));
  }

  void terminate(Duration after) {
    schedule(after, () -> terminated = true);
  }

  /** Runs the saga, anew after each termination, for so long at most. */
  StopStatus run(Duration atMost) {
    Instant end = now.plus(atMost);
    while (!status.state().isOver() && now.isBefore(end)) {
      try {
        new StopSaga(
                new GuardedTrade(request, ending, known(), status, null),
                this,
                this,
                dev.legwork.decision.Policy.DEFAULT,
                dev.legwork.stop.StopPolicy.DEFAULT)
            .run(looks);
      } catch (Terminated gone) {
        untold.clear();
      }
    }
    return status;
  }

  /** What the trade holds by our executions. */
  int net() {
    return net(STOCK);
  }

  /** The same of one contract. */
  int net(Instrument instrument) {
    return orders.values().stream()
        .filter(o -> o.order.intent().instrument().conId() == instrument.conId())
        .mapToInt(o -> o.order.intent().side() == Side.BUY ? o.filled : -o.filled)
        .sum();
  }

  /** Runs for so long although the stop is over, from what was heard of it since. */
  StopStatus wake(Duration after) {
    advance(now.plus(after));
    return resume();
  }

  private StopStatus resume() {
    new StopSaga(
            new GuardedTrade(request, ending, known(), status, null),
            this,
            this,
            dev.legwork.decision.Policy.DEFAULT,
            dev.legwork.stop.StopPolicy.DEFAULT)
        .run(20);
    return status;
  }

  /** What the account holds. */
  int account() {
    return account(STOCK);
  }

  private int account(Instrument instrument) {
    return net(instrument) + (instrument.equals(STOCK) ? others + otherTrades : 0);
  }

  /**
   * The trade has ended with its position left, and so much of that contract hedges it.
   *
   * @param quantity signed
   */
  void hedgedBy(Instrument instrument, int quantity) {
    Working hedge =
        new Working(
            new PlacedOrder(
                new OrderIntent(
                    new OrderRef("t1", "hedge", Purpose.HEDGE, 1),
                    "DU1",
                    instrument,
                    quantity > 0 ? Side.BUY : Side.SELL,
                    Decimals.of(Math.abs(quantity)),
                    Decimals.of("100"),
                    null),
                2));
    orders.put(hedge.order.ref(), hedge);
    int held = net() - (instrument.equals(STOCK) ? hedge.filled : 0);
    fill(hedge, Math.abs(quantity), Decimals.of("100"));
    untold.clear();
    ending =
        new Ending(
            TradeState.RESIDUAL,
            new Reason(ReasonCode.UNWIND_EXHAUSTED, "a test"),
            List.of(
                new Residual(STOCK, Decimals.of(held)),
                new Residual(instrument, Decimals.of(quantity))),
            1,
            START.minusSeconds(60),
            List.of());
  }

  void hedgeExecutesLate(int quantity) {
    fill(orders.get(new OrderRef("t1", "hedge", Purpose.HEDGE, 1)), quantity, Decimals.of("100"));
  }

  /** What is beyond what the trade may hold, as whoever reconciles it sees it. */
  List<Residual> beyond() {
    TradeBook book = TradeBook.of(request).with(known());
    return new StopScope(request, ending, status.whole()).beyond(book, status);
  }

  int sold() {
    return 100 - net();
  }

  boolean lives() {
    return orders.values().stream().anyMatch(order -> !order.ended);
  }

  private OrderSnapshot known() {
    Map<OrderRef, Verdict> verdicts = new HashMap<>();
    Map<OrderRef, WriteOutcome> written = new HashMap<>();
    List<PlacedOrder> placed = new ArrayList<>();
    orders.forEach(
        (ref, order) -> {
          verdicts.put(ref, verdict(order));
          written.put(ref, WriteOutcome.WRITTEN);
          placed.add(order.order);
        });
    return new OrderSnapshot(verdicts, placed, written, stored);
  }

  private static Verdict verdict(Working order) {
    return order.ended && order.promised == 0 ? Verdict.PROVEN_TERMINAL : Verdict.LIVE;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public PlaceAnswer place(List<OrderIntent> wave) {
    List<PlacedOrder> placed = new ArrayList<>();
    for (OrderIntent intent : wave) {
      commands.add(intent.ref().purpose() + " " + intent.label());
      judge(intent);
      if (unwritten > 0) {
        unwritten--;
        placed.add(new PlacedOrder(intent, 1 + orders.size()));
        return new PlaceAnswer.Placed(placed, WriteOutcome.NOT_WRITTEN);
      }
      Working order = new Working(new PlacedOrder(intent, 1 + orders.size()));
      orders.put(intent.ref(), order);
      placed.add(order.order);
      match(order);
    }
    return new PlaceAnswer.Placed(placed, WriteOutcome.WRITTEN);
  }

  /** Invariants 6 and 7: never more live and executed than held, a successor only after proof. */
  private void judge(OrderIntent intent) {
    if (orders.containsKey(intent.ref())) {
      wrongs.add(intent.ref() + " was sent twice");
    }
    orders.values().stream()
        .filter(order -> order.order.intent().ref().purpose().exits())
        .filter(order -> order.order.intent().instrument().equals(intent.instrument()))
        .filter(order -> !verdict(order).isOver())
        .forEach(order -> wrongs.add(intent.ref() + " beside " + order.order.ref()));
    if (closed.contains(intent.ref().leg()) && intent.ref().purpose() != Purpose.STOP) {
      sentWhileClosed.add(intent.label());
    }
    boolean first = intent.ref().purpose() == Purpose.STOP && intent.ref().attempt() == 1;
    int sign = intent.side() == Side.SELL ? 1 : -1;
    int account = account(intent.instrument());
    int ours = account - (intent.instrument().equals(STOCK) ? otherTrades : 0);
    if (!first && intent.quantity().intValueExact() > sign * ours) {
      wrongs.add(intent.label() + " while the account holds " + account);
    }
    int net = net(intent.instrument());
    if (intent.quantity().intValueExact() > sign * net) {
      wrongs.add(intent.label() + " while " + net + " are held");
    }
  }

  private void match(Working order) {
    OrderIntent intent = order.order.intent();
    if (closed.contains(intent.ref().leg())) {
      return;
    }
    if (intent.side() == Side.BUY && !order.ended && intent.ref().purpose().exits()) {
      int all = order.left();
      schedule(fillTakes, () -> fill(order, all, intent.limit()));
    }
    if (order.ended || intent.side() == Side.BUY || bid == null) {
      return;
    }
    order.awake |= intent.stopTrigger() == null || bid.compareTo(intent.stopTrigger()) <= 0;
    boolean isStop = intent.ref().purpose() == Purpose.STOP;
    boolean silent = isStop ? stopsAreSilent : exitsAreSilent;
    int quantity = Math.min(order.left() - order.promised, displayed);
    if (order.awake && !silent && bid.compareTo(intent.limit()) >= 0 && quantity > 0) {
      BigDecimal price = bid;
      order.promised += quantity;
      schedule(
          fillTakes,
          () -> {
            order.promised -= quantity;
            fill(order, quantity, price);
            match(order);
          });
    }
  }

  private void fill(Working order, int quantity, BigDecimal price) {
    order.filled += quantity;
    PlacedOrder placed = order.order;
    store(
        new OrderEvent.Filled(
            placed.ref(),
            new Fill(
                placed.ref() + "." + ++number + ".01",
                placed.intent().side(),
                Decimals.of(quantity),
                price,
                now),
            Decimals.of(order.filled),
            placed.orderId()));
    if (order.left() == 0 && !order.ended) {
      order.ended = true;
      store(status(order, OrderStatus.FILLED));
    }
  }

  private OrderEvent status(Working order, OrderStatus status) {
    return new OrderEvent.StatusReported(
        order.order.ref(), status, Decimals.of(order.filled), order.order.orderId());
  }

  private void store(OrderEvent event) {
    BrokerEvent heard = new BrokerEvent(++number, now, event);
    stored.add(heard);
    untold.add(heard);
  }

  @Override
  public void cancel(Collection<OrderRef> refs, Reason why) {
    for (OrderRef ref : refs) {
      commands.add("cancel " + ref.purpose().letter() + ref.attempt());
      CancelFate fate = cancelFates.isEmpty() ? CancelFate.CONFIRMED : cancelFates.poll();
      schedule(Duration.ofMillis(50), () -> meets(orders.get(ref), fate));
    }
  }

  private void meets(Working order, CancelFate fate) {
    if (order.ended) {
      return;
    }
    int free = order.left() - order.promised;
    if (fate == CancelFate.FILLED_BEFORE && free > 0) {
      fill(order, free, order.order.intent().limit());
    } else {
      cancelled(order);
      if (fate == CancelFate.FILLED_AFTER && free > 0) {
        order.promised += free;
        schedule(
            Duration.ofMillis(700),
            () -> {
              order.promised -= free;
              fill(order, free, order.order.intent().limit());
            });
      }
    }
  }

  private void cancelled(Working order) {
    order.ended = true;
    store(status(order, OrderStatus.CANCELLED));
  }

  @Override
  public OrderSnapshot snapshot(Collection<OrderRef> refs) {
    advance(now.plusSeconds(1));
    return known();
  }

  @Override
  public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
    Quote quote =
        bid == null && ask == null
            ? Quote.none()
            : Quote.of(bid, Decimals.of(displayed), ask, Decimals.of(displayed));
    Map<String, Quote> quotes = new HashMap<>();
    instruments.keySet().forEach(leg -> quotes.put(leg, quoted.getOrDefault(leg, quote)));
    return quotes;
  }

  @Override
  public Map<String, AccountPosition> positions(Map<String, Instrument> instruments) {
    Map<String, AccountPosition> positions = new HashMap<>();
    instruments.forEach(
        (leg, instrument) -> positions.put(leg, position(instrument, instrument.equals(STOCK))));
    return positions;
  }

  private AccountPosition position(Instrument instrument, boolean shared) {
    return new AccountPosition(
        Decimals.of(account(instrument)),
        Decimals.of(shared ? others : 0),
        BigDecimal.ZERO,
        Decimals.of(shared ? otherTrades : 0),
        BigDecimal.ZERO);
  }

  @Override
  public Change await(Instant until) {
    do {
      Instant next = due.isEmpty() || due.peek().at().isAfter(until) ? until : due.peek().at();
      advance(next.isAfter(now) ? next : now);
    } while (now.isBefore(until) && (deaf || untold.isEmpty()) && wishes.isEmpty());
    List<BrokerEvent> events = deaf ? List.of() : List.copyOf(untold);
    untold.clear();
    return new Change(events, List.of(), false);
  }

  private void advance(Instant to) {
    while (!due.isEmpty() && !due.peek().at().isAfter(to)) {
      Due next = due.poll();
      now = next.at().isAfter(now) ? next.at() : now;
      next.what().run();
      if (terminated) {
        terminated = false;
        throw new Terminated();
      }
    }
    now = to.isAfter(now) ? to : now;
  }

  private void schedule(Duration after, Runnable what) {
    due.add(new Due(now.plus(after), ++number, what));
  }

  @Override
  public StopWish takeWish() {
    return wishes.poll();
  }

  @Override
  public void told(StopStatus next) {
    status = next;
  }

  @Override
  public void alert(Alert alert) {
    alerts.add(alert);
  }

  List<String> alerted() {
    return alerts.stream().map(Alert::code).toList();
  }

  @Override
  public void entered(TradeState state, TimelineEntry line) {
    throw new AssertionError("a stop moves no trade on: " + state);
  }

  @Override
  public void note(TimelineEntry line) {
    // read from the status
  }

  @Override
  public LockAnswer acquireLock(Duration timeout) {
    throw new AssertionError("a stop needs no lock");
  }

  @Override
  public void releaseLock(long token) {
    throw new AssertionError("a stop holds no lock");
  }

  @Override
  public EntryAnswer enter(EntryPlan plan) {
    throw new AssertionError("a stop enters nothing");
  }

  @Override
  public Optional<Instrument> find(ContractSpec contract) {
    throw new AssertionError("a stop hedges nothing");
  }

  /** Legs that it does not trade by its hours; their quotes go on. */
  @Override
  public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Instant until) {
    marketAsked++;
    while (true) {
      Set<String> shut = new TreeSet<>(needed.keySet());
      shut.retainAll(closed);
      if (hoursUntold || shut.size() < needed.size() || !now.isBefore(until) || isWoken()) {
        return answer(needed.keySet(), shut);
      }
      advance(due.isEmpty() || due.peek().at().isAfter(until) ? until : due.peek().at());
    }
  }

  private MarketAnswer answer(Set<String> needed, Set<String> shut) {
    if (hoursUntold) {
      return new MarketAnswer(true, "");
    }
    Set<String> open = new TreeSet<>(needed);
    open.removeAll(shut);
    return open.isEmpty()
        ? new MarketAnswer(false, shut + " do not trade now", shut, open)
        : new MarketAnswer(true, "", shut, open);
  }

  private boolean isWoken() {
    return !wishes.isEmpty() || (!deaf && !untold.isEmpty());
  }

  @Override
  public void finish(Ending ending) {
    throw new AssertionError("a stop ends no trade");
  }
}
