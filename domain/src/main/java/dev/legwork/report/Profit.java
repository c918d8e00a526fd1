package dev.legwork.report;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a trade was to earn and what it earns, USD. While it holds positions, their worth is taken
 * at expiry and at the underlying's worst price; of a trade that holds nothing any more it is what
 * was earned. Carry and dividends are left out. Null where nobody can tell: options of several
 * expiries, or a loss without a bound.
 *
 * @param expected at the prices that were expected, before fees
 * @param gross of what was executed, before fees
 * @param best the same at the underlying's best price; null without a bound
 * @param net gross less fees in USD
 * @param variance gross less expected
 * @param variancePercent of the expected; null where that is 0
 * @param capital what entering tied up: the debit that was paid, or for a credit the most that
 *     could be lost; null where it was nothing
 * @param roiPercent net of capital
 * @param expectedRoiPercent expected of the debit that was expected
 */
public record Profit(
    BigDecimal expected,
    BigDecimal gross,
    BigDecimal best,
    BigDecimal net,
    BigDecimal variance,
    BigDecimal variancePercent,
    BigDecimal capital,
    BigDecimal roiPercent,
    BigDecimal expectedRoiPercent) {
  private static final int PERCENT_PLACES = 4;

  static Profit of(Positions positions, ExecutionReport.Cash cash, BigDecimal expectedCash) {
    BigDecimal expected = less(worst(positions.wanted()), expectedCash);
    BigDecimal spent = cash.entry().add(cash.exit());
    BigDecimal gross = less(worst(positions.held()), spent);
    BigDecimal net = less(gross, cash.fees());
    BigDecimal variance = less(gross, expected);
    BigDecimal capital = capital(positions.entered(), cash.entry());
    return new Profit(
        expected,
        gross,
        less(positions.held().map(Payoff::best).orElse(null), spent),
        net,
        variance,
        percent(variance, expected == null ? null : expected.abs()),
        capital,
        percent(net, capital),
        expectedCash == null ? null : percent(expected, capital(positions.wanted(), expectedCash)));
  }

  /**
   * The payoffs of what was asked for, of what entering executed, and of what is held; empty where
   * there is none.
   */
  record Positions(Optional<Payoff> wanted, Optional<Payoff> entered, Optional<Payoff> held) {
    static Positions of(List<LegFigures> legsAndHedge) {
      return new Positions(
          payoff(legsAndHedge, leg -> leg.leg().action().signed(leg.wanted())),
          payoff(legsAndHedge, leg -> leg.leg().action().signed(leg.executed())),
          payoff(legsAndHedge, LegFigures::position));
    }

    private static Optional<Payoff> payoff(
        List<LegFigures> legs, Function<LegFigures, BigDecimal> quantity) {
      return Payoff.of(
          legs.stream()
              .map(leg -> new Payoff.Holding(leg.leg().contract(), quantity.apply(leg)))
              .toList());
    }
  }

  static BigDecimal worst(Optional<Payoff> payoff) {
    return payoff.map(Payoff::worst).orElse(null);
  }

  /** {@code a − b}; null where one is unknown. */
  static BigDecimal less(BigDecimal a, BigDecimal b) {
    return a == null || b == null ? null : Decimals.normal(a.subtract(b));
  }

  private static BigDecimal capital(Optional<Payoff> entered, BigDecimal paid) {
    if (Decimals.isPositive(paid)) {
      return paid;
    }
    BigDecimal worst = less(worst(entered), paid);
    return worst == null || worst.signum() >= 0 ? null : worst.negate();
  }

  private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return part == null || whole == null || Decimals.isZero(whole)
        ? null
        : Decimals.normal(
            Decimals.divide(part.movePointRight(2), whole)
                .setScale(PERCENT_PLACES, RoundingMode.HALF_EVEN));
  }
}
