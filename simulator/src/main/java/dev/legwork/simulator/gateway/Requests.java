package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Ledger;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.orders.Reception;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import java.util.List;

/** Every request that a client can make, and who answers it. */
final class Requests {
  private static final List<ServerMessage.ErrorMessage> FARMS_ARE_FINE =
      List.of(
          new ServerMessage.ErrorMessage(-1, 2104, "Market data farm connection is OK:usfarm"),
          new ServerMessage.ErrorMessage(-1, 2158, "Sec-def data farm connection is OK:secdefil"));

  private final Floor floor;
  private final Ledger ledger;
  private final ContractRequests contracts;
  private final QuoteRequests quotes;
  private final OrderRequests orders;
  private final QueryRequests queries;
  private final AccountRequests accounts;

  Requests(
      Floor floor,
      ContractRequests contracts,
      QuoteRequests quotes,
      OrderRequests orders,
      AccountRequests accounts) {
    this.floor = floor;
    this.ledger = floor.brokerage().ledger();
    this.contracts = contracts;
    this.quotes = quotes;
    this.orders = orders;
    this.queries = new QueryRequests(floor);
    this.accounts = accounts;
  }

  void handle(Session session, ClientMessage message, Reception reception) {
    switch (message) {
      case ClientMessage.StartApi start -> start(session, start.clientId());
      case ClientMessage.ReqIds ids -> nextValidId(session);
      case ClientMessage.ReqManagedAccounts accts -> managedAccounts(session);
      case ClientMessage.ReqCurrentTime time -> currentTime(session);
      case ClientMessage.ReqMarketDataType type -> session.marketDataType = type.type();
      case ClientMessage.ReqContractDetails details -> contracts.details(session, details);
      case ClientMessage.ReqSecDefOptParams grid -> contracts.optionParameters(session, grid);
      case ClientMessage.ReqMarketRule rule -> contracts.marketRule(session, rule.marketRuleId());
      case ClientMessage.ReqMktData data -> quotes.subscribe(session, data);
      case ClientMessage.CancelMktData data -> quotes.cancel(session, data.reqId());
      case ClientMessage.PlaceOrder order -> orders.place(session, order, reception);
      case ClientMessage.CancelOrder cancel -> orders.cancel(session, cancel.orderId());
      case ClientMessage.ReqGlobalCancel all -> orders.cancelAll(session);
      case ClientMessage.ReqOpenOrders open -> queries.openOrders(session);
      case ClientMessage.ReqAllOpenOrders all -> queries.allOpenOrders(session);
      case ClientMessage.ReqAutoOpenOrders auto -> autoOpenOrders(session);
      case ClientMessage.ReqExecutions executions -> queries.executions(session, executions);
      case ClientMessage.ReqCompletedOrders completed -> queries.completedOrders(session);
      case ClientMessage.ReqPositions positions -> accounts.positions(session);
      case ClientMessage.CancelPositions positions -> session.positions = false;
      case ClientMessage.ReqAccountSummary summary -> accounts.summary(session, summary);
      case ClientMessage.CancelAccountSummary summary ->
          accounts.cancelSummary(session, summary.reqId());
      case ClientMessage.ReqAccountUpdates updates ->
          accounts.updates(session, updates.subscribe(), updates.account());
      case ClientMessage.ReqPnl pnl -> accounts.pnl(session, pnl.reqId(), pnl.account(), null);
      case ClientMessage.CancelPnl pnl -> accounts.cancelPnl(session, pnl.reqId());
      case ClientMessage.ReqPnlSingle pnl ->
          accounts.pnl(session, pnl.reqId(), pnl.account(), pnl.conId());
      case ClientMessage.CancelPnlSingle pnl -> accounts.cancelPnl(session, pnl.reqId());
      case ClientMessage.Unknown unknown ->
          floor.error(session, -1, 323, "Unknown message id: " + unknown.id());
    }
  }

  /** A subscription to quotes that gets delayed ones. */
  void delayedQuotes(Session session, ClientMessage.ReqMktData request, FaultRule rule) {
    quotes.subscribeDelayed(session, request, rule);
  }

  private void start(Session session, int clientId) {
    if (session.started()) {
      return;
    }
    if (clientId < 0 || floor.sessions().byClientId(clientId) != null) {
      floor
          .outbox()
          .sendLocal(
              session,
              new ServerMessage.ErrorMessage(
                  -1,
                  326,
                  "Unable to connect as the client id is already in use. Retry with a unique"
                      + " client id."));
      floor.outbox().close(session);
      return;
    }
    session.clientId = clientId;
    managedAccounts(session);
    nextValidId(session);
    FARMS_ARE_FINE.forEach(notice -> floor.outbox().sendLocal(session, notice));
  }

  private void managedAccounts(Session session) {
    List<String> names = ledger.accounts().stream().map(account -> account.name()).toList();
    send(session, new ServerMessage.ManagedAccounts(names));
  }

  private void nextValidId(Session session) {
    send(session, new ServerMessage.NextValidId(ledger.highestId(session.clientId) + 1));
  }

  private void currentTime(Session session) {
    long seconds = floor.brokerage().now().getEpochSecond();
    floor.outbox().sendLocal(session, new ServerMessage.CurrentTime(seconds));
  }

  private void autoOpenOrders(Session session) {
    if (session.clientId != 0) {
      floor.error(
          session,
          -1,
          321,
          "Error validating request:-'cd' : cause - Only the default client (i.e 0) can auto bind"
              + " orders");
    }
  }

  private void send(Session session, ServerMessage message) {
    floor.outbox().send(session, message, java.util.Map.of("clientId", "" + session.clientId));
  }
}
