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
import dev.legwork.simulator.orders.Origin;
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
    this.outside = new OutsideActivity(this);
  }

  /** Who hears of changes; set once before anything is placed. */
  public void listener(BrokerageListener next) {
    listener = next;
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

  /** Takes an order as {@link #place} does, but holds it back before it can trade. */
  public Optional<Refusal> placeHeld(
      int clientId, int orderId, OrderTerms terms, Reception reception) {
    Optional<Refusal> refusal = admission.refusal(terms);
    if (refusal.isPresent()) {
      reject(clientId, orderId, terms, reception, refusal.get());
      return refusal;
    }
    Order order = executions.number(clientId, orderId, terms, now, reception);
    keep(order);
    listener.accepted(order);
    hold(order.permId());
    return Optional.empty();
  }

  /** Holds a live order back: it is Inactive. */
  public void hold(long permId) {
    Order order = ledger.order(permId);
    if (order.live()) {
      keep(order.held());
      listener.changed(ledger.order(permId));
    }
  }

  /** Lets an order that is held back work again. */
  public void revive(long permId) {
    if (ledger.order(permId).state() == OrderState.INACTIVE) {
      keep(ledger.order(permId).revived());
      listener.changed(ledger.order(permId));
      work(ledger.order(permId));
    }
  }

  /**
   * Takes an order beside the one that lives under the same id already, whatever the account's
   * means; both work.
   */
  public void placeBeside(Order first, OrderTerms terms, Reception reception) {
    Order twin = executions.number(first.clientId(), first.orderId(), terms, now, reception);
    keep(twin);
    listener.accepted(twin);
    work(twin);
  }

  /**
   * An order of somebody else, whatever the account's means.
   *
   * @param filled how much of an order with a limit trades at once, at the limit
   */
  void placeFromOutside(int clientId, int orderId, OrderTerms terms, Origin origin, long filled) {
    Order order = executions.number(clientId, orderId, terms, now, Reception.NONE).from(origin);
    keep(order);
    listener.accepted(order);
    if (terms.limit() == null) {
      work(order);
    } else if (filled > 0) {
      Product.Single single = (Product.Single) terms.product();
      record(order, Executions.trade(order, single, filled, terms.limit()));
    }
  }

  /** Moves positions without a trade. */
  void move(List<JournalEntry.Moved> moves) {
    ledger.commit(List.copyOf(moves));
    moves.forEach(moved -> listener.moved(moved.account(), moved.instrument()));
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

  /**
   * Lets an order trade although it was cancelled, as happens when the exchange was faster: at the
   * quote if that is inside the limit, else at the limit.
   *
   * @return whether it traded
   */
  public boolean executeLate(long permId, long quantity) {
    Order order = ledger.order(permId);
    if (order == null || order.remaining() <= 0) {
      return false;
    }
    Optional<Matching.Trade> trade = executions.lateTrade(order, quantity, board);
    trade.ifPresent(t -> record(order, t));
    return trade.isPresent();
  }

  /** Lets an order trade what remains of it and so much more, at its last price. */
  public void executeBeyond(long permId, long quantity) {
    Order order = ledger.order(permId);
    executions
        .tradeBeyond(order, Math.max(0, order.remaining()) + quantity)
        .ifPresent(trade -> record(order, trade));
  }

  /**
   * Replaces a fill by one with another quantity or price.
   *
   * @param quantity 0 busts the trade
   */
  public void correct(String fillKey, long quantity, BigDecimal price) {
    executions
        .correction(fillKey, quantity, price)
        .ifPresent(
            correction -> {
              ledger.commit(correction.entries());
              listener.corrected(correction.order(), correction.fill());
            });
  }

  /** Charges another commission for a fill, USD; negative for a rebate. Nobody is told. */
  public void charge(String fillKey, BigDecimal commission) {
    ledger.record(new JournalEntry.Corrected(ledger.fill(fillKey).charged(commission)));
  }

  /** Halts everything on a symbol, or lets it trade again. */
  public void halt(String symbol, boolean halt) {
    board.halt(symbol, halt);
    for (Instrument instrument : instruments.all()) {
      if (instrument.symbol().equals(symbol)) {
        display(instrument);
      }
    }
  }

  /**
   * Closes the market now, as on a short day: orders for the day end, and later ones wait; or opens
   * it for them.
   */
  public void close(boolean close) {
    board.close(close);
    for (Order order : ledger.liveOrders()) {
      if (close && order.terms().tif() == TimeInForce.DAY) {
        cancel(order, BrokerageListener.End.EXPIRED, "session ended");
      } else if (!close && order.state() == OrderState.PRE_SUBMITTED && order.triggered()) {
        keep(order.revived());
        listener.changed(ledger.order(order.permId()));
      }
    }
    List.copyOf(instruments.all()).forEach(this::display);
  }

  private void display(Instrument instrument) {
    listener.quoted(instrument, false);
    affected(instrument).forEach(order -> work(ledger.order(order.permId())));
  }

  /** Takes a quote: stops wake, and orders that it reaches trade, best price first. */
  public void quote(Instrument instrument, Quote quote) {
    board.update(instrument, quote);
    for (Order order : affected(instrument)) {
      work(ledger.order(order.permId()));
    }
    listener.quoted(instrument, true);
  }

  private List<Order> affected(Instrument instrument) {
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

  private void work(Order order) {
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

  private void record(Order order, Matching.Trade trade) {
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

  private void keep(Order order) {
    ledger.commit(List.of(new JournalEntry.OrderChanged(order)));
  }
}
