package dev.legwork.tws.codec;

import dev.legwork.tws.message.ComboLeg;
import dev.legwork.tws.message.TagValue;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.util.List;

/** The contract's fields in their two arrangements: twelve in requests, eleven in answers. */
final class ContractFields {
  private ContractFields() {}

  static void write12(FrameWriter out, TwsContract c) {
    head(out, c, c.right());
    out.text(c.exchange()).text(c.primaryExchange());
    tail(out, c);
  }

  /** Writes the eleven fields; {@code noRight} is what this message says for "no right". */
  static void write11(FrameWriter out, TwsContract c, String exchange, String noRight) {
    head(out, c, c.right().isEmpty() ? noRight : c.right());
    out.text(exchange);
    tail(out, c);
  }

  private static void head(FrameWriter out, TwsContract c, String right) {
    out.number(c.conId()).text(c.symbol()).text(c.secType());
    out.text(c.lastTradeDateOrContractMonth());
    out.decimal(c.strike(), "0").text(right).text(c.multiplier());
  }

  private static void tail(FrameWriter out, TwsContract c) {
    out.text(c.currency()).text(c.localSymbol()).text(c.tradingClass());
  }

  static TwsContract read12(FieldReader in) {
    TwsContract.Builder contract = readHead(in);
    contract.exchange(in.text("exchange")).primaryExchange(in.text("primaryExchange"));
    return readTail(in, contract);
  }

  static TwsContract read11(FieldReader in) {
    TwsContract.Builder contract = readHead(in);
    contract.exchange(in.text("exchange"));
    return readTail(in, contract);
  }

  /** The eleven fields of updatePortfolio, which tells the primary exchange and no other. */
  static TwsContract readPortfolio(FieldReader in) {
    TwsContract.Builder contract = readHead(in);
    contract.primaryExchange(in.text("primaryExchange"));
    return readTail(in, contract);
  }

  private static TwsContract.Builder readHead(FieldReader in) {
    return TwsContract.builder()
        .conId(in.integerOr("conId", 0))
        .symbol(in.text("symbol"))
        .secType(in.text("secType"))
        .lastTradeDateOrContractMonth(in.text("lastTradeDateOrContractMonth"))
        .strike(readStrike(in))
        .right(readRight(in))
        .multiplier(in.text("multiplier"));
  }

  private static TwsContract readTail(FieldReader in, TwsContract.Builder contract) {
    return contract
        .currency(in.text("currency"))
        .localSymbol(in.text("localSymbol"))
        .tradingClass(in.text("tradingClass"))
        .build();
  }

  static BigDecimal readStrike(FieldReader in) {
    BigDecimal strike = in.decimal("strike");
    return strike == null || strike.signum() == 0 ? null : strike;
  }

  static String readRight(FieldReader in) {
    String right = in.text("right");
    return right.equals("?") || right.equals("0") ? "" : right;
  }

  static void writeLegs(FrameWriter out, List<ComboLeg> legs) {
    out.number(legs.size());
    for (ComboLeg leg : legs) {
      writeQuotedLeg(out, leg);
      out.number(leg.openClose()).number(leg.shortSaleSlot());
      out.text(leg.designatedLocation()).number(leg.exemptCode());
    }
  }

  static void writeQuotedLegs(FrameWriter out, List<ComboLeg> legs) {
    out.number(legs.size());
    legs.forEach(leg -> writeQuotedLeg(out, leg));
  }

  private static void writeQuotedLeg(FrameWriter out, ComboLeg leg) {
    out.number(leg.conId()).number(leg.ratio()).text(leg.action()).text(leg.exchange());
  }

  static List<ComboLeg> readLegs(FieldReader in) {
    return in.list(
        "comboLegsCount",
        () ->
            new ComboLeg(
                in.integer("leg.conId"),
                in.integer("leg.ratio"),
                in.text("leg.action"),
                in.text("leg.exchange"),
                in.integerOr("leg.openClose", 0),
                in.integerOr("leg.shortSaleSlot", 0),
                in.text("leg.designatedLocation"),
                in.integerOr("leg.exemptCode", -1)));
  }

  static List<ComboLeg> readQuotedLegs(FieldReader in) {
    return in.list(
        "comboLegsCount",
        () ->
            ComboLeg.of(
                in.integer("leg.conId"),
                in.integer("leg.ratio"),
                in.text("leg.action"),
                in.text("leg.exchange")));
  }

  static void writeTags(FrameWriter out, List<TagValue> tags) {
    out.number(tags.size());
    for (TagValue tag : tags) {
      out.text(tag.tag()).text(tag.value());
    }
  }

  static List<TagValue> readTags(FieldReader in, String name) {
    return in.list(name, () -> new TagValue(in.text("tag"), in.text("value")));
  }
}
