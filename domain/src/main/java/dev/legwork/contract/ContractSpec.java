package dev.legwork.contract;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A contract as a request names it; the venue may find none, one or several contracts that fit.
 *
 * @param type stock or option
 * @param symbol the underlying's symbol, upper case
 * @param expiry last trading day of an option, null for a stock
 * @param strike USD per share, null for a stock
 * @param right call or put, null for a stock
 * @param multiplier shares that one contract stands for: 1 for a stock, 100 for a usual option
 * @param tradingClass narrows an ambiguous option, or null
 * @param conId the venue's own number of the contract, or null when the venue is to find it
 */
public record ContractSpec(
    SecurityType type,
    String symbol,
    LocalDate expiry,
    BigDecimal strike,
    OptionRight right,
    int multiplier,
    String tradingClass,
    Long conId) {

  public static final int OPTION_MULTIPLIER = 100;

  public ContractSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(symbol, "symbol");
    if (multiplier < 1) {
      throw new IllegalArgumentException("multiplier must be at least 1, not " + multiplier);
    }
    boolean option = type == SecurityType.OPTION;
    if (option && (expiry == null || strike == null || right == null)) {
      throw new IllegalArgumentException("an option needs expiry, strike and right: " + symbol);
    }
    if (!option && (expiry != null || strike != null || right != null || multiplier != 1)) {
      throw new IllegalArgumentException("a stock has no expiry, strike, right: " + symbol);
    }
    strike = strike == null ? null : Decimals.normal(strike);
  }

  public static ContractSpec stock(String symbol) {
    return new ContractSpec(SecurityType.STOCK, symbol, null, null, null, 1, null, null);
  }

  /** A listed option with the usual multiplier of 100. */
  public static ContractSpec option(
      String symbol, LocalDate expiry, BigDecimal strike, OptionRight right) {
    return new ContractSpec(
        SecurityType.OPTION, symbol, expiry, strike, right, OPTION_MULTIPLIER, null, null);
  }

  public boolean isOption() {
    return type == SecurityType.OPTION;
  }

  /** Short form for people: {@code TWX} or {@code TWX 20140620 70C}. */
  public String label() {
    return isOption()
        ? "%s %s %s%c"
            .formatted(
                symbol, expiry.toString().replace("-", ""), strike.toPlainString(), right.letter())
        : symbol;
  }
}
