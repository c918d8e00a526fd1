package dev.legwork.desk.mapping;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.SecurityType;
import dev.legwork.tws.message.TwsContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** Contracts in the words of the TWS API. */
public final class Contracts {
  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

  private static final int STRIKE_DECIMALS = 4;

  private Contracts() {}

  /** The question for the contracts that fit a description. */
  public static TwsContract query(ContractSpec spec, String exchange, String currency) {
    TwsContract.Builder query =
        TwsContract.builder()
            .symbol(spec.symbol())
            .secType(secType(spec.type()))
            .exchange(exchange)
            .currency(currency);
    if (spec.conId() != null) {
      query.conId(Math.toIntExact(spec.conId()));
    }
    if (spec.tradingClass() != null) {
      query.tradingClass(spec.tradingClass());
    }
    if (spec.isOption()) {
      query
          .lastTradeDateOrContractMonth(DATE.format(spec.expiry()))
          .strike(spec.strike())
          .right(String.valueOf(spec.right().letter()))
          .multiplier(Integer.toString(spec.multiplier()));
    }
    return query.build();
  }

  /** The question for all options of an expiry and class, whatever their strike and right. */
  public static TwsContract expiry(
      String symbol,
      String tradingClass,
      int multiplier,
      LocalDate expiry,
      String exchange,
      String currency) {
    return TwsContract.builder()
        .symbol(symbol)
        .secType(secType(SecurityType.OPTION))
        .lastTradeDateOrContractMonth(DATE.format(expiry))
        .multiplier(Integer.toString(multiplier))
        .tradingClass(tradingClass)
        .exchange(exchange)
        .currency(currency)
        .build();
  }

  /**
   * The option that a candidate of such a question is; empty if it is none of them.
   *
   * @param wanted the question
   */
  public static Optional<ContractSpec> optionOf(TwsContract wanted, TwsContract candidate) {
    boolean fits =
        candidate.secType().equals(wanted.secType())
            && candidate.symbol().equals(wanted.symbol())
            && candidate.currency().equals(wanted.currency())
            && candidate.tradingClass().equals(wanted.tradingClass())
            && candidate
                .lastTradeDateOrContractMonth()
                .equals(wanted.lastTradeDateOrContractMonth())
            && isSameMultiplier(Integer.parseInt(wanted.multiplier()), candidate.multiplier())
            && candidate.strike() != null
            && candidate.strike().signum() > 0
            && candidate.strike().stripTrailingZeros().scale() <= STRIKE_DECIMALS
            && candidate.conId() > 0;
    return fits
        ? right(candidate.right()).map(right -> option(wanted, candidate, right))
        : Optional.empty();
  }

  private static ContractSpec option(TwsContract wanted, TwsContract candidate, OptionRight right) {
    return new ContractSpec(
        SecurityType.OPTION,
        candidate.symbol(),
        LocalDate.parse(wanted.lastTradeDateOrContractMonth(), DATE),
        candidate.strike(),
        right,
        Integer.parseInt(wanted.multiplier()),
        candidate.tradingClass(),
        (long) candidate.conId());
  }

  private static Optional<OptionRight> right(String told) {
    return Stream.of(OptionRight.values()).filter(right -> isSameRight(right, told)).findFirst();
  }

  /** A confirmed contract as orders and subscriptions name it. */
  public static TwsContract of(Instrument instrument) {
    return query(instrument.spec(), instrument.exchange(), instrument.currency());
  }

  /** Whether a candidate is exactly what was asked for, in everything that was asked for. */
  public static boolean fits(ContractSpec spec, String currency, TwsContract candidate) {
    return candidate.secType().equals(secType(spec.type()))
        && candidate.symbol().equals(spec.symbol())
        && candidate.currency().equals(currency)
        && (spec.conId() == null || spec.conId() == candidate.conId())
        && (spec.tradingClass() == null || spec.tradingClass().equals(candidate.tradingClass()))
        && (!spec.isOption() || isSameOption(spec, candidate));
  }

  /** What was asked for, with the venue's number and trading class filled in. */
  public static ContractSpec confirmed(ContractSpec spec, TwsContract candidate) {
    return new ContractSpec(
        spec.type(),
        spec.symbol(),
        spec.expiry(),
        spec.strike(),
        spec.right(),
        spec.multiplier(),
        candidate.tradingClass().isEmpty() ? null : candidate.tradingClass(),
        (long) candidate.conId());
  }

  /** A candidate for people, with what tells it from the others. */
  public static String label(TwsContract c) {
    String option =
        c.strike() == null
            ? ""
            : " %s %s%s x%s class %s"
                .formatted(
                    c.lastTradeDateOrContractMonth(),
                    c.strike().toPlainString(),
                    c.right(),
                    c.multiplier(),
                    c.tradingClass());
    return "%d %s %s%s %s".formatted(c.conId(), c.symbol(), c.secType(), option, c.currency());
  }

  private static boolean isSameOption(ContractSpec spec, TwsContract candidate) {
    return isSameDate(spec.expiry(), candidate.lastTradeDateOrContractMonth())
        && candidate.strike() != null
        && candidate.strike().compareTo(spec.strike()) == 0
        && isSameRight(spec.right(), candidate.right())
        && isSameMultiplier(spec.multiplier(), candidate.multiplier());
  }

  private static boolean isSameDate(LocalDate expiry, String told) {
    return told.equals(DATE.format(expiry));
  }

  private static boolean isSameRight(OptionRight right, String told) {
    return told.equals(String.valueOf(right.letter())) || told.equals(right.name());
  }

  private static boolean isSameMultiplier(int multiplier, String told) {
    return told.matches("[0-9]{1,9}(\\.0*)?")
        && new BigDecimal(told).compareTo(BigDecimal.valueOf(multiplier)) == 0;
  }

  private static String secType(SecurityType type) {
    return type == SecurityType.STOCK ? "STK" : "OPT";
  }
}
