package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What faults do to orders and fills, at a message or at once. */
final class OrderFaults {
  private static final long LATE_FILL_MS = 200;
  private static final long OVER_FILL_MS = 200;
  private static final long REVIVAL_MS = 3_000;
  private static final long CORRECTION_MS = 500;
  private static final BigDecimal WORSE_BY = new BigDecimal("0.01");

  private final Brokerage brokerage;
  private final Ledger ledger;
  private final Timers timers;

  OrderFaults(Floor floor) {
    this.brokerage = floor.brokerage();
    this.ledger = brokerage.ledger();
    this.timers = floor.timers();
  }

  /** Whether the verb is one of these. */
  static boolean does(FaultVerb verb) {
    return switch (verb) {
      case FILL_AFTER_CANCEL, HOLD_INACTIVE, TWIN, OVER_FILL, CORRECT_EXECUTION -> true;
      default -> false;
    };
  }

  /** Lets it happen to every order or fill that the rule means, without a message. */
  void now(FaultRule rule) {
    if (rule.verb() == FaultVerb.CORRECT_EXECUTION) {
      for (Fill fill : List.copyOf(ledger.fills())) {
        if (rule.matches(FaultRule.NOW, Names.facts(fill, ledger.order(fill.permId())))) {
          correct(rule, fill.key(), 0);
        }
      }
      return;
    }
    for (Order order : List.copyOf(ledger.orders())) {
      if (order.state() != OrderState.REJECTED && rule.matches(FaultRule.NOW, Names.facts(order))) {
        now(rule, order);
      }
    }
  }

  private void now(FaultRule rule, Order order) {
    switch (rule.verb()) {
      case HOLD_INACTIVE -> {
        brokerage.mishaps().hold(order.permId());
        reviveLater(rule, order);
      }
      case TWIN -> {
        if (order.live()) {
          brokerage.mishaps().placeBeside(order, order.terms(), order.reception());
        }
      }
      case OVER_FILL -> timers.in(rule.millisOr(0), () -> overFill(rule, order.permId()));
      case FILL_AFTER_CANCEL -> fillLater(rule, order, 0);
      default -> throw new IllegalStateException(rule.verb() + " does not happen to orders");
    }
  }

  /** The order works again after the rule's time. */
  void reviveLater(FaultRule rule, Order order) {
    timers.in(rule.millisOr(REVIVAL_MS), () -> brokerage.mishaps().revive(order.permId()));
  }

  /** The order trades although it was cancelled. */
  void fillLater(FaultRule rule, Order order) {
    fillLater(rule, order, LATE_FILL_MS);
  }

  private void fillLater(FaultRule rule, Order order, long standard) {
    long quantity = rule.quantity() == null ? order.remaining() : rule.quantity();
    timers.in(
        rule.millisOr(standard), () -> brokerage.mishaps().executeLate(order.permId(), quantity));
  }

  /** The order that this fill belongs to trades too much later. */
  void overFillLater(FaultRule rule, long permId) {
    timers.in(rule.millisOr(OVER_FILL_MS), () -> overFill(rule, permId));
  }

  private void overFill(FaultRule rule, long permId) {
    Order order = ledger.order(permId);
    if (order.filled() <= order.terms().quantity()) {
      brokerage.mishaps().executeBeyond(permId, rule.quantity() == null ? 1 : rule.quantity());
    }
  }

  /** The fill is replaced later. */
  void correctLater(FaultRule rule, Map<String, String> facts) {
    String execId = facts.get("execId");
    correct(rule, execId.substring(0, execId.lastIndexOf('.')), CORRECTION_MS);
  }

  private void correct(FaultRule rule, String key, long standard) {
    timers.in(rule.millisOr(standard), () -> correct(rule, key));
  }

  private void correct(FaultRule rule, String key) {
    Fill fill = ledger.fill(key);
    BigDecimal worse = fill.price().add(WORSE_BY.multiply(BigDecimal.valueOf(fill.side().sign())));
    BigDecimal price = rule.price() != null ? rule.price() : worse;
    boolean keepsPrice = rule.quantity() != null && rule.price() == null;
    brokerage
        .mishaps()
        .correct(
            key,
            rule.quantity() == null ? fill.quantity() : rule.quantity(),
            keepsPrice ? fill.price() : price);
  }
}
