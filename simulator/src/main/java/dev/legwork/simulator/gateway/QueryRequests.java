package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.simulator.orders.Fill;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.Side;
import dev.legwork.tws.message.ClientMessage.ReqExecutions;
import dev.legwork.tws.message.ServerMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a client asks to learn where its orders stand: open, completed, executions. */
final class QueryRequests {
  private static final int ANY_CLIENT = 0;

  private final Floor floor;
  private final Ledger ledger;

  QueryRequests(Floor floor) {
    this.floor = floor;
    this.ledger = floor.brokerage().ledger();
  }

  /** Live orders of this client id. */
  void openOrders(Session session) {
    tellOpen(session, order -> order.clientId() == session.clientId);
  }

  /** Live orders of all client ids. */
  void allOpenOrders(Session session) {
    tellOpen(session, order -> true);
  }

  private void tellOpen(Session session, Predicate<Order> wanted) {
    for (Order order : ledger.liveOrders()) {
      if (wanted.test(order)) {
        Map<String, String> facts = Names.facts(order);
        facts.put("replay", "true");
        send(session, Wire.openOrder(order), facts);
        send(session, Wire.orderStatus(order), facts);
      }
    }
    send(session, new ServerMessage.OpenOrderEnd(), Map.of());
  }

  /** Orders that ended since midnight, of all client ids. */
  void completedOrders(Session session) {
    Instant midnight = TradingHours.dayStart(floor.brokerage().now());
    for (Order order : ledger.orders()) {
      if (!order.live() && !order.endedAt().isBefore(midnight)) {
        send(session, Wire.completedOrder(order), Names.facts(order));
      }
    }
    send(session, new ServerMessage.CompletedOrdersEnd(), Map.of());
  }

  /** Executions since midnight that pass the filter, with their commission reports. */
  void executions(Session session, ReqExecutions request) {
    Instant from = from(request);
    if (from == null) {
      floor.error(session, request.reqId(), 321, "Error validating request:-'bD' : cause - time");
      return;
    }
    List<Fill> fills = ledger.fills().stream().filter(fill -> passes(fill, request, from)).toList();
    for (Fill fill : fills) {
      tell(session, request.reqId(), fill);
    }
    send(session, new ServerMessage.ExecDetailsEnd(request.reqId()), Map.of());
  }

  private void tell(Session session, int reqId, Fill fill) {
    Order order = ledger.order(fill.permId());
    Map<String, String> facts = Names.facts(fill, order);
    facts.put("replay", "true");
    send(session, Wire.execDetails(reqId, fill, order), facts);
    if (!fill.isSummary()) {
      send(session, Wire.commissionReport(fill), facts);
    }
  }

  private Instant from(ReqExecutions request) {
    Instant midnight = TradingHours.dayStart(floor.brokerage().now());
    if (request.time().isEmpty()) {
      return midnight;
    }
    Instant asked = TwsTimes.parse(request.time());
    return asked == null || asked.isAfter(midnight) ? asked : midnight;
  }

  private static boolean passes(Fill fill, ReqExecutions filter, Instant from) {
    return !fill.at().isBefore(from)
        && (filter.clientId() == ANY_CLIENT || filter.clientId() == fill.clientId())
        && fits(filter.account(), fill.account())
        && fits(filter.symbol(), symbol(fill))
        && fits(filter.secType(), secType(fill))
        && fits(filter.exchange(), "SMART")
        && (filter.side().isEmpty() || sideOf(filter.side()) == fill.side());
  }

  private static Side sideOf(String text) {
    return text.startsWith("B") ? Side.BUY : Side.SELL;
  }

  private static String symbol(Fill fill) {
    return fill.isSummary() ? fill.comboSymbol() : fill.instrument().symbol();
  }

  private static String secType(Fill fill) {
    return fill.isSummary() ? "BAG" : fill.instrument().kind().secType();
  }

  private static boolean fits(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }

  private void send(Session session, ServerMessage message, Map<String, String> facts) {
    floor.outbox().send(session, message, facts);
  }
}
