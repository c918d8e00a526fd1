package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.gateway.Session.QuoteSubscription;
import dev.legwork.simulator.market.Quote;
import dev.legwork.tws.message.ClientMessage.ReqMktData;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.TickGeneric;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import dev.legwork.tws.message.ServerMessage.TickSize;
import java.math.BigDecimal;
import java.util.Objects;

/** Quotes, streamed or as a snapshot. */
final class QuoteRequests {
  private static final int MAX_LINES = 100;
  private static final int BID_SIZE = 0;
  private static final int BID = 1;
  private static final int ASK = 2;
  private static final int ASK_SIZE = 3;
  private static final int LAST = 4;
  private static final int CLOSE = 9;
  private static final int HALTED = 49;
  private static final BigDecimal NO_QUOTE = BigDecimal.ONE.negate();

  private final Floor floor;
  private final ContractReader reader;

  QuoteRequests(Floor floor, ContractReader reader) {
    this.floor = floor;
    this.reader = reader;
  }

  void subscribe(Session session, ReqMktData request) {
    if (session.quotes.containsKey(request.reqId())) {
      floor.error(session, request.reqId(), 102, "Duplicate ticker ID.");
      return;
    }
    if (session.quotes.size() >= MAX_LINES) {
      floor.error(session, request.reqId(), 101, "Max number of tickers has been reached");
      return;
    }
    ContractReader.Found found = reader.one(request.contract());
    if (found.refusal() != null) {
      floor.error(session, request.reqId(), found.refusal());
    } else {
      begin(session, request, found.instrument());
    }
  }

  private void begin(Session session, ReqMktData request, Instrument instrument) {
    int reqId = request.reqId();
    var subscription = new QuoteSubscription(instrument);
    send(
        session,
        instrument,
        new ServerMessage.TickReqParams(reqId, instrument.rule().minTick(), "9c0001", 3));
    send(session, instrument, new ServerMessage.MarketDataType(reqId, 1));
    tell(session, reqId, subscription, displayed(instrument), true);
    if (request.snapshot()) {
      send(session, instrument, new ServerMessage.TickSnapshotEnd(reqId));
    } else {
      session.quotes.put(reqId, subscription);
    }
  }

  void cancel(Session session, int reqId) {
    if (session.quotes.remove(reqId) == null) {
      floor.error(session, reqId, 300, "Can't find EId with tickerId:" + reqId);
    }
  }

  /**
   * Tells everyone who watches the contract.
   *
   * @param whole tell all of it, not only what differs: a new quote came, even if it is equal
   */
  void changed(Instrument instrument, boolean whole) {
    for (Session session : floor.sessions().started()) {
      session.quotes.forEach(
          (reqId, subscription) -> {
            if (subscription.instrument.equals(instrument)) {
              tell(session, reqId, subscription, displayed(instrument), whole);
            }
          });
    }
  }

  /** Tells every subscriber everything again. */
  void refresh() {
    for (Session session : floor.sessions().started()) {
      session.quotes.forEach(
          (reqId, subscription) ->
              tell(session, reqId, subscription, displayed(subscription.instrument), true));
    }
  }

  private Quote displayed(Instrument instrument) {
    return floor.brokerage().board().book(instrument).displayed();
  }

  private void tell(
      Session session, int reqId, QuoteSubscription subscription, Quote quote, boolean whole) {
    Instrument instrument = subscription.instrument;
    Quote told = whole ? null : subscription.told;
    subscription.told = quote;
    if (told == null || !same(told.bid(), quote.bid()) || told.bidSize() != quote.bidSize()) {
      side(session, instrument, reqId, BID, BID_SIZE, quote.bid(), quote.bidSize());
    }
    if (told == null || !same(told.ask(), quote.ask()) || told.askSize() != quote.askSize()) {
      side(session, instrument, reqId, ASK, ASK_SIZE, quote.ask(), quote.askSize());
    }
    single(session, instrument, reqId, LAST, told == null ? null : told.last(), quote.last());
    single(session, instrument, reqId, CLOSE, told == null ? null : told.close(), quote.close());
    if (told == null || told.halted() != quote.halted()) {
      BigDecimal halted = quote.halted() ? BigDecimal.ONE : BigDecimal.ZERO;
      send(session, instrument, new TickGeneric(reqId, HALTED, halted));
    }
  }

  private void side(
      Session session,
      Instrument instrument,
      int reqId,
      int priceType,
      int sizeType,
      BigDecimal price,
      long size) {
    BigDecimal told = price == null ? NO_QUOTE : price;
    send(session, instrument, new TickPrice(reqId, priceType, told, Wire.decimal(size), 1));
    send(session, instrument, new TickSize(reqId, sizeType, Wire.decimal(size)));
  }

  private void single(
      Session session,
      Instrument instrument,
      int reqId,
      int type,
      BigDecimal told,
      BigDecimal price) {
    if (price != null && !same(told, price)) {
      send(session, instrument, new TickPrice(reqId, type, price, BigDecimal.ZERO, 0));
    }
  }

  private static boolean same(BigDecimal a, BigDecimal b) {
    return a == null || b == null ? Objects.equals(a, b) : a.compareTo(b) == 0;
  }

  private void send(Session session, Instrument instrument, ServerMessage message) {
    if (!floor.outbox().withholding()) {
      floor.outbox().send(session, message, Names.facts(instrument));
    }
  }
}
