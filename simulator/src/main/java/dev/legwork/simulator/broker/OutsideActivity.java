package dev.legwork.simulator.broker;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.journal.JournalEntry.Moved;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.OrderType;
import dev.legwork.simulator.orders.Origin;
import dev.legwork.simulator.orders.Product;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.simulator.orders.TimeInForce;
import java.math.BigDecimal;
import java.util.List;

/** Lets orders of others trade, and positions come and go. The account's means do not count. */
public final class OutsideActivity {
  private final Brokerage brokerage;
  private final Ledger ledger;
  private final Executions executions;

  OutsideActivity(Brokerage brokerage, Executions executions) {
    this.brokerage = brokerage;
    this.ledger = brokerage.ledger();
    this.executions = executions;
  }

  /**
   * Lets it happen.
   *
   * @throws IllegalArgumentException if the account does not hold what is exercised or assigned
   */
  public void happen(Outside event) {
    switch (event.kind()) {
      case CLIENT ->
          order(event, event.clientId(), ledger.highestId(event.clientId()) + 1, Origin.CLIENT);
      case MANUAL -> order(event, 0, 0, Origin.MANUAL);
      case LIQUIDATION -> order(event, 0, 0, Origin.LIQUIDATION);
      case TRANSFER -> transfer(event);
      case EXERCISE -> settle(event, 1);
      case ASSIGNMENT -> settle(event, -1);
    }
  }

  private void order(Outside event, int clientId, int orderId, Origin origin) {
    var terms =
        new OrderTerms(
            event.account(),
            new Product.Single(event.instrument()),
            event.side(),
            event.quantity(),
            event.price() == null ? OrderType.MARKET : OrderType.LIMIT,
            event.price(),
            null,
            TimeInForce.DAY,
            null,
            event.orderRef());
    long filled = event.filled() == null ? event.quantity() : event.filled();
    placeFromOutside(clientId, orderId, terms, origin, filled);
  }

  private void transfer(Outside event) {
    long came = event.side().sign() * event.quantity();
    move(
        List.of(
            new Moved(event.account(), event.instrument(), came, event.price(), BigDecimal.ZERO)));
  }

  /**
   * The option goes for nothing and the shares come or go at the strike.
   *
   * @param held 1 for a long option, −1 for a short one
   */
  private void settle(Outside event, int held) {
    Instrument option = event.instrument();
    long position = ledger.account(event.account()).position(option).quantity() * held;
    if (position < event.quantity()) {
      throw new IllegalArgumentException("the account does not hold so many");
    }
    int direction = option.right() == Right.CALL ? held : -held;
    long shares = direction * event.quantity() * option.multiplier();
    BigDecimal cash = option.strike().multiply(BigDecimal.valueOf(-shares));
    Instrument listed = brokerage.instruments().stock(option.symbol());
    Instrument stock = listed == null ? Instrument.stock(option.symbol()) : listed;
    move(
        List.of(
            new Moved(
                event.account(),
                option,
                -held * event.quantity(),
                BigDecimal.ZERO,
                BigDecimal.ZERO),
            new Moved(event.account(), stock, shares, option.strike(), cash)));
  }

  /**
   * An order of somebody else, whatever the account's means.
   *
   * @param filled how much of an order with a limit trades at once, at the limit
   */
  private void placeFromOutside(
      int clientId, int orderId, OrderTerms terms, Origin origin, long filled) {
    Order order =
        executions.number(clientId, orderId, terms, brokerage.now(), Reception.NONE).from(origin);
    brokerage.keep(order);
    brokerage.listener().accepted(order);
    if (terms.limit() == null) {
      brokerage.work(order);
    } else if (filled > 0) {
      Product.Single single = (Product.Single) terms.product();
      brokerage.record(order, Executions.trade(order, single, filled, terms.limit()));
    }
  }

  /** Moves positions without a trade. */
  private void move(List<Moved> moves) {
    ledger.commit(List.copyOf(moves));
    moves.forEach(moved -> brokerage.listener().moved(moved.account(), moved.instrument()));
  }
}
