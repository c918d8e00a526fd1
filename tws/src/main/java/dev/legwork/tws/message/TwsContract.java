package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A contract as TWS describes one: the twelve fields that all requests share, and the legs of a
 * combo.
 *
 * @param conId IB's id, 0 when unknown
 * @param secType {@code STK}, {@code OPT}, {@code BAG}, …
 * @param lastTradeDateOrContractMonth {@code yyyyMMdd} or {@code yyyyMM}; empty without expiry
 * @param strike per share; null for anything but options
 * @param right {@code C}, {@code P} or empty
 * @param multiplier as IB spells it; empty for stock
 * @param primaryExchange empty in messages that do not carry it (openOrder, execDetails, position)
 * @param comboLegs only for secType {@code BAG}
 */
public record TwsContract(
    int conId,
    String symbol,
    String secType,
    String lastTradeDateOrContractMonth,
    BigDecimal strike,
    String right,
    String multiplier,
    String exchange,
    String primaryExchange,
    String currency,
    String localSymbol,
    String tradingClass,
    List<ComboLeg> comboLegs) {

  public TwsContract {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(secType, "secType");
    Objects.requireNonNull(lastTradeDateOrContractMonth, "lastTradeDateOrContractMonth");
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(multiplier, "multiplier");
    Objects.requireNonNull(exchange, "exchange");
    Objects.requireNonNull(primaryExchange, "primaryExchange");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(localSymbol, "localSymbol");
    Objects.requireNonNull(tradingClass, "tradingClass");
    comboLegs = List.copyOf(comboLegs);
  }

  /** A combo of legs. */
  public boolean isBag() {
    return secType.equals("BAG");
  }

  /** A contract known by its id alone. */
  public static TwsContract byConId(int conId, String exchange) {
    return builder().conId(conId).exchange(exchange).build();
  }

  /** A combo: {@code symbol} is the underlying's. */
  public static TwsContract bag(
      String symbol, String exchange, String currency, List<ComboLeg> legs) {
    return builder()
        .symbol(symbol)
        .secType("BAG")
        .exchange(exchange)
        .currency(currency)
        .comboLegs(legs)
        .build();
  }

  /** The same contract with these legs. */
  public TwsContract withComboLegs(List<ComboLeg> legs) {
    return new TwsContract(
        conId,
        symbol,
        secType,
        lastTradeDateOrContractMonth,
        strike,
        right,
        multiplier,
        exchange,
        primaryExchange,
        currency,
        localSymbol,
        tradingClass,
        legs);
  }

  /** A builder of contracts; what is not set stays absent. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the fields of a contract. */
  public static final class Builder {
    private int conId;
    private String symbol = "";
    private String secType = "";
    private String lastTradeDateOrContractMonth = "";
    private BigDecimal strike;
    private String right = "";
    private String multiplier = "";
    private String exchange = "";
    private String primaryExchange = "";
    private String currency = "";
    private String localSymbol = "";
    private String tradingClass = "";
    private List<ComboLeg> comboLegs = List.of();

    private Builder() {}

    public Builder conId(int value) {
      conId = value;
      return this;
    }

    public Builder symbol(String value) {
      symbol = value;
      return this;
    }

    public Builder secType(String value) {
      secType = value;
      return this;
    }

    public Builder lastTradeDateOrContractMonth(String value) {
      lastTradeDateOrContractMonth = value;
      return this;
    }

    public Builder strike(BigDecimal value) {
      strike = value;
      return this;
    }

    public Builder right(String value) {
      right = value;
      return this;
    }

    public Builder multiplier(String value) {
      multiplier = value;
      return this;
    }

    public Builder exchange(String value) {
      exchange = value;
      return this;
    }

    public Builder primaryExchange(String value) {
      primaryExchange = value;
      return this;
    }

    public Builder currency(String value) {
      currency = value;
      return this;
    }

    public Builder localSymbol(String value) {
      localSymbol = value;
      return this;
    }

    public Builder tradingClass(String value) {
      tradingClass = value;
      return this;
    }

    public Builder comboLegs(List<ComboLeg> value) {
      comboLegs = value;
      return this;
    }

    /** The contract. */
    public TwsContract build() {
      return new TwsContract(
          conId,
          symbol,
          secType,
          lastTradeDateOrContractMonth,
          strike,
          right,
          multiplier,
          exchange,
          primaryExchange,
          currency,
          localSymbol,
          tradingClass,
          comboLegs);
    }
  }
}
