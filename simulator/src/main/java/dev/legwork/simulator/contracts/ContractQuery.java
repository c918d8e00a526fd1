package dev.legwork.simulator.contracts;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a client says of a contract; null means that it says nothing.
 *
 * @param conId 0 when not given
 * @param expiry a day, or null; see {@code expiryMonth}
 * @param expiryMonth {@code yyyyMM} when only the month was given
 */
public record ContractQuery(
    int conId,
    String symbol,
    String secType,
    LocalDate expiry,
    String expiryMonth,
    BigDecimal strike,
    Right right,
    Integer multiplier,
    String exchange,
    String currency,
    String localSymbol,
    String tradingClass) {

  /** Whether the description fits the instrument. */
  public boolean matches(Instrument instrument) {
    return matchesIdentity(instrument) && matchesVenue() && matchesSeries(instrument);
  }

  private boolean matchesIdentity(Instrument instrument) {
    return (conId == 0 || conId == instrument.conId())
        && fits(symbol, instrument.symbol())
        && fits(secType, instrument.kind().secType())
        && fits(localSymbol, instrument.localSymbol());
  }

  private boolean matchesVenue() {
    return (exchange == null || Instruments.EXCHANGES.contains(exchange)) && fits(currency, "USD");
  }

  private boolean matchesSeries(Instrument instrument) {
    if (instrument.isStock()) {
      return fits(tradingClass, instrument.tradingClass());
    }
    return fits(tradingClass, instrument.tradingClass())
        && (expiry == null || expiry.equals(instrument.expiry()))
        && (expiryMonth == null || expiryMonth.equals(month(instrument.expiry())))
        && (strike == null || strike.compareTo(instrument.strike()) == 0)
        && (right == null || right == instrument.right())
        && (multiplier == null || multiplier == instrument.multiplier());
  }

  private static String month(LocalDate day) {
    return String.format(java.util.Locale.ROOT, "%04d%02d", day.getYear(), day.getMonthValue());
  }

  private static boolean fits(String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
