package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.faults.FaultRule;
import dev.legwork.simulator.faults.FaultVerb;
import dev.legwork.simulator.gateway.Session.QuoteSubscription;
import dev.legwork.simulator.market.Quote;
import dev.legwork.tws.message.ClientMessage.ReqMktData;
import dev.legwork.tws.message.ServerMessage;
import dev.legwork.tws.message.ServerMessage.ErrorMessage;
import dev.legwork.tws.message.ServerMessage.TickGeneric;
import dev.legwork.tws.message.ServerMessage.TickPrice;
import dev.legwork.tws.message.ServerMessage.TickSize;
import java.math.BigDecimal;
import java.util.Objects;

/** Quotes, streamed or as a snapshot. */
final class QuoteRequests {
  private static final int BID_SIZE = 0;
  private static final int BID = 1;
  private static final int ASK = 2;
  private static final int ASK_SIZE = 3;
  private static final int LAST = 4;
  private static final int CLOSE = 9;
  private static final int HALTED = 49;
  private static final BigDecimal NO_QUOTE = BigDecimal.ONE.negate();

  private static final long STOP_MS = 5_000;
  private static final long DELAYED_BY_MS = 15 * 60_000;

  private final QuoteStops stops = new QuoteStops();
  private final Floor floor;
  private final ContractReader reader;
  private final int lines;

  /**
   * @param lines how many quotes a client may be subscribed to at a time
   */
  QuoteRequests(Floor floor, ContractReader reader, int lines) {
    this.lines = lines;
    this.floor = floor;
    this.reader = reader;
  }

  void subscribe(Session session, ReqMktData request) {
    subscribe(session, request, null);
  }

  /** Subscribes to quotes that come late, with TWS's notice of it. */
  void subscribeDelayed(Session session, ReqMktData request, FaultRule rule) {
    floor.error(session, request.reqId(), 10167, Texts.notice(10167));
    subscribe(session, request, rule.millisOr(DELAYED_BY_MS));
  }

  private void subscribe(Session session, ReqMktData request, Long lagMillis) {
    if (session.quotes.containsKey(request.reqId())) {
      floor.error(session, request.reqId(), 102, "Duplicate ticker ID.");
      return;
    }
    if (session.quotes.size() >= lines) {
      floor.error(session, request.reqId(), 101, "Max number of tickers has been reached");
      return;
    }
    ContractReader.Found found = reader.one(request.contract());
    if (found.refusal() != null) {
      floor.error(session, request.reqId(), found.refusal());
    } else {
      begin(session, request, found.instrument(), lagMillis);
    }
  }

  private void begin(Session session, ReqMktData request, Instrument instrument, Long lagMillis) {
    int reqId = request.reqId();
    var subscription = new QuoteSubscription(instrument, lagMillis);
    send(
        session,
        instrument,
        new ServerMessage.TickReqParams(reqId, instrument.rule().minTick(), "9c0001", 3));
    send(session, instrument, new ServerMessage.MarketDataType(reqId, lagMillis == null ? 1 : 3));
    if (stops.competing(session, instrument)) {
      floor.error(session, reqId, 10197, Texts.notice(10197));
    }
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
              tellInTime(session, reqId, subscription, whole);
            }
          });
    }
  }

  private void tellInTime(
      Session session, int reqId, QuoteSubscription subscription, boolean whole) {
    Quote quote = displayed(subscription.instrument);
    if (subscription.lagMillis == null) {
      tell(session, reqId, subscription, quote, whole);
    } else {
      floor
          .timers()
          .in(subscription.lagMillis, () -> tellLate(session, reqId, subscription, quote));
    }
  }

  private void tellLate(Session session, int reqId, QuoteSubscription subscription, Quote quote) {
    if (session.quotes.get(reqId) == subscription) {
      tell(session, reqId, subscription, quote, true);
    }
  }

  /** Stops quotes for a while, with or without saying so. */
  void stop(FaultRule rule) {
    stops.begin(rule);
    if (rule.verb() == FaultVerb.BREAK_FARM) {
      tellFarm(2103);
    }
    if (rule.verb() == FaultVerb.COMPETING_SESSION) {
      forEachMeant(
          rule,
          (session, reqId, subscription) ->
              floor.error(session, reqId, 10197, Texts.notice(10197)));
    }
    floor.timers().in(rule.millisOr(STOP_MS), () -> resume(rule));
  }

  private void resume(FaultRule rule) {
    stops.end(rule);
    if (rule.verb() == FaultVerb.BREAK_FARM) {
      tellFarm(2104);
    }
    forEachMeant(
        rule, (session, reqId, subscription) -> tellInTime(session, reqId, subscription, true));
  }

  private void tellFarm(int code) {
    for (Session session : floor.sessions().started()) {
      floor.outbox().sendLocal(session, new ErrorMessage(-1, code, Texts.notice(code)));
    }
  }

  private interface Line {
    void with(Session session, int reqId, QuoteSubscription subscription);
  }

  private void forEachMeant(FaultRule rule, Line line) {
    for (Session session : floor.sessions().started()) {
      session.quotes.forEach(
          (reqId, subscription) -> {
            if (QuoteStops.means(rule, session, subscription.instrument)) {
              line.with(session, reqId, subscription);
            }
          });
    }
  }

  /** Tells every subscriber everything again. */
  void refresh() {
    for (Session session : floor.sessions().started()) {
      session.quotes.forEach(
          (reqId, subscription) -> tellInTime(session, reqId, subscription, true));
    }
  }

  private Quote displayed(Instrument instrument) {
    return floor.brokerage().board().book(instrument).displayed();
  }

  private void tell(
      Session session, int reqId, QuoteSubscription subscription, Quote quote, boolean whole) {
    Instrument instrument = subscription.instrument;
    if (stops.stopped(session, instrument)) {
      return;
    }
    boolean late = subscription.lagMillis != null;
    Quote told = whole ? null : subscription.told;
    subscription.told = quote;
    if (told == null || !same(told.bid(), quote.bid()) || told.bidSize() != quote.bidSize()) {
      side(session, instrument, reqId, late, BID, BID_SIZE, quote.bid(), quote.bidSize());
    }
    if (told == null || !same(told.ask(), quote.ask()) || told.askSize() != quote.askSize()) {
      side(session, instrument, reqId, late, ASK, ASK_SIZE, quote.ask(), quote.askSize());
    }
    single(
        session,
        instrument,
        reqId,
        type(LAST, late),
        told == null ? null : told.last(),
        quote.last());
    single(
        session,
        instrument,
        reqId,
        type(CLOSE, late),
        told == null ? null : told.close(),
        quote.close());
    if (told == null || told.halted() != quote.halted()) {
      BigDecimal halted = quote.halted() ? BigDecimal.ONE : BigDecimal.ZERO;
      send(session, instrument, new TickGeneric(reqId, HALTED, halted));
    }
  }

  private void side(
      Session session,
      Instrument instrument,
      int reqId,
      boolean late,
      int priceType,
      int sizeType,
      BigDecimal price,
      long size) {
    BigDecimal told = price == null ? NO_QUOTE : price;
    send(
        session,
        instrument,
        new TickPrice(reqId, type(priceType, late), told, Wire.decimal(size), 1));
    send(session, instrument, new TickSize(reqId, type(sizeType, late), Wire.decimal(size)));
  }

  /** The tick type, or its delayed sibling. */
  private static int type(int live, boolean late) {
    if (!late) {
      return live;
    }
    return switch (live) {
      case BID_SIZE -> 69;
      case BID -> 66;
      case ASK -> 67;
      case ASK_SIZE -> 70;
      case LAST -> 68;
      case CLOSE -> 75;
      default -> live;
    };
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
