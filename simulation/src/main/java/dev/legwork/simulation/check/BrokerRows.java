package dev.legwork.simulation.check;

import dev.legwork.invariant.BrokerFill;
import dev.legwork.invariant.BrokerOrder;
import dev.legwork.invariant.BrokerPosition;
import dev.legwork.invariant.BrokerTruth;
import dev.legwork.simulator.accounts.Account;
import dev.legwork.simulator.accounts.Position;
import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Product;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The venue's own ledger in the words of the invariants. */
final class BrokerRows {
  private BrokerRows() {}

  static BrokerTruth truth(Ledger ledger) {
    List<BrokerPosition> positions = new ArrayList<>();
    for (Account account : ledger.accounts()) {
      for (Position position : account.positions()) {
        positions.add(
            new BrokerPosition(
                account.name(),
                position.instrument().conId(),
                position.instrument().describe(),
                BigDecimal.valueOf(position.quantity())));
      }
    }
    return new BrokerTruth(
        ledger.orders().stream().map(BrokerRows::order).toList(),
        ledger.fills().stream().filter(fill -> !fill.isSummary()).map(BrokerRows::fill).toList(),
        positions,
        BrokerTruth.Extent.WHOLE_HISTORY);
  }

  static BrokerOrder order(Order order) {
    OrderTerms terms = order.terms();
    return new BrokerOrder(
        terms.orderRef(),
        order.orderId(),
        order.clientId(),
        order.permId(),
        terms.account(),
        conId(terms.product()),
        label(terms.product()),
        side(terms.side()),
        BigDecimal.valueOf(terms.quantity()),
        terms.limit(),
        life(order.state()),
        BigDecimal.valueOf(order.filled()),
        null);
  }

  /** A combination has no number of its own. */
  private static long conId(Product product) {
    return switch (product) {
      case Product.Single single -> single.instrument().conId();
      case Product.Combo combo -> 0;
    };
  }

  private static String label(Product product) {
    return switch (product) {
      case Product.Single single -> single.instrument().describe();
      case Product.Combo combo -> "combo of " + combo.symbol();
    };
  }

  private static BrokerOrder.Life life(OrderState state) {
    if (state.live()) {
      return BrokerOrder.Life.LIVE;
    }
    return state == OrderState.REJECTED ? BrokerOrder.Life.REJECTED : BrokerOrder.Life.ENDED;
  }

  static BrokerFill fill(Fill fill) {
    return new BrokerFill(
        fill.orderRef(),
        fill.clientId(),
        fill.permId(),
        fill.account(),
        fill.instrument().conId(),
        fill.instrument().describe(),
        new dev.legwork.order.Fill(
            fill.execId(),
            side(fill.side()),
            BigDecimal.valueOf(fill.quantity()),
            fill.price(),
            fill.at(),
            fill.instrument().conId()),
        fill.commission());
  }

  private static dev.legwork.order.Side side(dev.legwork.simulator.orders.Side side) {
    return dev.legwork.order.Side.valueOf(side.name());
  }
}
