package dev.legwork.simulator.broker;

import dev.legwork.simulator.accounts.Account;
import dev.legwork.simulator.accounts.Commissions;
import dev.legwork.simulator.accounts.Position;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.market.Board;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Matching;
import dev.legwork.simulator.orders.Matching.LegTrade;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Reception;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns trades into numbered fills with commissions, and corrects them. */
final class Executions {
  private static final int SLOTS = 500_000;
  private static final long ORDERS_A_SLOT = 4_096;

  private final Ledger ledger;

  Executions(Ledger ledger) {
    this.ledger = ledger;
  }

  /** An order after a trade, its fills, and what the ledger has to keep. */
  record Booking(Order order, List<Fill> fills, List<JournalEntry> entries) {}

  /** A corrected fill, its order, and what the ledger has to keep. */
  record Correction(Order order, Fill fill, List<JournalEntry> entries) {}

  /**
   * Gives a new order its number of arrival and its permId, an int that other journals hardly use.
   */
  Order number(int clientId, int orderId, OrderTerms terms, Instant at, Reception reception) {
    long sequence = ledger.orders().size() + 1L;
    long permId = (instance() % SLOTS) * ORDERS_A_SLOT + sequence;
    return Order.accepted(sequence, permId, clientId, orderId, terms, at, reception);
  }

  private long instance() {
    return ledger.opened().instance();
  }

  /** Makes the fills of a trade. */
  Booking book(Order order, Matching.Trade trade, Instant at) {
    Order after = order.executed(trade.quantity(), trade.price(), at);
    String stem = String.format(Locale.ROOT, "%08x.%08x", instance(), ledger.fills().size() + 1);
    var fills = new ArrayList<Fill>();
    if (order.terms().product() instanceof Product.Combo combo) {
      fills.add(summary(stem, after, combo, trade, at));
    }
    for (LegTrade leg : trade.legs()) {
      fills.add(legFill(stem, fills.size() + 1, order, leg, at));
    }
    var entries = new ArrayList<JournalEntry>();
    fills.forEach(fill -> entries.add(new JournalEntry.Executed(fill)));
    entries.add(new JournalEntry.OrderChanged(after));
    return new Booking(after, fills, entries);
  }

  private static String execId(String stem, int part) {
    return String.format(Locale.ROOT, "%s.%02d.01", stem, part);
  }

  private static Fill summary(
      String stem, Order after, Product.Combo combo, Matching.Trade trade, Instant at) {
    return new Fill(
        execId(stem, 1),
        after.permId(),
        after.clientId(),
        after.orderId(),
        after.terms().orderRef(),
        after.terms().account(),
        null,
        combo.symbol(),
        after.terms().side(),
        trade.quantity(),
        trade.price(),
        at,
        after.filled(),
        after.averagePrice(),
        null,
        null);
  }

  private Fill legFill(String stem, int part, Order order, LegTrade trade, Instant at) {
    Instrument instrument = trade.leg().instrument();
    long before = executed(order, instrument);
    BigDecimal valueBefore = executedValue(order, instrument);
    long after = before + trade.quantity();
    BigDecimal valueAfter =
        valueBefore.add(trade.price().multiply(BigDecimal.valueOf(trade.quantity())));
    BigDecimal commission =
        Commissions.ofOrder(instrument, after, valueAfter)
            .subtract(Commissions.ofOrder(instrument, before, valueBefore));
    return new Fill(
        execId(stem, part),
        order.permId(),
        order.clientId(),
        order.orderId(),
        order.terms().orderRef(),
        order.terms().account(),
        instrument,
        null,
        trade.side(),
        trade.quantity(),
        trade.price(),
        at,
        after,
        valueAfter.divide(BigDecimal.valueOf(after), MathContext.DECIMAL64),
        commission,
        realized(order, trade, commission));
  }

  private BigDecimal realized(Order order, LegTrade trade, BigDecimal commission) {
    Account account = ledger.account(order.terms().account());
    Position before = account.position(trade.leg().instrument());
    if (before.quantity() * trade.side().sign() >= 0) {
      return null;
    }
    Position after = before.after(trade.side(), trade.quantity(), trade.price(), commission);
    return after.realized().subtract(before.realized());
  }

  private long executed(Order order, Instrument instrument) {
    return ledger.fills(order.permId()).stream()
        .filter(fill -> instrument.equals(fill.instrument()))
        .mapToLong(Fill::quantity)
        .sum();
  }

  private BigDecimal executedValue(Order order, Instrument instrument) {
    return ledger.fills(order.permId()).stream()
        .filter(fill -> instrument.equals(fill.instrument()))
        .map(fill -> fill.price().multiply(BigDecimal.valueOf(fill.quantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The trade of an order that was cancelled too late; empty if nothing gives it a price. */
  Optional<Matching.Trade> lateTrade(Order order, long quantity, Board board) {
    long wanted = Math.min(quantity, order.remaining());
    Optional<Matching.Trade> atQuote =
        Matching.match(order, board).filter(trade -> trade.quantity() >= wanted);
    if (order.terms().product() instanceof Product.Single single) {
      BigDecimal price = atQuote.map(Matching.Trade::price).orElse(order.terms().limit());
      return price == null ? Optional.empty() : Optional.of(trade(order, single, wanted, price));
    }
    return atQuote;
  }

  /** A trade at the order's last price, else at its limit, however much was ordered. */
  Optional<Matching.Trade> tradeBeyond(Order order, long quantity) {
    BigDecimal price = order.filled() > 0 ? order.lastPrice() : order.terms().limit();
    return order.terms().product() instanceof Product.Single single && price != null
        ? Optional.of(trade(order, single, quantity, price))
        : Optional.empty();
  }

  static Matching.Trade trade(Order order, Product.Single single, long quantity, BigDecimal price) {
    return new Matching.Trade(
        quantity,
        price,
        List.of(new LegTrade(single.legs().getFirst(), order.terms().side(), quantity, price)));
  }

  /** The correction of a leg's fill; empty if the venue has no such fill. */
  Optional<Correction> correction(String key, long quantity, BigDecimal price) {
    return Optional.ofNullable(ledger.fill(key))
        .filter(fill -> !fill.isSummary())
        .map(fill -> correct(fill, quantity, price));
  }

  private Correction correct(Fill fill, long quantity, BigDecimal price) {
    BigDecimal commission = quantity == 0 ? BigDecimal.ZERO : fill.commission();
    Fill next = fill.correctedTo(quantity, price, commission);
    Order order = ledger.order(fill.permId());
    Order after = correctedOrder(order, fill, next);
    return new Correction(
        after,
        next,
        List.of(new JournalEntry.Corrected(next), new JournalEntry.OrderChanged(after)));
  }

  private static Order correctedOrder(Order order, Fill before, Fill after) {
    if (order.terms().product() instanceof Product.Combo) {
      return order;
    }
    return order.corrected(
        order.filled() - before.quantity() + after.quantity(),
        order.filledValue().subtract(value(before)).add(value(after)));
  }

  private static BigDecimal value(Fill fill) {
    return fill.price().multiply(BigDecimal.valueOf(fill.quantity()));
  }
}
