package dev.legwork.standalone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * A conversion on one symbol of the simulated market: buy 100 shares, buy a put, sell a call of the
 * same strike. The market is ours alone, so what trades is what we quote.
 *
 * @param symbol of the stock
 * @param expiry of both options
 */
record Conversion(String symbol, LocalDate expiry) {

  static final String STRIKE = "100";

  /**
   * The quotes of the three legs; every string is a price in USD per share. All sizes are {@code
   * size} contracts, 100 times as many shares.
   */
  record Market(
      String stockBid,
      String stockAsk,
      String putBid,
      String putAsk,
      String callBid,
      String callAsk,
      int size) {

    /** Where listed options trade, and what their expiries are dates of. */
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    /** Executable net of the conversion: 100.00 + 2.05 − 2.25 = 99.80. */
    static final Market OPEN = new Market("99.98", "100.00", "2.00", "2.05", "2.25", "2.30", 50);

    Market withPut(String bid, String ask) {
      return new Market(stockBid, stockAsk, bid, ask, callBid, callAsk, size);
    }

    Market withCall(String bid, String ask) {
      return new Market(stockBid, stockAsk, putBid, putAsk, bid, ask, size);
    }
  }

  /** The third Friday of a month that lies at least thirty days ahead. */
  static LocalDate expiryAfter(LocalDate today) {
    LocalDate month = today.plusDays(30);
    LocalDate friday = month.with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
    return friday.isBefore(month)
        ? month.plusMonths(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY))
        : friday;
  }

  ObjectNode stock() {
    return Venue.stock(symbol);
  }

  ObjectNode put() {
    return Venue.option(symbol, expiry, STRIKE, "PUT");
  }

  ObjectNode call() {
    return Venue.option(symbol, expiry, STRIKE, "CALL");
  }

  /** Quotes all three legs. */
  void quote(Venue venue, Market market) {
    String contracts = Integer.toString(market.size());
    String shares = Integer.toString(market.size() * 100);
    venue.quote(stock(), market.stockBid(), shares, market.stockAsk(), shares);
    venue.quote(put(), market.putBid(), contracts, market.putAsk(), contracts);
    venue.quote(call(), market.callBid(), contracts, market.callAsk(), contracts);
  }

  /** A request for {@code units} conversions within the bound; limits are left to the house. */
  ObjectNode request(String id, String account, int units, String netLimit) {
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id)
            .put("account", account)
            .put("strategy", "SFR")
            .put("underlying", symbol)
            .put("quantity", units)
            .put("netLimit", netLimit);
    ArrayNode legs = request.putArray("legs");
    legs.add(leg("stock", "BUY", 100, stock()));
    legs.add(leg("put", "BUY", 1, put()));
    legs.add(leg("call", "SELL", 1, call()));
    return request;
  }

  /** Gives every leg its own limit, in the order stock, put, call. */
  static ObjectNode withLimits(ObjectNode request, String stock, String put, String call) {
    String[] limits = {stock, put, call};
    for (int leg = 0; leg < limits.length; leg++) {
      ((ObjectNode) request.get("legs").get(leg)).put("limit", limits[leg]);
    }
    return request;
  }

  static ObjectNode withTimeouts(ObjectNode request, Duration total, Duration afterFirstFill) {
    request
        .putObject("timeouts")
        .put("total", total.toString())
        .put("afterFirstFill", afterFirstFill.toString());
    return request;
  }

  private static ObjectNode leg(String name, String action, int ratio, ObjectNode contract) {
    ObjectNode leg =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("action", action)
            .put("ratio", ratio);
    leg.set("contract", contract);
    return leg;
  }
}
