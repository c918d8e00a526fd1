package dev.legwork.report;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.contract.OptionRight;
import dev.legwork.contract.SecurityType;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A contract in the words of a request; null where a field does not apply. */
public record ContractView(
    SecurityType type,
    String symbol,
    LocalDate expiry,
    BigDecimal strike,
    OptionRight right,
    int multiplier,
    String tradingClass,
    Long conId) {

  static ContractView of(ContractSpec spec) {
    return of(spec, spec.conId());
  }

  static ContractView of(Instrument instrument) {
    return of(instrument.spec(), instrument.conId());
  }

  private static ContractView of(ContractSpec spec, Long conId) {
    return new ContractView(
        spec.type(),
        spec.symbol(),
        spec.expiry(),
        spec.strike(),
        spec.right(),
        spec.multiplier(),
        spec.tradingClass(),
        conId);
  }
}
