package dev.legwork.request;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a request's legs from a template's parameters, as if the caller had written them. */
final class DraftTemplate {
  private static final String PATH = "template";
  private static final int MAX_MULTIPLIER = 10_000;

  private final FieldReader given;
  private final FieldErrors errors;
  private final Template template;
  private final String symbol;
  private final LocalDate expiry;
  private final Integer multiplier;
  private final List<Object> legs = new ArrayList<>();

  private DraftTemplate(FieldReader given, Template template, FieldErrors errors) {
    this.given = given;
    this.template = template;
    this.errors = errors;
    this.symbol = given.required("symbol", DraftContract.SYMBOL);
    this.expiry = given.required("expiry", Readings.date());
    this.multiplier =
        given.optional(
            "multiplier", ContractSpec.OPTION_MULTIPLIER, Readings.count(1, MAX_MULTIPLIER));
    given.optional("tradingClass", null, DraftContract.TRADING_CLASS);
  }

  /** The legs as JSON objects; null, with errors noted, if they could not be made. */
  static List<Object> legs(Object value, FieldErrors errors) {
    int before = errors.count();
    if (!(value instanceof Map<?, ?> object)) {
      errors.shape(PATH, value, "must be a JSON object with a name and its parameters");
      return null;
    }
    Template template =
        FieldReader.check(
            PATH + ".name", object.get("name"), Readings.oneOf(Template.class), errors);
    if (template == null) {
      return null;
    }
    List<String> known = new ArrayList<>(List.of("name", "symbol", "expiry"));
    known.addAll(template.parameters());
    known.addAll(List.of("multiplier", "tradingClass"));
    FieldReader given = FieldReader.of(value, PATH, known, errors);
    List<Object> legs = new DraftTemplate(given, template, errors).make();
    return errors.count() > before ? null : legs;
  }

  private List<Object> make() {
    switch (template) {
      case CONVERSION -> aroundOneStrike(Side.BUY);
      case REVERSAL -> aroundOneStrike(Side.SELL);
      case VERTICAL -> vertical();
      case IRON_CONDOR -> ironCondor();
      case STRANGLE -> strangle();
      case BOX -> box();
      case COLLAR -> collar();
    }
    return legs;
  }

  private void aroundOneStrike(Side with) {
    BigDecimal strike = strike("strike");
    stock(with);
    option("put", with, OptionRight.PUT, strike);
    option("call", with.opposite(), OptionRight.CALL, strike);
  }

  private void vertical() {
    OptionRight right = given.required("right", Readings.oneOf(OptionRight.class));
    BigDecimal bought = strike("buyStrike");
    BigDecimal sold = strike("sellStrike");
    if (bought != null && sold != null && bought.compareTo(sold) == 0) {
      errors.trade(PATH + ".sellStrike", sold, "must be another one than buyStrike");
    }
    option("long", Side.BUY, right, bought);
    option("short", Side.SELL, right, sold);
  }

  private void ironCondor() {
    BigDecimal putLong = strike("putBuyStrike");
    BigDecimal putShort = above("putSellStrike", "putBuyStrike", putLong);
    BigDecimal callShort = strike("callSellStrike");
    if (putShort != null && callShort != null && callShort.compareTo(putShort) < 0) {
      errors.trade(PATH + ".callSellStrike", callShort, "must be at least putSellStrike");
    }
    BigDecimal callLong = above("callBuyStrike", "callSellStrike", callShort);
    option("put-long", Side.BUY, OptionRight.PUT, putLong);
    option("put-short", Side.SELL, OptionRight.PUT, putShort);
    option("call-short", Side.SELL, OptionRight.CALL, callShort);
    option("call-long", Side.BUY, OptionRight.CALL, callLong);
  }

  private void strangle() {
    Side side = given.required("action", Readings.oneOf(Side.class));
    BigDecimal put = strike("putStrike");
    BigDecimal call = strike("callStrike");
    if (put != null && call != null && call.compareTo(put) < 0) {
      errors.trade(PATH + ".callStrike", call, "must be at least putStrike");
    }
    option("put", side, OptionRight.PUT, put);
    option("call", side, OptionRight.CALL, call);
  }

  private void box() {
    Side side = given.required("action", Readings.oneOf(Side.class));
    BigDecimal low = strike("lowStrike");
    BigDecimal high = above("highStrike", "lowStrike", low);
    Side opposite = side == null ? null : side.opposite();
    option("call-low", side, OptionRight.CALL, low);
    option("call-high", opposite, OptionRight.CALL, high);
    option("put-high", side, OptionRight.PUT, high);
    option("put-low", opposite, OptionRight.PUT, low);
  }

  private void collar() {
    BigDecimal put = strike("putStrike");
    BigDecimal call = above("callStrike", "putStrike", put);
    stock(Side.BUY);
    option("put", Side.BUY, OptionRight.PUT, put);
    option("call", Side.SELL, OptionRight.CALL, call);
  }

  private BigDecimal strike(String name) {
    return given.required(name, Readings.price());
  }

  private BigDecimal above(String name, String lowerName, BigDecimal lower) {
    BigDecimal strike = strike(name);
    if (strike != null && lower != null && strike.compareTo(lower) <= 0) {
      errors.trade(
          PATH + "." + name,
          strike,
          "must be above %s, %s".formatted(lowerName, lower.toPlainString()));
    }
    return strike;
  }

  /** Of so many shares as one option contract stands for. */
  private void stock(Side side) {
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("type", "STOCK");
    contract.put("symbol", symbol);
    leg("stock", side, multiplier, contract);
  }

  private void option(String name, Side side, OptionRight right, BigDecimal strike) {
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("type", "OPTION");
    contract.put("symbol", symbol);
    contract.put("expiry", text(expiry));
    contract.put("strike", strike);
    contract.put("right", text(right));
    contract.put("multiplier", multiplier);
    if (given.has("tradingClass")) {
      contract.put("tradingClass", given.raw("tradingClass"));
    }
    leg(name, side, 1, contract);
  }

  private void leg(String name, Side side, Integer ratio, Map<String, Object> contract) {
    Map<String, Object> leg = new LinkedHashMap<>();
    leg.put("name", name);
    leg.put("action", text(side));
    leg.put("ratio", ratio);
    leg.put("contract", contract);
    legs.add(leg);
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
