package dev.legwork.simulation.ledger;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.exposure.Exposure;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.invariant.LedgerTruth.OpenAlert;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.Purpose;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Claims;
import dev.legwork.saga.Ending;
import dev.legwork.saga.GuardedTrade;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import dev.legwork.stop.StopStatus;
import dev.legwork.stop.StopWish;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Trades, their endings, reports and alerts, as the ledger stores them. */
public final class TradeLedger {
  private static final String RESIDUAL_POSITION = "RESIDUAL_POSITION";
  private static final String STOP_RESIDUAL = "STOP_RESIDUAL";
  private static final String LATE_EXECUTION = "LATE_EXECUTION";
  private static final String EXECUTION_VANISHED = "EXECUTION_VANISHED";

  /** What a recovery settles, whatever its outcome. */
  private static final Set<String> SETTLED =
      Set.of("HOLDER_VANISHED", EXECUTION_VANISHED, LATE_EXECUTION);

  private final Map<String, DeskRows> desks;
  private final Supplier<Instant> clock;
  private final InvariantWatch watch;
  private final Map<String, StoredTrade> trades = new LinkedHashMap<>();
  private final List<OpenAlert> alerts = new ArrayList<>();
  private final Map<String, Integer> raised = new TreeMap<>();

  /** By account: since when the kill switch stands that flattens it. */
  private final Map<String, Instant> flattened = new TreeMap<>();

  private int wishes;
  private BiConsumer<String, TradeState> whenReached = (id, state) -> {};
  private Consumer<String> recoveries = id -> {};
  private Consumer<String> stops = id -> {};

  /**
   * @param desks by account
   */
  public TradeLedger(Map<String, DeskRows> desks, Supplier<Instant> clock, InvariantWatch watch) {
    this.desks = desks;
    this.clock = clock;
    this.watch = watch;
  }

  /** Who starts the recovery of a trade that is not what its ending says. */
  public void recoveries(Consumer<String> start) {
    recoveries = start;
  }

  /** Who starts the stop of a trade. */
  public void stops(Consumer<String> start) {
    stops = start;
  }

  /** The trade as its stop takes it up; empty where nothing is to be guarded or put right. */
  public Optional<GuardedTrade> guarded(String id) {
    return trade(id)
        .filter(trade -> trade.hasStop() && (!trade.isSettled() || trade.asked != null))
        .map(
            trade ->
                new GuardedTrade(
                    trade.request(), trade.ending, trade.known(), trade.stop, trade.asked));
  }

  /** How a stop stands; alerts that are over with it are closed. */
  public void told(String id, StopStatus status) {
    StoredTrade trade = trades.get(id);
    trade.stop = status;
    if (trade.asked != null && trade.asked.id().equals(status.answered())) {
      trade.asked = null;
    }
    boolean quiet =
        status.state().isWaiting()
            && trade.beyondEnding().isEmpty()
            && trade.book().live().stream().allMatch(ref -> ref.purpose() == Purpose.STOP);
    if (trade.isSettled() || quiet) {
      SETTLED.forEach(code -> close(id, code));
    }
    if (status.state().isOver() && !trade.remains().isEmpty()) {
      critical(id, RESIDUAL_POSITION, trade.remains());
    }
    if (trade.isSettled()) {
      close(id, STOP_RESIDUAL);
      if (trade.remains().isEmpty()) {
        close(id, RESIDUAL_POSITION);
      }
    }
    if (status.state().isOver()) {
      lateEvents(id);
    }
  }

  /** Whether a stop of it stands. */
  public boolean isUnguarded(String id) {
    return trades.containsKey(id) && trades.get(id).isGuarded();
  }

  /**
   * Asks of every trade of the account that has ended and holds something that all of it be closed,
   * and of those that end while its kill switch stands.
   *
   * @return what is asked now, by trade
   */
  public Map<String, StopWish> flatten(String account) {
    desks.get(account).flattens();
    flattened.put(account, desks.get(account).killSwitch().orElseThrow().since());
    Map<String, StopWish> asked = new LinkedHashMap<>();
    for (StoredTrade trade : trades.values()) {
      boolean ours = trade.request().account().equals(account);
      boolean asks = trade.asked != null || (trade.isGuarded() && trade.stop.whole());
      if (ours && trade.ending != null && !asks && !trade.isGone() && trade.holdsAfterItsEnd()) {
        asked.put(trade.id(), closing(trade));
      }
    }
    return asked;
  }

  private StopWish closing(StoredTrade trade) {
    trade.stop = trade.stop == null ? StopStatus.fresh(clock.get()) : trade.stop;
    trade.asked = new StopWish(StopWish.Kind.FLATTEN, "ops", "get out", "flatten " + ++wishes);
    return trade.asked;
  }

  private boolean flattens(StoredTrade trade) {
    String account = trade.request().account();
    return desks
        .get(account)
        .killSwitch()
        .filter(one -> one.since().equals(flattened.get(account)))
        .isPresent();
  }

  /** What the account holds of a contract, and what other trades hold of it before this one. */
  public AccountPosition position(String id, long conId, BigDecimal held) {
    StoredTrade asks = trades.get(id);
    List<StoredTrade> beside =
        trades.values().stream()
            .filter(one -> one.request().account().equals(asks.request().account()))
            .toList();
    BigDecimal known =
        beside.stream().map(one -> net(one, conId)).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal unexplained = held.subtract(known);
    Claims claims =
        beside.stream()
            .filter(one -> one != asks)
            .map(one -> claims(one, net(one, conId), asks))
            .reduce(Claims.NONE, TradeLedger::sum);
    return new AccountPosition(
        held,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        claims.beforeLong(unexplained),
        claims.beforeShort(unexplained));
  }

  private static Claims claims(StoredTrade trade, BigDecimal net, StoredTrade asks) {
    boolean closes = trade.ending == null || trade.isGuarded();
    boolean flattened = trade.asked != null || (trade.stop != null && trade.stop.whole());
    boolean people = trade.state == TradeState.RESIDUAL && flattened;
    boolean older = trade.acceptedAt().isBefore(asks.acceptedAt()) && closes && !people;
    BigDecimal longs = net.max(BigDecimal.ZERO);
    BigDecimal shorts = net.min(BigDecimal.ZERO);
    return new Claims(
        older ? longs : BigDecimal.ZERO,
        older ? shorts : BigDecimal.ZERO,
        closes ? longs : BigDecimal.ZERO,
        closes ? shorts : BigDecimal.ZERO,
        closes ? BigDecimal.ZERO : longs,
        closes ? BigDecimal.ZERO : shorts,
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  private static Claims sum(Claims a, Claims b) {
    return new Claims(
        a.olderLong().add(b.olderLong()),
        a.olderShort().add(b.olderShort()),
        a.longs().add(b.longs()),
        a.shorts().add(b.shorts()),
        a.idleLongs().add(b.idleLongs()),
        a.idleShorts().add(b.idleShorts()),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  private static BigDecimal net(StoredTrade trade, long conId) {
    HedgeBook hedge = trade.book().hedge();
    boolean hedged = !hedge.orders().isEmpty() && hedge.instrument().conId() == conId;
    return trade.book().legs().stream()
        .filter(leg -> !leg.orders().isEmpty() && leg.instrument().conId() == conId)
        .map(LegBook::net)
        .reduce(hedged ? hedge.net() : BigDecimal.ZERO, BigDecimal::add);
  }

  public void register(ExecutionRequest request) {
    trades.computeIfAbsent(
        request.id(), id -> new StoredTrade(request, clock.get(), desks.get(request.account())));
    watch.registered(request);
  }

  public Collection<StoredTrade> trades() {
    return trades.values();
  }

  public Optional<StoredTrade> trade(String id) {
    return Optional.ofNullable(trades.get(id));
  }

  /** The open ones. */
  public List<OpenAlert> alerts() {
    return alerts;
  }

  /** How often each kind of alert was raised. */
  public Map<String, Integer> raised() {
    return raised;
  }

  public void reached(String id, TradeState state) {
    StoredTrade trade = trades.get(id);
    if (trade.ending == null) {
      trade.state = state;
      whenReached.accept(id, state);
    }
  }

  /** What happens whenever it is said of a trade which state it is in. */
  public void whenReached(BiConsumer<String, TradeState> then) {
    whenReached = then;
  }

  /** One open alert for each code of a trade; a later one stands for it. */
  public void alert(String id, Alert alert) {
    close(id, alert.code());
    raised.merge(alert.code(), 1, Integer::sum);
    String account = trades.get(id).request().account();
    alerts.add(new OpenAlert(account, id, alert.code(), alert.residual()));
  }

  void close(String id, String code) {
    alerts.removeIf(a -> a.executionId().equals(id) && a.code().equals(code));
  }

  /** Stores the ending and its report, once; with it the alert for what is left. */
  public void finish(String id, Ending ending) {
    StoredTrade trade = trades.get(id);
    if (trade.ending == null) {
      ended(trade, ending);
    }
    lateEvents(id);
  }

  private void ended(StoredTrade trade, Ending ending) {
    trade.ending = ending;
    trade.state = ending.state();
    desks.get(trade.request().account()).ended(trade.id(), ending.state());
    if (!trade.book().orders().isEmpty() && ending.state() != TradeState.REJECTED) {
      trade
          .desk()
          .remember(trade.book().request().placing(), ending.state() == TradeState.COMMITTED);
    }
    if (!ending.residual().isEmpty()) {
      critical(trade.id(), RESIDUAL_POSITION, ending.residual());
    }
    if (ending.keepsRequest() && trade.request().stop() != null && trade.stop == null) {
      trade.stop = StopStatus.fresh(ending.finishedAt());
    }
    if (flattens(trade) && (ending.keepsRequest() || ending.state() == TradeState.RESIDUAL)) {
      closing(trade);
    }
    if (trade.isGuarded()) {
      stops.accept(trade.id());
    }
  }

  /** What a recovery made of the trade; alerts that are settled by it are closed. */
  public void settle(String id, Ending ending) {
    StoredTrade trade = trades.get(id);
    if (trade.ending == null || !trade.ending.hasOutcomeOf(ending)) {
      ended(trade, ending);
    }
    if (trade.isSettled()) {
      SETTLED.forEach(code -> close(id, code));
      if (trade.remains().isEmpty()) {
        close(id, RESIDUAL_POSITION);
      }
    }
    lateEvents(id);
  }

  private void critical(String id, String code, List<Residual> positions) {
    alert(id, new Alert(Alert.Severity.CRITICAL, code, "see the positions", positions));
  }

  /** Whether an alert stands that something happened which nobody looked after. */
  public boolean isLate(String id) {
    return alerts.stream()
        .anyMatch(
            alert ->
                alert.executionId().equals(id)
                    && (alert.code().equals(LATE_EXECUTION)
                        || alert.code().equals(STOP_RESIDUAL)
                        || alert.code().equals(EXECUTION_VANISHED)));
  }

  public boolean hasEnded(String id) {
    return trades.containsKey(id) && trades.get(id).ending != null;
  }

  /** An alert about an account that nobody's trade is the matter of. */
  public void raisedForAccount(String code) {
    raised.merge(code, 1, Integer::sum);
  }

  /** Trades of the account that the ledger believes to be in the market. */
  public TreeSet<String> inTheMarket(String account) {
    TreeSet<String> ids = new TreeSet<>();
    trades.forEach(
        (id, trade) -> {
          boolean open = trade.state == TradeState.WORKING || trade.state == TradeState.UNWINDING;
          if (open && trade.request().account().equals(account)) {
            ids.add(id);
          }
        });
    return ids;
  }

  /**
   * Brings the report of a trade that nobody looks after any more up to date, and compares the
   * trade with its ending: what differs is worth an alert and a recovery.
   */
  public void lateEvents(String id) {
    StoredTrade trade = trades.get(id);
    if (trade == null) {
      return;
    }
    refresh(trade);
    if (trade.isLookedAfter()) {
      return;
    }
    List<Residual> beyond = trade.beyondEnding();
    if (trade.ending == null) {
      critical(id, EXECUTION_VANISHED, beyond);
    } else if (!beyond.isEmpty()) {
      critical(id, trade.hasStop() && !trade.isGuarded() ? STOP_RESIDUAL : LATE_EXECUTION, beyond);
    }
    recoveries.accept(id);
  }

  /** The report as of all events that are stored. */
  private void refresh(StoredTrade trade) {
    if (trade.ending == null) {
      return;
    }
    Ending ending = trade.ending;
    List<Fee> fees = fees(trade);
    int revision = trade.report == null ? 1 : trade.report.revision() + 1;
    trade.report =
        ExecutionReport.of(
            new TradeRecord(
                trade.request(),
                ending.state(),
                ending.reason(),
                ending.fencingToken(),
                trade.acceptedAt(),
                ending.finishedAt(),
                ending.residual(),
                OrderLine.of(trade.book().orders().values(), fees),
                ending.timeline(),
                Map.of()),
            revision);
  }

  private static List<Fee> fees(StoredTrade trade) {
    Map<String, Fee> fees = new TreeMap<>();
    for (BrokerEvent event : trade.desk().events(trade.id())) {
      if (event.event() instanceof OrderEvent.CommissionReported paid) {
        fees.put(paid.execId(), new Fee(paid.execId(), paid.amount(), paid.currency()));
      }
    }
    return List.copyOf(fees.values());
  }

  /** All trades in the words of the invariants. */
  public List<LedgerTrade> rows() {
    return trades.values().stream().map(this::row).toList();
  }

  /** Trades of an account that have not ended and hold a part of their ratio. */
  public List<LedgerTrade> exposed(String account) {
    return trades.values().stream()
        .filter(trade -> trade.ending == null && trade.request().account().equals(account))
        .filter(trade -> trade.desk().hasFills(trade.id()))
        .filter(trade -> !Exposure.isEven(trade.book()))
        .map(this::row)
        .toList();
  }

  private LedgerTrade row(StoredTrade trade) {
    // Whoever reads a report gets it as of all events that are stored.
    refresh(trade);
    Ending ending = trade.ending;
    return new LedgerTrade(
        trade.request(),
        trade.state,
        ending == null ? null : ending.reason(),
        ending == null ? List.of() : ending.residual(),
        ending == null ? 0 : ending.fencingToken(),
        trade.acceptedAt(),
        ending == null ? null : ending.finishedAt(),
        trade.desk().orders(trade.id()),
        fills(trade),
        fees(trade),
        trade.report,
        ending == null ? null : ending.units(),
        trade.stop);
  }

  private static List<LedgerFill> fills(StoredTrade trade) {
    List<LedgerFill> fills = new ArrayList<>();
    for (BrokerEvent event : trade.desk().events(trade.id())) {
      if (event.event() instanceof OrderEvent.Filled filled) {
        fills.add(new LedgerFill(filled.ref(), filled.fill(), trade.desk().committedAt(event)));
      }
    }
    return fills;
  }
}
