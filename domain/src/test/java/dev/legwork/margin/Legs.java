package dev.legwork.margin;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Legs on TWX, as tests need them. */
final class Legs {
  static final LocalDate TODAY = LocalDate.of(2026, 6, 5);
  static final LocalDate JUNE = LocalDate.of(2026, 6, 19);
  static final LocalDate JULY = LocalDate.of(2026, 7, 17);

  /** The present market alone, at the middle of the quotes. */
  static final Shocks NONE =
      new Shocks(BigDecimal.ZERO, List.of(BigDecimal.ZERO), List.of(BigDecimal.ZERO));

  private Legs() {}

  static MarginLeg stock(Side side, long shares, String price) {
    return leg("stock", ContractSpec.stock("TWX"), side, shares, price);
  }

  static MarginLeg call(String name, Side side, long contracts, String strike, String price) {
    return option(name, OptionRight.CALL, JUNE, side, contracts, strike, price);
  }

  static MarginLeg put(String name, Side side, long contracts, String strike, String price) {
    return option(name, OptionRight.PUT, JUNE, side, contracts, strike, price);
  }

  static MarginLeg option(
      String name,
      OptionRight right,
      LocalDate expiry,
      Side side,
      long contracts,
      String strike,
      String price) {
    return leg(
        name,
        ContractSpec.option("TWX", expiry, new BigDecimal(strike), right),
        side,
        contracts,
        price);
  }

  private static MarginLeg leg(
      String name, ContractSpec contract, Side side, long quantity, String price) {
    BigDecimal middle = new BigDecimal(price);
    return new MarginLeg(
        name, contract, side, BigDecimal.valueOf(quantity), middle, middle, BigDecimal.ZERO);
  }
}
