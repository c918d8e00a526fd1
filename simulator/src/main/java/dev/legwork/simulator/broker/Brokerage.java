package dev.legwork.simulator.broker;

import dev.legwork.simulator.accounts.Marks;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Instruments;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.market.Board;
import dev.legwork.simulator.market.Quote;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.simulator.orders.Matching;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.simulator.orders.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Accepts orders, lets them meet the quotes, and ends them. Every change is in the ledger before
 * the listener hears of it. Deterministic: time and quotes come from outside.
 */
public final class Brokerage {
  private final Ledger ledger;
  private final Instruments instruments;
  private final Board board;
  private final TradingHours hours;
  private final Executions executions;
  private final Admission admission;
  private final OutsideActivity outside;
  private final Mishaps mishaps;
  private final TradingStops stops;
  private BrokerageListener listener;
  private Instant now;

  /**
   * @param now venue time to begin with
   */
  public Brokerage(
      Ledger ledger, Instruments instruments, Board board, TradingHours hours, Instant now) {
    this.ledger = ledger;
    this.instruments = instruments;
    this.board = board;
    this.hours = hours;
    this.now = now;
    this.executions = new Executions(ledger);
    this.admission = new Admission(ledger, marks());
    this.outside = new OutsideActivity(this, executions);
    this.mishaps = new Mishaps(this, executions);
    this.stops = new TradingStops(this);
  }

  /** Who hears of changes; set once before anything is placed. */
  public void listener(BrokerageListener next) {
    listener = next;
  }

  BrokerageListener listener() {
    return listener;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Instruments instruments() {
    return instruments;
  }

  public Board board() {
    return board;
  }

  public TradingHours hours() {
    return hours;
  }

  /** Venue time. */
  public Instant now() {
    return now;
  }

  /** Prices for valuation: the quotes' middles. */
  public Marks marks() {
    return new Marks() {
      @Override
      public BigDecimal mark(Instrument instrument) {
        return board.book(instrument).quote().mark();
      }

      @Override
      public BigDecimal underlying(String symbol) {
        Instrument stock = instruments.stock(symbol);
        return stock == null ? null : mark(stock);
      }
    };
  }

  /** Which orders an account may place. */
  public Admission admission() {
    return admission;
  }

  /**
   * Takes an order that is well-formed. It trades at once as far as the quotes allow.
   *
   * @return why it was refused; the ledger then holds it as rejected
   */
  public Optional<Refusal> place(int clientId, int orderId, OrderTerms terms, Reception reception) {
    Optional<Refusal> refusal = admission.refusal(terms);
    if (refusal.isPresent()) {
      reject(clientId, orderId, terms, reception, refusal.get());
      return refusal;
    }
    Order order = executions.number(clientId, orderId, terms, now, reception);
    order = board.closed() ? order.waiting() : order;
    keep(order);
    listener.accepted(order);
    work(order);
    return Optional.empty();
  }

  /** What goes wrong with orders by script. */
  public Mishaps mishaps() {
    return mishaps;
  }

  /** When nothing trades. */
  public TradingStops stops() {
    return stops;
  }

  /** What others do in the accounts. */
  public OutsideActivity outside() {
    return outside;
  }

  /** Remembers an order that is refused whatever the account's means. */
  public Order reject(
      int clientId, int orderId, OrderTerms terms, Reception reception, Refusal refusal) {
    Order order = executions.number(clientId, orderId, terms, now, reception);
    Order rejected = order.ended(OrderState.REJECTED, now, refusal.text());
    keep(rejected);
    return rejected;
  }

  /** Gives a live order other terms of the same contract, side and account. */
  public Optional<Refusal> modify(Order order, OrderTerms terms) {
    if (!order.terms().sameOrderAs(terms)) {
      return Optional.of(new Refusal(105, "Order being modified does not match original order"));
    }
    if (terms.quantity() <= order.filled()) {
      return Optional.of(new Refusal(201, "Order rejected - reason:quantity is already filled"));
    }
    Optional<Refusal> refusal = admission.marginRefusal(terms, order);
    if (refusal.isEmpty()) {
      Order modified = order.modified(terms);
      keep(modified);
      listener.changed(modified);
      work(modified);
    }
    return refusal;
  }

  /** Cancels what remains of a live order. */
  public void cancel(Order order, BrokerageListener.End end, String reason) {
    Order cancelled = order.ended(OrderState.CANCELLED, now, reason);
    keep(cancelled);
    listener.cancelled(cancelled, end);
  }

  /** Takes a quote: stops wake, and orders that it reaches trade, best price first. */
  public void quote(Instrument instrument, Quote quote) {
    board.update(instrument, quote);
    for (Order order : affected(instrument)) {
      work(ledger.order(order.permId()));
    }
    listener.quoted(instrument, true);
  }

  List<Order> affected(Instrument instrument) {
    var orders = new ArrayList<Order>();
    for (Order order : ledger.liveOrders()) {
      if (order.terms().product().legs().stream()
          .anyMatch(leg -> leg.instrument().equals(instrument))) {
        orders.add(order);
      }
    }
    orders.sort(PRIORITY);
    return orders;
  }

  /** Orders without a limit first, then the better limit, then the earlier arrival. */
  private static final Comparator<Order> PRIORITY =
      Comparator.comparing((Order o) -> o.terms().product() instanceof Product.Combo)
          .thenComparing(o -> o.terms().limit() != null)
          .thenComparing(Brokerage::eagerness, Comparator.reverseOrder())
          .thenComparing(Order::sequence);

  private static BigDecimal eagerness(Order order) {
    BigDecimal limit = order.terms().limit();
    return limit == null
        ? BigDecimal.ZERO
        : limit.multiply(BigDecimal.valueOf(order.terms().side().sign()));
  }

  void work(Order order) {
    if (order.state() == OrderState.INACTIVE) {
      return;
    }
    Order awake = order.triggered() ? order : wake(order);
    Matching.match(awake, board).ifPresent(trade -> book(awake, trade));
    Order after = ledger.order(awake.permId());
    if (after.live() && after.terms().tif().immediate()) {
      cancel(after, BrokerageListener.End.IMMEDIATE, "not filled at once");
    }
  }

  private Order wake(Order order) {
    if (!Matching.reachesStop(order.terms(), board)) {
      return order;
    }
    Order woken = order.woken();
    keep(woken);
    listener.changed(woken);
    return woken;
  }

  private void book(Order order, Matching.Trade trade) {
    Matching.take(trade, board);
    record(order, trade);
  }

  void record(Order order, Matching.Trade trade) {
    Executions.Booking booking = executions.book(order, trade, now);
    ledger.commit(booking.entries());
    trade.legs().forEach(leg -> listener.quoted(leg.leg().instrument(), false));
    listener.executed(booking.order(), booking.fills());
  }

  /** Brings venue time forward; orders whose time is over end. */
  public void advance(Instant venueTime) {
    now = venueTime;
    for (Order order : ledger.liveOrders()) {
      if (!expiry(order).isAfter(now)) {
        cancel(order, BrokerageListener.End.EXPIRED, "expired");
      }
    }
  }

  /** Ends every order that does not outlive a session. */
  public void endSession() {
    for (Order order : ledger.liveOrders()) {
      if (order.terms().tif() != TimeInForce.GTC) {
        cancel(order, BrokerageListener.End.EXPIRED, "session ended");
      }
    }
  }

  /** Venue time at which the next order ends; {@link Instant#MAX} if none does. */
  public Instant nextExpiry() {
    return ledger.liveOrders().stream()
        .map(this::expiry)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private Instant expiry(Order order) {
    return switch (order.terms().tif()) {
      case GTD -> order.terms().goodTill();
      case GTC -> Instant.MAX;
      case DAY, IOC, FOK -> hours.sessionEnd(order.acceptedAt());
    };
  }

  void keep(Order order) {
    ledger.commit(List.of(new JournalEntry.OrderChanged(order)));
  }
}
