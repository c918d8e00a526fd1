package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.BrokerageListener;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.tws.message.ServerMessage;
import java.util.List;
import java.util.Map;

/**
 * Tells clients what becomes of orders, in TWS's usual order: executions, open order, status,
 * commissions. Only the client id that placed an order hears of it.
 */
final class OrderEvents implements BrokerageListener {
  private final Floor floor;
  private final QuoteRequests quotes;
  private final AccountRequests accounts;

  OrderEvents(Floor floor, QuoteRequests quotes, AccountRequests accounts) {
    this.floor = floor;
    this.quotes = quotes;
    this.accounts = accounts;
  }

  @Override
  public void accepted(Order order) {
    tellState(order);
  }

  @Override
  public void changed(Order order) {
    tellState(order);
  }

  private void tellState(Order order) {
    Map<String, String> facts = Names.facts(order);
    tell(order, Wire.openOrder(order), facts);
    tell(order, Wire.orderStatus(order), facts);
  }

  @Override
  public void executed(Order order, List<Fill> fills) {
    for (Fill fill : fills) {
      tell(order, Wire.execDetails(-1, fill, order), Names.facts(fill, order));
    }
    tellState(order);
    for (Fill fill : fills) {
      if (!fill.isSummary()) {
        tell(order, Wire.commissionReport(fill), Names.facts(fill, order));
        accounts.traded(fill.account(), fill.instrument());
      }
    }
  }

  @Override
  public void cancelled(Order order, End end) {
    Map<String, String> facts = Names.facts(order);
    if (end == End.REQUESTED) {
      facts.put("status", "PendingCancel");
      tell(order, Wire.orderStatus(order, "PendingCancel"), facts);
    }
    String reason = end == End.REQUESTED ? "" : order.endReason();
    Session owner = owner(order);
    if (owner != null) {
      floor.error(owner, order.orderId(), 202, "Order Canceled - reason:" + reason);
    }
    facts.put("status", order.state().status());
    tell(order, Wire.orderStatus(order), facts);
  }

  @Override
  public void corrected(Order order, Fill fill) {
    Map<String, String> facts = Names.facts(fill, order);
    facts.put("correction", "true");
    tell(order, Wire.execDetails(-1, fill, order), facts);
    tell(order, Wire.commissionReport(fill), facts);
    accounts.traded(fill.account(), fill.instrument());
  }

  @Override
  public void moved(String account, Instrument instrument) {
    accounts.traded(account, instrument);
  }

  @Override
  public void quoted(Instrument instrument, boolean fresh) {
    quotes.changed(instrument, fresh);
  }

  private void tell(Order order, ServerMessage message, Map<String, String> facts) {
    Session owner = owner(order);
    if (owner != null) {
      floor.outbox().send(owner, message, facts);
    }
  }

  private Session owner(Order order) {
    return floor.sessions().byClientId(order.clientId());
  }
}
