package dev.legwork.simulator.control;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.MarketRule;
import dev.legwork.simulator.contracts.Right;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Contracts in and out of JSON, in the words of execution requests. */
final class ContractJson {
  private static final int SHARES_A_CONTRACT = 100;
  private static final String STOCK = "STOCK";
  private static final String OPTION = "OPTION";

  private ContractJson() {}

  /** Reads the object in field {@code contract}; null if it is wrong, which the fields remember. */
  static Instrument read(Fields body) {
    Fields contract = body.object("contract");
    String symbol = contract.required("symbol").toUpperCase(Locale.ROOT);
    boolean option = isOption(contract);
    LocalDate expiry = contract.parsed("expiry", LocalDate::parse, "must be a date, 2014-06-20");
    BigDecimal strike = contract.decimal("strike");
    Right right = contract.parsed("right", Right::parse, "must be CALL or PUT");
    Integer multiplier = contract.integer("multiplier");
    String series = contract.text("tradingClass");
    MarketRule rule =
        contract.parsed("marketRule", ContractJson::rule, "must be one of 26, 32, 109");
    contract.has("conId");
    try {
      return option
          ? new Instrument(
              symbol,
              Instrument.Kind.OPTION,
              expiry,
              strike,
              right,
              multiplier == null ? SHARES_A_CONTRACT : multiplier,
              series == null ? symbol : series,
              rule == null ? MarketRule.PENNY_OPTION : rule)
          : Instrument.stock(symbol);
    } catch (IllegalArgumentException e) {
      body.reject("contract", e.getMessage());
      return null;
    }
  }

  private static boolean isOption(Fields contract) {
    String type = contract.text("type");
    if (type == null) {
      return contract.has("strike");
    }
    if (!type.equals(STOCK) && !type.equals(OPTION)) {
      contract.reject("type", "must be STOCK or OPTION");
    }
    return type.equals(OPTION);
  }

  private static MarketRule rule(String text) {
    MarketRule rule = MarketRule.byId(Integer.parseInt(text));
    if (rule == null) {
      throw new IllegalArgumentException(text);
    }
    return rule;
  }

  /** The contract as an ordered map. */
  static Map<String, Object> write(Instrument instrument) {
    var json = new LinkedHashMap<String, Object>();
    json.put("type", instrument.isOption() ? OPTION : STOCK);
    json.put("symbol", instrument.symbol());
    if (instrument.isOption()) {
      json.put("expiry", instrument.expiry().toString());
      json.put("strike", instrument.strike().toPlainString());
      json.put("right", instrument.right().name());
      json.put("multiplier", instrument.multiplier());
      json.put("tradingClass", instrument.tradingClass());
    }
    json.put("conId", instrument.conId());
    return json;
  }
}
