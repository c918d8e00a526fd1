package dev.legwork.report;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * What positions in one underlying are worth at the expiry that their options share, USD, by the
 * price of the underlying then: {@code Σ q × S} for stock, {@code Σ q × m × max(0, ±(S − K))} for
 * options. Straight between strikes, so that the strikes, zero and the slope beyond the last of
 * them say all. Early exercise, dividends and carry are left out.
 */
final class Payoff {
  private final List<Holding> holdings;
  private final SortedSet<BigDecimal> strikes = new TreeSet<>();

  /**
   * @param quantity shares or contracts, negative is short
   */
  record Holding(ContractSpec contract, BigDecimal quantity) {}

  private Payoff(List<Holding> holdings) {
    this.holdings = holdings;
    holdings.stream()
        .map(Holding::contract)
        .filter(ContractSpec::isOption)
        .forEach(option -> strikes.add(option.strike()));
  }

  /** The payoff; empty where the positions have several underlyings or expiries. */
  static Optional<Payoff> of(List<Holding> all) {
    List<Holding> holdings =
        all.stream().filter(holding -> !Decimals.isZero(holding.quantity())).toList();
    List<ContractSpec> contracts = holdings.stream().map(Holding::contract).toList();
    long symbols = contracts.stream().map(ContractSpec::symbol).distinct().count();
    long expiries =
        contracts.stream()
            .filter(ContractSpec::isOption)
            .map(ContractSpec::expiry)
            .distinct()
            .count();
    return symbols > 1 || expiries > 1 ? Optional.empty() : Optional.of(new Payoff(holdings));
  }

  /** The prices at which it may bend, lowest first. */
  SortedSet<BigDecimal> strikes() {
    return new TreeSet<>(strikes);
  }

  /** USD, with the underlying at this price. */
  BigDecimal at(BigDecimal price) {
    return OrderLine.sum(holdings.stream().map(holding -> value(holding, price)).toList());
  }

  /** The least that it can be worth, USD; null where that has no bound. */
  BigDecimal worst() {
    return slopeBeyond().signum() < 0 ? null : extreme(BigDecimal::min);
  }

  /** The most that it can be worth, USD; null where that has no bound. */
  BigDecimal best() {
    return slopeBeyond().signum() > 0 ? null : extreme(BigDecimal::max);
  }

  private BigDecimal extreme(BinaryOperator<BigDecimal> of) {
    return strikes.stream().map(this::at).reduce(at(BigDecimal.ZERO), of);
  }

  /** USD per USD of the underlying, above all strikes. */
  private BigDecimal slopeBeyond() {
    return OrderLine.sum(
        holdings.stream()
            .filter(holding -> holding.contract().right() != OptionRight.PUT)
            .map(Payoff::weight)
            .toList());
  }

  private static BigDecimal value(Holding holding, BigDecimal price) {
    return weight(holding).multiply(valueOfShare(holding.contract(), price));
  }

  private static BigDecimal valueOfShare(ContractSpec contract, BigDecimal price) {
    if (!contract.isOption()) {
      return price;
    }
    BigDecimal inTheMoney = price.subtract(contract.strike());
    return (contract.right() == OptionRight.CALL ? inTheMoney : inTheMoney.negate())
        .max(BigDecimal.ZERO);
  }

  private static BigDecimal weight(Holding holding) {
    return holding.quantity().multiply(Decimals.of(holding.contract().multiplier()));
  }
}
