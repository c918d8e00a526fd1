package dev.legwork.simulator.broker;

import dev.legwork.simulator.accounts.Account;
import dev.legwork.simulator.accounts.Marks;
import dev.legwork.simulator.accounts.OrderMargin;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderTerms;
import java.math.BigDecimal;
import java.util.Optional;

/** Which orders an account may place: by its means, and by how many it has working. */
public final class Admission {
  private static final int MAX_ACTIVE_ORDERS = 20;

  private final Ledger ledger;
  private final OrderMargin margin;

  Admission(Ledger ledger, Marks marks) {
    this.ledger = ledger;
    this.margin = new OrderMargin(marks);
  }

  /** Why a new order would be refused; empty if it would not. */
  Optional<Refusal> refusal(OrderTerms terms) {
    return activeOrdersRefusal(terms).or(() -> marginRefusal(terms, null));
  }

  /** What an order would do to its account's margin. */
  public OrderMargin.Preview preview(OrderTerms terms) {
    return margin.preview(ledger.account(terms.account()), terms, terms.quantity());
  }

  /** Why the order would be refused for its account's means; empty if it would not. */
  public Optional<Refusal> marginRefusal(OrderTerms terms, Order replaced) {
    OrderMargin.Preview preview = preview(terms);
    if (preview.used().signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal free = preview.before().availableFunds().subtract(reserved(terms, replaced));
    if (preview.used().compareTo(free) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            201,
            "Order rejected - reason:Available funds are insufficient: the order needs "
                + preview.used().toPlainString()
                + " USD, "
                + free.toPlainString()
                + " USD are free"));
  }

  private BigDecimal reserved(OrderTerms terms, Order replaced) {
    Account account = ledger.account(terms.account());
    BigDecimal sum = BigDecimal.ZERO;
    for (Order order : ledger.liveOrders()) {
      boolean counts = replaced == null || order.permId() != replaced.permId();
      if (counts && order.terms().account().equals(terms.account())) {
        sum = sum.add(margin.reserve(account, order.terms(), order.remaining()));
      }
    }
    return sum;
  }

  private Optional<Refusal> activeOrdersRefusal(OrderTerms terms) {
    long active =
        ledger.liveOrders().stream()
            .filter(o -> o.terms().account().equals(terms.account()))
            .filter(o -> o.terms().side() == terms.side())
            .filter(o -> o.terms().product().equals(terms.product()))
            .count();
    return active < MAX_ACTIVE_ORDERS
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                201,
                "Order rejected - reason:"
                    + MAX_ACTIVE_ORDERS
                    + " orders are working on this contract and side already"));
  }
}
