package dev.legwork.simulator.contracts;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A stock or an option that the venue trades, in USD on SMART.
 *
 * @param symbol the underlying's symbol, upper case
 * @param kind stock or option
 * @param expiry last trading day; null for a stock
 * @param strike USD per share; null for a stock
 * @param right null for a stock
 * @param multiplier shares per contract; 1 for a stock
 * @param tradingClass what IB calls the series, usually the symbol
 * @param rule legal prices
 */
public record Instrument(
    String symbol,
    Kind kind,
    LocalDate expiry,
    BigDecimal strike,
    Right right,
    int multiplier,
    String tradingClass,
    MarketRule rule) {

  private static final DateTimeFormatter OCC_DATE = DateTimeFormatter.ofPattern("yyMMdd");

  /** What kind of contract. */
  public enum Kind {
    STOCK("STK"),
    OPTION("OPT");

    private final String secType;

    Kind(String secType) {
      this.secType = secType;
    }

    /** The name that TWS uses. */
    public String secType() {
      return secType;
    }
  }

  public Instrument {
    if (symbol == null || !symbol.matches("[A-Z0-9. ]{1,12}")) {
      throw new IllegalArgumentException("symbol must be 1 to 12 capitals or digits");
    }
    if (kind == Kind.OPTION) {
      requireOption(expiry, strike, right, multiplier);
      strike = plain(strike);
    }
  }

  private static void requireOption(
      LocalDate expiry, BigDecimal strike, Right right, int multiplier) {
    if (expiry == null || strike == null || right == null) {
      throw new IllegalArgumentException("an option needs expiry, strike and right");
    }
    if (strike.signum() <= 0 || multiplier <= 0) {
      throw new IllegalArgumentException("strike and multiplier must be positive");
    }
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** A stock. */
  public static Instrument stock(String symbol) {
    return new Instrument(symbol, Kind.STOCK, null, null, null, 1, symbol, MarketRule.CENT);
  }

  /** A listed option over 100 shares under the underlying's own trading class. */
  public static Instrument option(
      String symbol, LocalDate expiry, BigDecimal strike, Right right, MarketRule rule) {
    return new Instrument(symbol, Kind.OPTION, expiry, strike, right, 100, symbol, rule);
  }

  /** IB's contract id: positive, the same for the same contract in every run. */
  public int conId() {
    var crc = new CRC32();
    crc.update(identity().getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % 900_000_000) + 1_000_000;
  }

  private String identity() {
    return isOption()
        ? String.join("|", symbol, "" + expiry, "" + strike, "" + right, tradingClass)
            + "|"
            + multiplier
        : symbol;
  }

  public boolean isOption() {
    return kind == Kind.OPTION;
  }

  public boolean isStock() {
    return kind == Kind.STOCK;
  }

  public boolean isCall() {
    return right == Right.CALL;
  }

  /** The symbol, or the OCC's 21 characters for an option. */
  public String localSymbol() {
    if (isStock()) {
      return symbol;
    }
    return String.format(
        Locale.ROOT,
        "%-6s%s%s%08d",
        tradingClass,
        OCC_DATE.format(expiry),
        right.letter(),
        strike.movePointRight(3).longValue());
  }

  /** Speaks to people: {@code TWX} or {@code TWX 2014-06-20 70 CALL}. */
  public String describe() {
    return isStock() ? symbol : symbol + " " + expiry + " " + strike.toPlainString() + " " + right;
  }
}
