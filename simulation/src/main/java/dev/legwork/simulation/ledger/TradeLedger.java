package dev.legwork.simulation.ledger;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.invariant.InvariantWatch;
import dev.legwork.invariant.LedgerFill;
import dev.legwork.invariant.LedgerOrder;
import dev.legwork.invariant.LedgerTrade;
import dev.legwork.invariant.LedgerTruth.OpenAlert;
import dev.legwork.num.Decimals;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.report.OrderLine;
import dev.legwork.report.TradeRecord;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.Residual;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Trades, their endings, reports and alerts, as the ledger stores them. */
public final class TradeLedger {
  private final Map<String, DeskRows> desks;
  private final Supplier<Instant> clock;
  private final InvariantWatch watch;
  private final Map<String, StoredTrade> trades = new LinkedHashMap<>();
  private final List<OpenAlert> alerts = new ArrayList<>();

  /**
   * @param desks by account
   */
  public TradeLedger(Map<String, DeskRows> desks, Supplier<Instant> clock, InvariantWatch watch) {
    this.desks = desks;
    this.clock = clock;
    this.watch = watch;
  }

  public void register(ExecutionRequest request) {
    trades.computeIfAbsent(request.id(), id -> new StoredTrade(request, clock.get()));
    watch.registered(request);
  }

  public Collection<StoredTrade> trades() {
    return trades.values();
  }

  public List<OpenAlert> alerts() {
    return alerts;
  }

  public void reached(String id, TradeState state) {
    StoredTrade trade = trades.get(id);
    if (trade.ending == null) {
      trade.state = state;
    }
  }

  /** One open alert for each code of a trade; a later one stands for it. */
  public void alert(String id, Alert alert) {
    alerts.removeIf(a -> a.executionId().equals(id) && a.code().equals(alert.code()));
    String account = trades.get(id).request().account();
    alerts.add(new OpenAlert(account, id, alert.code(), alert.residual()));
  }

  /** Stores the ending and its report, once; with it the alert for what is left. */
  public void finish(String id, Ending ending) {
    StoredTrade trade = trades.get(id);
    if (trade.ending == null) {
      trade.ending = ending;
      trade.state = ending.state();
      if (!ending.residual().isEmpty()) {
        alert(
            id,
            new Alert(
                Alert.Severity.CRITICAL, "RESIDUAL_POSITION", "left behind", ending.residual()));
      }
    }
    lateEvents(id);
  }

  public boolean hasEnded(String id) {
    return trades.containsKey(id) && trades.get(id).ending != null;
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
   * Brings an ended trade's report up to date, and compares its positions with its ending: what
   * differs is worth an alert.
   */
  public void lateEvents(String id) {
    StoredTrade trade = trades.get(id);
    if (trade == null || trade.ending == null) {
      return;
    }
    trade.report = report(trade);
    List<Residual> unexpected = unexpected(trade);
    if (!unexpected.isEmpty()) {
      alert(
          id,
          new Alert(
              Alert.Severity.CRITICAL, "LATE_EXECUTION", "differs from the ending", unexpected));
    }
  }

  private ExecutionReport report(StoredTrade trade) {
    Ending ending = trade.ending;
    List<Fee> fees = fees(trade);
    int revision = trade.report == null ? 1 : trade.report.revision() + 1;
    return ExecutionReport.of(
        new TradeRecord(
            trade.request(),
            ending.state(),
            ending.reason(),
            ending.fencingToken(),
            trade.acceptedAt(),
            ending.finishedAt(),
            ending.residual(),
            book(trade).orders().values().stream().map(o -> OrderLine.of(o, fees)).toList(),
            ending.timeline(),
            Map.of()),
        revision);
  }

  private List<Residual> unexpected(StoredTrade trade) {
    List<Residual> unexpected = new ArrayList<>();
    for (LegBook leg : book(trade).legs()) {
      if (!leg.orders().isEmpty()) {
        BigDecimal more = Decimals.normal(leg.net().subtract(endedWith(trade, leg)));
        if (!Decimals.isZero(more)) {
          unexpected.add(new Residual(leg.instrument(), more));
        }
      }
    }
    return unexpected;
  }

  private static BigDecimal endedWith(StoredTrade trade, LegBook leg) {
    return trade.ending.residual().stream()
        .filter(residual -> residual.instrument().conId() == leg.instrument().conId())
        .map(Residual::position)
        .reduce(kept(trade, leg), BigDecimal::add);
  }

  private static BigDecimal kept(StoredTrade trade, LegBook leg) {
    boolean overFilled =
        trade.ending.reason() != null && trade.ending.reason().code() == ReasonCode.OVER_FILLED;
    return trade.ending.state() == TradeState.COMMITTED || overFilled
        ? leg.leg().action().signed(leg.wanted())
        : BigDecimal.ZERO;
  }

  private TradeBook book(StoredTrade trade) {
    return TradeBook.of(trade.request())
        .placed(orders(trade).stream().map(LedgerOrder::placed).toList(), WriteOutcome.UNKNOWN)
        .withAll(events(trade));
  }

  private List<LedgerOrder> orders(StoredTrade trade) {
    return desks.get(trade.request().account()).orders(trade.id());
  }

  private List<BrokerEvent> events(StoredTrade trade) {
    return desks.get(trade.request().account()).events().stream()
        .filter(event -> event.event().ref().executionId().equals(trade.id()))
        .toList();
  }

  private List<Fee> fees(StoredTrade trade) {
    Map<String, Fee> fees = new TreeMap<>();
    for (BrokerEvent event : events(trade)) {
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

  private LedgerTrade row(StoredTrade trade) {
    Ending ending = trade.ending;
    if (ending != null) {
      // Whoever reads a report gets it as of all events that are stored.
      trade.report = report(trade);
    }
    return new LedgerTrade(
        trade.request(),
        trade.state,
        ending == null ? null : ending.reason(),
        ending == null ? List.of() : ending.residual(),
        ending == null ? 0 : ending.fencingToken(),
        trade.acceptedAt(),
        ending == null ? null : ending.finishedAt(),
        orders(trade),
        fills(trade),
        fees(trade),
        trade.report);
  }

  private List<LedgerFill> fills(StoredTrade trade) {
    DeskRows desk = desks.get(trade.request().account());
    List<LedgerFill> fills = new ArrayList<>();
    for (BrokerEvent event : events(trade)) {
      if (event.event() instanceof OrderEvent.Filled filled) {
        fills.add(new LedgerFill(filled.ref(), filled.fill(), desk.committedAt(event)));
      }
    }
    return fills;
  }
}
