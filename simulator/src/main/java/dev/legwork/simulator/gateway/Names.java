package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Product;
import dev.legwork.tws.message.ServerMessage;
import java.util.HashMap;
import java.util.Map;

/** How messages and what they are about are called in fault rules. */
final class Names {
  private Names() {}

  /** The message's name: its type's, with a small first letter. */
  static String of(Object message) {
    if (message instanceof ServerMessage.ErrorMessage) {
      return "error";
    }
    String name = message.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  static Map<String, String> facts(Order order) {
    Map<String, String> facts = facts(order.terms());
    facts.put("orderId", "" + order.orderId());
    facts.put("clientId", "" + order.clientId());
    facts.put("permId", "" + order.permId());
    facts.put("status", order.state().status());
    return facts;
  }

  static Map<String, String> facts(OrderTerms terms) {
    var facts = new HashMap<String, String>();
    facts.put("account", terms.account());
    facts.put("orderRef", terms.orderRef());
    facts.put("side", terms.side().name());
    facts.put("type", terms.type().code());
    facts.put("tif", terms.tif().name());
    facts.put("symbol", terms.product().symbol());
    switch (terms.product()) {
      case Product.Single single -> facts.putAll(facts(single.instrument()));
      case Product.Combo combo -> facts.putAll(Map.of("secType", "BAG", "combo", "true"));
    }
    return facts;
  }

  static Map<String, String> facts(Fill fill, Order order) {
    Map<String, String> facts = facts(order);
    facts.put("execId", fill.execId());
    facts.put("at", fill.at().toString());
    if (order.filled() > order.terms().quantity()) {
      facts.put("overfilled", "true");
    }
    facts.put("side", fill.side().name());
    if (fill.instrument() != null) {
      facts.putAll(facts(fill.instrument()));
    }
    return facts;
  }

  static Map<String, String> facts(Instrument instrument) {
    var facts = new HashMap<String, String>();
    facts.put("symbol", instrument.symbol());
    facts.put("secType", instrument.kind().secType());
    facts.put("conId", "" + instrument.conId());
    if (instrument.isOption()) {
      facts.put("right", instrument.right().name());
      facts.put("strike", instrument.strike().toPlainString());
      facts.put("expiry", instrument.expiry().toString());
    }
    return facts;
  }
}
