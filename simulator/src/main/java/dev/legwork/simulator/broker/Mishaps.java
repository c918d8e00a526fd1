package dev.legwork.simulator.broker;

import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.orders.Matching;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Reception;
import java.math.BigDecimal;
import java.util.Optional;

/** What an exchange or a broker does to orders and fills on a bad day. */
public final class Mishaps {
  private final Brokerage brokerage;
  private final Ledger ledger;
  private final Executions executions;

  Mishaps(Brokerage brokerage, Executions executions) {
    this.brokerage = brokerage;
    this.ledger = brokerage.ledger();
    this.executions = executions;
  }

  /** Takes an order as {@link Brokerage#place} does, but holds it back before it can trade. */
  public Optional<Refusal> placeHeld(
      int clientId, int orderId, OrderTerms terms, Reception reception) {
    Optional<Refusal> refusal = brokerage.admission().refusal(terms);
    if (refusal.isPresent()) {
      brokerage.reject(clientId, orderId, terms, reception, refusal.get());
      return refusal;
    }
    Order order = executions.number(clientId, orderId, terms, brokerage.now(), reception);
    brokerage.keep(order);
    brokerage.listener().accepted(order);
    hold(order.permId());
    return Optional.empty();
  }

  /** Holds a live order back: it is Inactive. */
  public void hold(long permId) {
    Order order = ledger.order(permId);
    if (order.live()) {
      brokerage.keep(order.held());
      brokerage.listener().changed(ledger.order(permId));
    }
  }

  /** Lets an order that is held back work again. */
  public void revive(long permId) {
    if (ledger.order(permId).state() == OrderState.INACTIVE) {
      brokerage.keep(ledger.order(permId).revived());
      brokerage.listener().changed(ledger.order(permId));
      brokerage.work(ledger.order(permId));
    }
  }

  /**
   * Takes an order beside the one that lives under the same id already, whatever the account's
   * means; both work.
   */
  public void placeBeside(Order first, OrderTerms terms, Reception reception) {
    Order twin =
        executions.number(first.clientId(), first.orderId(), terms, brokerage.now(), reception);
    brokerage.keep(twin);
    brokerage.listener().accepted(twin);
    brokerage.work(twin);
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
    Optional<Matching.Trade> trade = executions.lateTrade(order, quantity, brokerage.board());
    trade.ifPresent(t -> brokerage.record(order, t));
    return trade.isPresent();
  }

  /** Lets an order trade what remains of it and so much more, at its last price. */
  public void executeBeyond(long permId, long quantity) {
    Order order = ledger.order(permId);
    executions
        .tradeBeyond(order, Math.max(0, order.remaining()) + quantity)
        .ifPresent(trade -> brokerage.record(order, trade));
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
              brokerage.listener().corrected(correction.order(), correction.fill());
            });
  }

  /** Charges another commission for a fill, USD; negative for a rebate. Nobody is told. */
  public void charge(String fillKey, BigDecimal commission) {
    ledger.record(new JournalEntry.Corrected(ledger.fill(fillKey).charged(commission)));
  }
}
