package dev.legwork.simulator.gateway;

import dev.legwork.simulator.broker.Brokerage;
import dev.legwork.simulator.broker.Refusal;
import dev.legwork.simulator.contracts.ContractQuery;
import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.contracts.Right;
import dev.legwork.simulator.market.TradingHours;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Finds what a client means by a contract. */
final class ContractReader {
  private static final Refusal UNKNOWN =
      new Refusal(200, "No security definition has been found for the request");

  private final Brokerage brokerage;

  ContractReader(Brokerage brokerage) {
    this.brokerage = brokerage;
  }

  /**
   * Either the one contract or why there is not exactly one.
   *
   * @param instrument null if refused
   * @param refusal null if found
   */
  record Found(Instrument instrument, Refusal refusal) {}

  /** Every contract that fits and has not expired. */
  List<Instrument> all(TwsContract contract) {
    ContractQuery query;
    try {
      query = query(contract);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return List.of();
    }
    LocalDate today = TradingHours.date(brokerage.now());
    return brokerage.instruments().find(query).stream()
        .filter(found -> found.isStock() || !found.expiry().isBefore(today))
        .toList();
  }

  /** The one contract that fits. */
  Found one(TwsContract contract) {
    List<Instrument> found = all(contract);
    if (found.size() == 1) {
      return new Found(found.getFirst(), null);
    }
    return new Found(null, found.isEmpty() ? UNKNOWN : ambiguous(contract));
  }

  private static Refusal ambiguous(TwsContract contract) {
    return new Refusal(
        200,
        "The contract description specified for "
            + contract.symbol()
            + " is ambiguous; you must"
            + " specify the multiplier or trading class.");
  }

  private static ContractQuery query(TwsContract contract) {
    String expiry = contract.lastTradeDateOrContractMonth();
    if (!contract.secType().isEmpty() && !Set.of("STK", "OPT").contains(contract.secType())) {
      throw new IllegalArgumentException("the venue trades stocks and options");
    }
    return new ContractQuery(
        contract.conId(),
        orNull(contract.symbol()),
        orNull(contract.secType()),
        expiry.length() == 6 ? null : day(expiry),
        expiry.length() == 6 ? expiry : null,
        strike(contract.strike()),
        right(contract.right()),
        contract.multiplier().isEmpty() ? null : multiplier(contract.multiplier()),
        orNull(contract.exchange()),
        orNull(contract.currency()),
        orNull(contract.localSymbol()),
        orNull(contract.tradingClass()));
  }

  private static int multiplier(String text) {
    return new BigDecimal(text).intValueExact();
  }

  private static LocalDate day(String expiry) {
    return expiry.isEmpty() ? null : LocalDate.parse(expiry, DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static BigDecimal strike(BigDecimal strike) {
    return strike == null || strike.signum() == 0 ? null : strike;
  }

  private static Right right(String text) {
    return text.isEmpty() || text.equals("0") || text.equals("?") ? null : Right.parse(text);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
