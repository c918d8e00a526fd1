package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.broker.Refusal;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.Faults;
import dev.legwork.simulator.journal.JournalEntry;
import dev.legwork.simulator.orders.Order;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.TwsContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way in for requests, where faults strike them. */
final class Intake {
  private static final int MAX_VIOLATIONS = 3;
  private static final long DELAY_MS = 1_000;
  private static final int REWIND = 5;

  private final Floor floor;
  private final Faults faults;
  private final Requests requests;
  private final OrderRequests orders;
  private final Connectivity connectivity;
  private final OrderFaults orderFaults;
  private final GatewayFaults gatewayFaults;

  Intake(
      Floor floor,
      Faults faults,
      Requests requests,
      OrderRequests orders,
      Connectivity connectivity,
      OrderFaults orderFaults,
      GatewayFaults gatewayFaults) {
    this.floor = floor;
    this.faults = faults;
    this.requests = requests;
    this.orders = orders;
    this.connectivity = connectivity;
    this.orderFaults = orderFaults;
    this.gatewayFaults = gatewayFaults;
  }

  void take(Session session, ClientMessage message, Reception reception) {
    if (!session.started() && !(message instanceof ClientMessage.StartApi)) {
      return;
    }
    if (!session.withinRate(reception)) {
      refuseRate(session);
      return;
    }
    if (!connectivity.holds(message, () -> admit(session, message, reception))) {
      admit(session, message, reception);
    }
  }

  private void refuseRate(Session session) {
    session.violations++;
    floor.error(
        session, -1, 100, "Max rate of messages per second has been exceeded:max=50 rec=51");
    if (session.violations >= MAX_VIOLATIONS) {
      floor.outbox().close(session);
    }
  }

  private void admit(Session session, ClientMessage message, Reception reception) {
    if (session.closing || floor.sessions().get(session.connection) != session) {
      return;
    }
    Optional<FaultRule> rule =
        faults.quiet()
            ? Optional.empty()
            : faults.strike(Names.of(message), facts(session, message));
    if (rule.isEmpty()) {
      requests.handle(session, message, reception);
    } else {
      apply(rule.get(), session, message, reception);
    }
  }

  private void apply(FaultRule rule, Session session, ClientMessage message, Reception reception) {
    Runnable handle = () -> requests.handle(session, message, reception);
    switch (rule.verb()) {
      case DROP, WHAT_IF_SILENT -> {}
      case REJECT -> reject(rule, session, message, reception);
      case SILENCE -> {
        floor.outbox().silence(session.clientId, idOf(message), rule.millis());
        handle.run();
      }
      case DELAY ->
          floor.timers().in(rule.millisOr(DELAY_MS), () -> handleIfThere(session, handle));
      case DUPLICATE -> {
        handle.run();
        handle.run();
      }
      case FILL_AFTER_CANCEL -> fillAfterCancel(rule, session, message, handle);
      case HOLD_INACTIVE -> placeHeld(rule, session, (ClientMessage.PlaceOrder) message, reception);
      case TWIN -> orders.placeTwin(session, (ClientMessage.PlaceOrder) message, reception);
      case TRUNCATE_SNAPSHOT -> truncate(rule, session, handle);
      case DISCONNECT -> disconnect(rule, session, handle);
      case LOSE_1100, LOSE_2110 -> loseAround(rule, handle);
      case DELAYED_QUOTES ->
          requests.delayedQuotes(session, (ClientMessage.ReqMktData) message, rule);
      case WHAT_IF_SENTINEL ->
          orders.previewWithSentinel(session, (ClientMessage.PlaceOrder) message);
      case REWIND_NEXT_VALID_ID -> rewind(rule, session, message, handle);
      default -> happenAround(rule, session, handle);
    }
  }

  private void happenAround(FaultRule rule, Session session, Runnable handle) {
    if (rule.handled()) {
      handle.run();
    }
    gatewayFaults.happen(rule, session);
    if (rule.handled() || GatewayFaults.losesTheMessage(rule.verb())) {
      return;
    }
    if (session.stall != null) {
      session.stall.requests.add(handle);
    } else {
      handle.run();
    }
  }

  private void handleIfThere(Session session, Runnable handle) {
    if (!session.closing && floor.sessions().get(session.connection) == session) {
      handle.run();
    }
  }

  private void reject(FaultRule rule, Session session, ClientMessage message, Reception reception) {
    Refusal refusal = refusal(rule, session, message);
    if (rule.handled()) {
      requests.handle(session, message, reception);
    }
    if (message instanceof ClientMessage.PlaceOrder order && !rule.handled()) {
      orders.reject(session, order, reception, refusal);
    } else {
      floor.error(session, idOf(message), refusal);
    }
    if (message instanceof ClientMessage.StartApi) {
      floor.outbox().close(session);
    }
  }

  private Refusal refusal(FaultRule rule, Session session, ClientMessage message) {
    int code = rule.codeOr(201);
    int id = idOf(message);
    Order order = floor.brokerage().ledger().order(session.clientId, id);
    String text = rule.text() == null ? Texts.of(code, id, order, rule.value()) : rule.text();
    return new Refusal(code, text);
  }

  private void fillAfterCancel(
      FaultRule rule, Session session, ClientMessage message, Runnable handle) {
    Order order = floor.brokerage().ledger().order(session.clientId, idOf(message));
    handle.run();
    if (order != null && order.live()) {
      orderFaults.fillLater(rule, order);
    }
  }

  private void placeHeld(
      FaultRule rule, Session session, ClientMessage.PlaceOrder message, Reception reception) {
    orders.placeHeld(session, message, reception);
    Order order = floor.brokerage().ledger().order(session.clientId, message.orderId());
    if (order != null && order.live()) {
      if (rule.code() != null) {
        floor.error(session, message.orderId(), refusal(rule, session, message));
      }
      orderFaults.reviveLater(rule, order);
    }
  }

  private void truncate(FaultRule rule, Session session, Runnable handle) {
    List<Outbox.Told> answer = floor.outbox().capture(handle);
    int rows = Math.max(0, answer.size() - 1);
    int keep = rule.keep() == null ? rows / 2 : Math.min(rule.keep(), rows);
    answer
        .subList(0, keep)
        .forEach(row -> floor.outbox().send(session, row.message(), row.facts()));
  }

  private void disconnect(FaultRule rule, Session session, Runnable handle) {
    if (rule.handled()) {
      handle.run();
    }
    floor.outbox().close(session);
  }

  private void loseAround(FaultRule rule, Runnable handle) {
    if (rule.handled()) {
      handle.run();
      connectivity.lose(rule);
    } else {
      connectivity.lose(rule);
      connectivity.await(handle);
    }
  }

  private void rewind(FaultRule rule, Session session, ClientMessage message, Runnable handle) {
    Ledger ledger = floor.brokerage().ledger();
    int clientId =
        message instanceof ClientMessage.StartApi start ? start.clientId() : session.clientId;
    int by = rule.by() == null ? REWIND : rule.by();
    int highest = Math.max(0, ledger.highestId(clientId) - by);
    ledger.record(new JournalEntry.IdsRewound(clientId, highest));
    handle.run();
  }

  private static int idOf(ClientMessage message) {
    return switch (message) {
      case ClientMessage.PlaceOrder order -> order.orderId();
      case ClientMessage.CancelOrder cancel -> cancel.orderId();
      case ClientMessage.ReqContractDetails request -> request.reqId();
      case ClientMessage.ReqSecDefOptParams request -> request.reqId();
      case ClientMessage.ReqMktData request -> request.reqId();
      case ClientMessage.ReqExecutions request -> request.reqId();
      case ClientMessage.ReqAccountSummary request -> request.reqId();
      case ClientMessage.ReqPnl request -> request.reqId();
      case ClientMessage.ReqPnlSingle request -> request.reqId();
      default -> -1;
    };
  }

  private Map<String, String> facts(Session session, ClientMessage message) {
    var facts = new HashMap<String, String>();
    switch (message) {
      case ClientMessage.PlaceOrder order -> facts.putAll(placeFacts(order));
      case ClientMessage.CancelOrder cancel -> {
        Order order = floor.brokerage().ledger().order(session.clientId, cancel.orderId());
        if (order != null) {
          facts.putAll(Names.facts(order));
        }
      }
      case ClientMessage.ReqMktData data -> facts.putAll(contractFacts(data.contract()));
      case ClientMessage.ReqContractDetails details ->
          facts.putAll(contractFacts(details.contract()));
      case ClientMessage.StartApi start -> facts.put("clientId", "" + start.clientId());
      default -> {}
    }
    facts.putIfAbsent("clientId", "" + session.clientId);
    return facts;
  }

  private Map<String, String> placeFacts(ClientMessage.PlaceOrder message) {
    Map<String, String> facts = contractFacts(message.contract());
    facts.put("orderId", "" + message.orderId());
    facts.put("account", message.order().account());
    facts.put("orderRef", message.order().orderRef());
    facts.put("side", message.order().action());
    facts.put("type", message.order().orderType());
    facts.put("tif", message.order().tif());
    facts.put("whatIf", "" + message.order().whatIf());
    return facts;
  }

  private Map<String, String> contractFacts(TwsContract contract) {
    Instrument known = floor.brokerage().instruments().byConId(contract.conId());
    if (known != null) {
      return Names.facts(known);
    }
    var facts = new HashMap<String, String>();
    facts.put("symbol", contract.symbol());
    facts.put("secType", contract.secType());
    if (!contract.right().isEmpty() && "CPcp".contains(contract.right().substring(0, 1))) {
      facts.put("right", Right.parse(contract.right()).name());
    }
    if (contract.strike() != null) {
      facts.put("strike", contract.strike().stripTrailingZeros().toPlainString());
    }
    return facts;
  }

  /** What a fault does at once, without a message. */
  void now(FaultRule rule) {
    if (OrderFaults.does(rule.verb())) {
      orderFaults.now(rule);
      return;
    }
    if (GatewayFaults.does(rule.verb())) {
      gatewayFaults.happen(rule, null);
      return;
    }
    String only = rule.match().get("clientId");
    for (Session session : floor.sessions().all()) {
      if (only == null || only.equals("" + session.clientId)) {
        floor.outbox().close(session);
      }
    }
  }
}
