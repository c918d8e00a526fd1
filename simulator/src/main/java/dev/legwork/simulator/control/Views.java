package dev.legwork.simulator.control;

import dev.legwork.simulator.accounts.Account;
import dev.legwork.simulator.accounts.Position;
import dev.legwork.simulator.accounts.Valuation;
import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.gateway.Venue;
import dev.legwork.simulator.market.Quote;
import dev.legwork.simulator.orders.ComboLeg;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.OrderState;
import dev.legwork.simulator.orders.OrderTerms;
import dev.legwork.simulator.orders.Product;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the venue holds, as maps that become JSON. Money is text. */
final class Views {
  private Views() {}

  static List<Map<String, Object>> orders(Venue venue) {
    return ledger(venue).orders().stream().map(Views::order).toList();
  }

  private static Map<String, Object> order(Order order) {
    OrderTerms terms = order.terms();
    var json = new LinkedHashMap<String, Object>();
    json.put("orderId", order.orderId());
    json.put("clientId", order.clientId());
    json.put("permId", order.permId());
    json.put("orderRef", terms.orderRef());
    json.put("account", terms.account());
    json.put("contract", product(terms.product()));
    json.put("side", terms.side().name());
    json.put("quantity", terms.quantity());
    json.put("type", terms.type().code());
    json.put("limit", money(terms.limit()));
    json.put("stop", money(terms.stop()));
    json.put("tif", terms.tif().name());
    json.put("goodTill", text(terms.goodTill()));
    json.put("receivedAtNanos", order.reception().nanos());
    json.put("receivedAt", order.reception().epochMicros());
    json.put("acceptedAt", text(order.acceptedAt()));
    json.put("state", order.state() == OrderState.REJECTED ? "Rejected" : order.state().status());
    json.put("origin", order.origin().name());
    json.put("reason", order.endReason());
    json.put("filled", order.filled());
    json.put("averagePrice", order.filled() == 0 ? null : money(order.averagePrice()));
    return json;
  }

  private static Map<String, Object> product(Product product) {
    return switch (product) {
      case Product.Single single -> ContractJson.write(single.instrument());
      case Product.Combo combo -> combo(combo);
    };
  }

  private static Map<String, Object> combo(Product.Combo combo) {
    var legs = new ArrayList<Map<String, Object>>();
    for (ComboLeg leg : combo.legs()) {
      var json = new LinkedHashMap<String, Object>();
      json.put("side", leg.side().name());
      json.put("ratio", leg.ratio());
      json.put("contract", ContractJson.write(leg.instrument()));
      legs.add(json);
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("type", "COMBO");
    json.put("symbol", combo.symbol());
    json.put("legs", legs);
    return json;
  }

  static List<Map<String, Object>> fills(Venue venue) {
    return ledger(venue).fills().stream().map(fill -> fill(fill, venue)).toList();
  }

  private static Map<String, Object> fill(Fill fill, Venue venue) {
    var json = new LinkedHashMap<String, Object>();
    json.put("execId", fill.execId());
    json.put("orderId", fill.orderId());
    json.put("clientId", fill.clientId());
    json.put("permId", fill.permId());
    json.put("orderRef", fill.orderRef());
    json.put("account", fill.account());
    json.put(
        "contract",
        fill.isSummary()
            ? product(ledger(venue).order(fill.permId()).terms().product())
            : ContractJson.write(fill.instrument()));
    json.put("side", fill.side().name());
    json.put("quantity", fill.quantity());
    json.put("price", money(fill.price()));
    json.put("at", text(fill.at()));
    json.put("commission", money(fill.commission()));
    return json;
  }

  /** Positions that are not flat. */
  static List<Map<String, Object>> positions(Venue venue) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Account account : ledger(venue).accounts()) {
      for (Position position : account.positions()) {
        if (position.quantity() != 0) {
          var json = new LinkedHashMap<String, Object>();
          json.put("account", account.name());
          json.put("contract", ContractJson.write(position.instrument()));
          json.put("quantity", position.quantity());
          json.put("averageCost", money(position.averageCost()));
          rows.add(json);
        }
      }
    }
    return rows;
  }

  static List<Map<String, Object>> accounts(Venue venue) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Account account : ledger(venue).accounts()) {
      Valuation value = Valuation.of(account, venue.brokerage().marks());
      var json = new LinkedHashMap<String, Object>();
      json.put("account", account.name());
      json.put("cash", money(value.cash()));
      json.put("netLiquidation", money(value.netLiquidation()));
      json.put("equityWithLoan", money(value.equityWithLoan()));
      json.put("initialMargin", money(value.initialMargin()));
      json.put("maintenanceMargin", money(value.maintenanceMargin()));
      json.put("availableFunds", money(value.availableFunds()));
      json.put("realized", money(account.realized()));
      rows.add(json);
    }
    return rows;
  }

  static List<Map<String, Object>> sessions(Venue venue) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Venue.Client client : venue.clients()) {
      var json = new LinkedHashMap<String, Object>();
      json.put("clientId", client.clientId() < 0 ? null : client.clientId());
      json.put("connection", client.connection());
      json.put("since", text(client.since()));
      rows.add(json);
    }
    return rows;
  }

  static List<Map<String, Object>> quotes(Venue venue) {
    var rows = new ArrayList<Map<String, Object>>();
    for (Instrument instrument : venue.brokerage().instruments().all()) {
      Quote quote = venue.brokerage().board().book(instrument).displayed();
      var json = new LinkedHashMap<String, Object>();
      json.put("contract", ContractJson.write(instrument));
      json.put("bid", money(quote.bid()));
      json.put("bidSize", quote.bidSize());
      json.put("ask", money(quote.ask()));
      json.put("askSize", quote.askSize());
      json.put("last", money(quote.last()));
      json.put("close", money(quote.close()));
      json.put("halted", quote.halted());
      rows.add(json);
    }
    return rows;
  }

  static Map<String, Object> clock(Venue venue) {
    var json = new LinkedHashMap<String, Object>();
    json.put("venueTime", text(venue.clock().venueTime()));
    json.put("marketTime", text(venue.clock().marketTime()));
    BigDecimal speed = venue.clock().speed();
    json.put("speed", speed.signum() == 0 ? "paused" : speed.stripTrailingZeros().toPlainString());
    return json;
  }

  private static Ledger ledger(Venue venue) {
    return venue.brokerage().ledger();
  }

  /** At least two decimals, at most six. */
  private static String money(BigDecimal amount) {
    if (amount == null) {
      return null;
    }
    BigDecimal exact = amount.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    return exact.setScale(Math.max(2, exact.scale()), RoundingMode.HALF_UP).toPlainString();
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
