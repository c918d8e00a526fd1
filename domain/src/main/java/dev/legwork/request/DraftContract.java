package dev.legwork.request;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.SecurityType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A contract as far as it could be read.
 *
 * @param spec null unless all of it could be read
 */
record DraftContract(String symbol, LocalDate expiry, ContractSpec spec) {
  static final DraftContract UNREADABLE = new DraftContract(null, null, null);
  static final Reading<String> SYMBOL =
      Readings.text(
          Pattern.compile("[A-Z0-9][A-Z0-9 .-]{0,19}"), "must be a symbol in upper case like TWX");

  private static final int MAX_MULTIPLIER = 100_000;
  private static final List<String> OF_OPTIONS =
      List.of("expiry", "strike", "right", "tradingClass");
  private static final List<String> FIELDS =
      List.of("type", "symbol", "expiry", "strike", "right", "multiplier", "tradingClass", "conId");
  static final Reading<String> TRADING_CLASS =
      Readings.text(Pattern.compile("[A-Za-z0-9.]{1,20}"), "must be a trading class like TWX");

  static DraftContract read(Object value, String path, FieldErrors errors) {
    FieldReader contract = FieldReader.of(value, path, FIELDS, errors);
    if (contract == null) {
      return UNREADABLE;
    }
    SecurityType type = contract.required("type", Readings.oneOf(SecurityType.class));
    return type == SecurityType.STOCK ? stock(contract, errors) : option(contract, type, errors);
  }

  private static DraftContract stock(FieldReader contract, FieldErrors errors) {
    int before = errors.count();
    String symbol = contract.required("symbol", SYMBOL);
    contract.refuse(OF_OPTIONS, "must be left out: only an option has it");
    contract.optional("multiplier", 1, Readings.count(1, 1));
    Long conId = contract.optional("conId", null, Readings.contractId());
    boolean whole = errors.count() == before;
    return new DraftContract(
        symbol,
        null,
        whole
            ? new ContractSpec(SecurityType.STOCK, symbol, null, null, null, 1, null, conId)
            : null);
  }

  /** Reads an option; with an unknown type, whatever was given. */
  private static DraftContract option(FieldReader contract, SecurityType type, FieldErrors errors) {
    int before = errors.count();
    boolean isOption = type == SecurityType.OPTION;
    String symbol = contract.required("symbol", SYMBOL);
    LocalDate expiry = contract.read(isOption, "expiry", Readings.date());
    BigDecimal strike = contract.read(isOption, "strike", Readings.price());
    OptionRight right = contract.read(isOption, "right", Readings.oneOf(OptionRight.class));
    Integer multiplier =
        contract.optional(
            "multiplier", ContractSpec.OPTION_MULTIPLIER, Readings.count(1, MAX_MULTIPLIER));
    String tradingClass = contract.optional("tradingClass", null, TRADING_CLASS);
    Long conId = contract.optional("conId", null, Readings.contractId());
    boolean whole = isOption && errors.count() == before;
    return new DraftContract(
        symbol,
        expiry,
        whole
            ? new ContractSpec(type, symbol, expiry, strike, right, multiplier, tradingClass, conId)
            : null);
  }
}
