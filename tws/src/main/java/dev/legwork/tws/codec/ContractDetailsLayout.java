package dev.legwork.tws.codec;

import dev.legwork.tws.message.ContractDetailsFields;
import dev.legwork.tws.message.ServerMessage.ContractDetails;
import dev.legwork.tws.message.TwsContract;
import java.util.List;

/** contractDetails (10), whose contract is spread over the message. */
final class ContractDetailsLayout {
  private ContractDetailsLayout() {}

  static void write(ContractDetails m, FrameWriter out) {
    TwsContract c = m.contract();
    ContractDetailsFields d = m.details();
    out.number(m.reqId()).text(c.symbol()).text(c.secType());
    writeLastTrade(c.lastTradeDateOrContractMonth(), d.lastTradeTime(), out);
    out.decimal(c.strike(), "0").text(c.right()).text(c.exchange()).text(c.currency());
    out.text(c.localSymbol()).text(d.marketName()).text(c.tradingClass()).number(c.conId());
    out.decimal(d.minTick()).text(c.multiplier());
    commaList(d.orderTypes(), out);
    commaList(d.validExchanges(), out);
    out.number(d.priceMagnifier()).number(d.underConId()).escaped(d.longName());
    out.text(c.primaryExchange()).text(d.contractMonth());
    out.text(d.industry()).text(d.category()).text(d.subcategory()).text(d.timeZoneId());
    out.text(d.tradingHours()).text(d.liquidHours()).text(d.evRule()).decimal(d.evMultiplier());
    ContractFields.writeTags(out, d.secIds());
    out.number(d.aggGroup()).text(d.underSymbol()).text(d.underSecType());
    commaList(d.marketRuleIds(), out);
    out.text(d.realExpirationDate()).text(d.stockType());
    out.decimal(d.minSize()).decimal(d.sizeIncrement()).decimal(d.suggestedSizeIncrement());
  }

  private static void writeLastTrade(String date, String time, FrameWriter out) {
    out.part(date);
    if (!time.isEmpty()) {
      out.part(" ").part(time);
    }
    out.blank();
  }

  private static void commaList(List<String> elements, FrameWriter out) {
    for (int i = 0; i < elements.size(); i++) {
      out.part(i == 0 ? "" : ",").part(elements.get(i));
    }
    out.blank();
  }

  static ContractDetails read(FieldReader in) {
    int reqId = in.integer("reqId");
    TwsContract.Builder contract = TwsContract.builder();
    contract.symbol(in.text("symbol")).secType(in.text("secType"));
    String lastTrade = in.text("lastTradeDateAndTime");
    int date = endOfDate(lastTrade);
    contract.lastTradeDateOrContractMonth(lastTrade.substring(0, date));
    contract.strike(ContractFields.readStrike(in)).right(ContractFields.readRight(in));
    contract.exchange(in.text("exchange")).currency(in.text("currency"));
    contract.localSymbol(in.text("localSymbol"));
    String marketName = in.text("marketName");
    contract.tradingClass(in.text("tradingClass")).conId(in.integer("conId"));
    String time = lastTrade.substring(Math.min(date + 1, lastTrade.length()));
    ContractDetailsFields details = readDetails(in, contract, time, marketName);
    return new ContractDetails(reqId, contract.build(), details);
  }

  private static int endOfDate(String lastTrade) {
    for (int i = 0; i < lastTrade.length(); i++) {
      if (lastTrade.charAt(i) == ' ' || lastTrade.charAt(i) == '-') {
        return i;
      }
    }
    return lastTrade.length();
  }

  private static ContractDetailsFields readDetails(
      FieldReader in, TwsContract.Builder contract, String lastTradeTime, String marketName) {
    var minTick = in.decimal("minTick");
    contract.multiplier(in.text("multiplier"));
    List<String> orderTypes = in.commaList("orderTypes");
    List<String> validExchanges = in.commaList("validExchanges");
    int priceMagnifier = in.integerOr("priceMagnifier", 1);
    int underConId = in.integerOr("underConId", 0);
    String longName = in.unescaped("longName");
    contract.primaryExchange(in.text("primaryExchange"));
    return new ContractDetailsFields(
        lastTradeTime,
        marketName,
        minTick,
        orderTypes,
        validExchanges,
        priceMagnifier,
        underConId,
        longName,
        in.text("contractMonth"),
        in.text("industry"),
        in.text("category"),
        in.text("subcategory"),
        in.text("timeZoneId"),
        in.text("tradingHours"),
        in.text("liquidHours"),
        in.text("evRule"),
        in.decimal("evMultiplier"),
        ContractFields.readTags(in, "secIdListCount"),
        in.integerOr("aggGroup", 0),
        in.text("underSymbol"),
        in.text("underSecType"),
        in.commaList("marketRuleIds"),
        in.text("realExpirationDate"),
        in.text("stockType"),
        in.decimal("minSize"),
        in.decimal("sizeIncrement"),
        in.decimal("suggestedSizeIncrement"));
  }
}
