package dev.legwork.simulator.accounts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What an account is worth and what its positions bind, USD.
 *
 * @param netLiquidation cash and the value of all positions
 * @param equityWithLoan cash, stock and the long options that cover nothing: what margin is
 *     compared with
 * @param initialMargin Reg-T, see {@link RegTMargin}
 * @param maintenanceMargin the same with 25 % for stock
 * @param stockValue negative when short
 * @param optionValue negative when short
 */
public record Valuation(
    BigDecimal cash,
    BigDecimal netLiquidation,
    BigDecimal equityWithLoan,
    BigDecimal initialMargin,
    BigDecimal maintenanceMargin,
    BigDecimal stockValue,
    BigDecimal optionValue,
    BigDecimal unrealized) {

  /** Values an account. A position without a mark counts at its average cost. */
  public static Valuation of(Account account, Marks marks) {
    RegTMargin.Requirement margin = new RegTMargin(marks).of(account.positions());
    BigDecimal stock = BigDecimal.ZERO;
    BigDecimal options = BigDecimal.ZERO;
    BigDecimal unrealized = BigDecimal.ZERO;
    for (Position position : account.positions()) {
      BigDecimal value = position.value(price(position, marks));
      unrealized = unrealized.add(value).subtract(cost(position));
      if (position.instrument().isStock()) {
        stock = stock.add(value);
      } else {
        options = options.add(value);
      }
    }
    return new Valuation(
        cents(account.cash()),
        cents(account.cash().add(stock).add(options)),
        cents(account.cash().add(stock).add(margin.paidOptions())),
        cents(margin.initial()),
        cents(margin.maintenance()),
        cents(stock),
        cents(options),
        cents(unrealized));
  }

  /** What is left for opening positions, USD. */
  public BigDecimal availableFunds() {
    return equityWithLoan.subtract(initialMargin);
  }

  private static BigDecimal cost(Position position) {
    return position.averageCost().multiply(BigDecimal.valueOf(position.quantity()));
  }

  /** The position's price for valuation, USD per share. */
  static BigDecimal price(Position position, Marks marks) {
    BigDecimal mark = marks.mark(position.instrument());
    return mark != null
        ? mark
        : position
            .averageCost()
            .divide(BigDecimal.valueOf(position.instrument().multiplier()), MathContext.DECIMAL64);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
