package dev.legwork.desk;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.session.Pacer;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each message of the venue to the part of the desk that it is for. */
final class Callbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final int DUPLICATE_ORDER_ID = 103;
  private static final int TOO_MANY_MESSAGES = 100;
  private static final Set<Integer> DATA_BROKEN = Set.of(2103, 2105, 2157);

  private final OrderCallbacks orders;
  private final Queries queries;
  private final ContractFinder contracts;
  private final MarketRules rules;
  private final MarketData marketData;
  private final VenueTime time;
  private final Recovery recovery;
  private final Outbox outbox;
  private final WhatIfs whatIfs;
  private final AccountFunds funds;
  private final ChainQuestions chains;
  private int orderIdFloor;

  Callbacks(
      OrderCallbacks orders,
      Queries queries,
      ContractFinder contracts,
      MarketRules rules,
      MarketData marketData,
      VenueTime time,
      Recovery recovery,
      Outbox outbox,
      WhatIfs whatIfs,
      AccountFunds funds,
      ChainQuestions chains) {
    this.orders = orders;
    this.queries = queries;
    this.contracts = contracts;
    this.rules = rules;
    this.marketData = marketData;
    this.time = time;
    this.recovery = recovery;
    this.outbox = outbox;
    this.whatIfs = whatIfs;
    this.funds = funds;
    this.chains = chains;
  }

  void on(ServerMessage message) {
    switch (message) {
      case ServerMessage.OpenOrder row -> {
        // Whoever placed it: the venue demands ids above all that it shows us.
        nextOrderId(row.orderId() + 1);
        if (!whatIfs.on(row)) {
          orders.on(row);
        }
      }
      case ServerMessage.OrderStatus row -> orders.on(row);
      case ServerMessage.CompletedOrder row -> orders.on(row);
      case ServerMessage.ExecDetails row -> {
        queries.on(row);
        orders.on(row);
      }
      case ServerMessage.CommissionReport row -> orders.on(row);
      case ServerMessage.OpenOrderEnd end -> queries.onEnd(Queries.Kind.OPEN_ORDERS);
      case ServerMessage.CompletedOrdersEnd end -> queries.onEnd(Queries.Kind.COMPLETED_ORDERS);
      case ServerMessage.PositionEnd end -> queries.onEnd(Queries.Kind.POSITIONS);
      case ServerMessage.ExecDetailsEnd end -> queries.onExecutionsEnd(end.reqId());
      case ServerMessage.Position row -> queries.on(row);
      case ServerMessage.ContractDetails row -> {
        contracts.on(row);
        chains.on(row);
      }
      case ServerMessage.ContractDetailsEnd end -> {
        contracts.onEnd(end.reqId());
        chains.onEnd(end.reqId());
      }
      case ServerMessage.SecDefOptParams row -> chains.on(row);
      case ServerMessage.SecDefOptParamsEnd end -> chains.onClassesEnd(end.reqId());
      case ServerMessage.MarketRule row -> rules.on(row);
      case ServerMessage.TickPrice tick -> marketData.on(tick);
      case ServerMessage.TickSize tick -> marketData.on(tick);
      case ServerMessage.TickGeneric tick -> marketData.on(tick);
      case ServerMessage.MarketDataType type -> marketData.onDataType(type.reqId(), type.type());
      case ServerMessage.AccountSummary row -> funds.on(row);
      case ServerMessage.NextValidId next -> nextOrderId(next.orderId());
      case ServerMessage.CurrentTime now -> {
        outbox.charge();
        time.on(now.epochSeconds());
        recovery.check();
      }
      case ServerMessage.ErrorMessage error -> on(error);
      default -> LOG.trace("Of no use to the desk: {}", message);
    }
  }

  private void on(ErrorMessage error) {
    if (error.code() == DUPLICATE_ORDER_ID) {
      outbox.send(Pacer.Priority.DATA, new ClientMessage.ReqIds(1));
    }
    if (error.code() == TOO_MANY_MESSAGES) {
      outbox.backOff();
    }
    if (DATA_BROKEN.contains(error.code())) {
      marketData.forgetQuotes();
    }
    boolean taken =
        error.id() >= RequestIds.FIRST
            ? contracts.onError(error.id(), error.code(), error.text())
                || chains.onError(error.id(), error.code(), error.text())
                || marketData.onError(error.id(), error.code(), error.text())
                || queries.onError(error.id(), error.code(), error.text())
            : error.id() > 0 && (whatIfs.on(error) || orders.on(error));
    if (!taken) {
      LOG.info("The venue says ({}): {} {}", error.id(), error.code(), error.text());
    }
  }

  /** The venue's next order id: it may go back, ours never do. */
  void nextOrderId(int next) {
    if (next < RequestIds.FIRST) {
      orderIdFloor = Math.max(orderIdFloor, next - 1);
    }
  }

  /** The highest order id that the venue is known to have seen. */
  int orderIdFloor() {
    return orderIdFloor;
  }
}
