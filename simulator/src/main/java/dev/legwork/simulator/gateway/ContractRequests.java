package dev.legwork.simulator.gateway;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Instruments;
import dev.legwork.simulator.contracts.Instruments.OptionGrid;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.tws.message.ClientMessage.ReqContractDetails;
import dev.legwork.tws.message.ClientMessage.ReqSecDefOptParams;
import dev.legwork.tws.message.ContractDetailsFields;
import dev.legwork.tws.message.PriceIncrement;
import dev.legwork.tws.message.ServerMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Contract details, option parameters and market rules. */
final class ContractRequests {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HHmm");
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
  private static final List<String> ORDER_TYPES =
      List.of("DAY", "GTC", "GTD", "IOC", "FOK", "LMT", "MKT", "STP", "STPLMT", "WHATIF");

  private final Floor floor;
  private final ContractReader reader;

  ContractRequests(Floor floor, ContractReader reader) {
    this.floor = floor;
    this.reader = reader;
  }

  void details(Session session, ReqContractDetails request) {
    if (request.contract().isBag()) {
      floor.error(
          session, request.reqId(), 321, "Error validating request:-'bI' : cause - Invalid BAG");
      return;
    }
    List<Instrument> found = reader.all(request.contract());
    if (found.isEmpty()) {
      floor.error(
          session, request.reqId(), 200, "No security definition has been found for the request");
      return;
    }
    for (Instrument instrument : found) {
      send(
          session,
          new ServerMessage.ContractDetails(
              request.reqId(), Wire.contract(instrument), fields(instrument)));
    }
    send(session, new ServerMessage.ContractDetailsEnd(request.reqId()));
  }

  private ContractDetailsFields fields(Instrument instrument) {
    Instrument stock = floor.brokerage().instruments().stock(instrument.symbol());
    boolean option = instrument.isOption();
    String ruleId = "" + instrument.rule().id();
    return new ContractDetailsFields(
        "",
        instrument.tradingClass(),
        instrument.rule().minTick(),
        ORDER_TYPES,
        Instruments.EXCHANGES,
        1,
        option && stock != null ? stock.conId() : 0,
        instrument.symbol(),
        option ? MONTH.format(instrument.expiry()) : "",
        "",
        "",
        "",
        "US/Eastern",
        hours(),
        hours(),
        "",
        BigDecimal.ZERO,
        List.of(),
        1,
        option ? instrument.symbol() : "",
        option ? "STK" : "",
        Instruments.EXCHANGES.stream().map(exchange -> ruleId).toList(),
        option ? Wire.day(instrument.expiry()) : "",
        option ? "" : "COMMON",
        BigDecimal.ONE,
        BigDecimal.ONE,
        BigDecimal.ONE);
  }

  /**
   * Today's session as TWS writes it, {@code yyyyMMdd:HHmm-yyyyMMdd:HHmm}, or {@code
   * yyyyMMdd:CLOSED} while the market is kept closed.
   */
  private String hours() {
    TradingHours hours = floor.brokerage().hours();
    LocalDate today = TradingHours.date(floor.brokerage().now());
    if (floor.brokerage().board().closed()) {
      return Wire.day(today) + ":CLOSED";
    }
    LocalTime close = hours.close();
    boolean midnight = close.equals(LocalTime.MIDNIGHT);
    Instant end =
        today.atTime(close).plusDays(midnight ? 1 : 0).atZone(TradingHours.ZONE).toInstant();
    return Wire.day(today)
        + ":"
        + MINUTE.format(hours.open())
        + "-"
        + Wire.day(TradingHours.date(end))
        + ":"
        + MINUTE.format(close);
  }

  void optionParameters(Session session, ReqSecDefOptParams request) {
    Instrument stock = floor.brokerage().instruments().byConId(request.underlyingConId());
    if (stock == null || !stock.symbol().equals(request.underlyingSymbol())) {
      floor.error(session, request.reqId(), 200, "No security definition has been found");
      return;
    }
    for (OptionGrid grid : floor.brokerage().instruments().grids(stock.symbol())) {
      for (String exchange : List.of("SMART", "CBOE")) {
        send(session, parameters(request.reqId(), exchange, stock, grid));
      }
    }
    send(session, new ServerMessage.SecDefOptParamsEnd(request.reqId()));
  }

  private static ServerMessage parameters(
      int reqId, String exchange, Instrument stock, OptionGrid grid) {
    return new ServerMessage.SecDefOptParams(
        reqId,
        exchange,
        stock.conId(),
        grid.tradingClass(),
        "" + grid.multiplier(),
        grid.expiries().stream().map(Wire::day).toList(),
        List.copyOf(grid.strikes()));
  }

  void marketRule(Session session, int ruleId) {
    MarketRule rule = MarketRule.byId(ruleId);
    if (rule == null) {
      floor.error(session, -1, 322, "Error processing request:-'bM' : cause - unknown market rule");
      return;
    }
    send(
        session,
        new ServerMessage.MarketRule(
            ruleId,
            rule.bands().stream()
                .map(band -> new PriceIncrement(band.lowEdge(), band.increment()))
                .toList()));
  }

  private void send(Session session, ServerMessage message) {
    floor.outbox().send(session, message);
  }
}
