package dev.legwork.report;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A point of the payoff diagram: what the trade earns at expiry, before fees, USD, with the
 * underlying at this price.
 *
 * @param price of the underlying, USD per share
 * @param expected of the whole trade at the prices that were expected; null where none were
 * @param actual of what is held, after what was paid for it
 */
public record PayoffPoint(BigDecimal price, BigDecimal expected, BigDecimal actual) {
  private static final BigDecimal MARGIN = new BigDecimal("0.1");

  /**
   * The strikes and a margin on both sides; in between the lines are straight. Empty where there is
   * no payoff or no option in it.
   */
  static List<PayoffPoint> of(
      Profit.Positions positions, BigDecimal expectedCash, BigDecimal spent) {
    Optional<Payoff> wanted = positions.wanted();
    Optional<Payoff> held = positions.held();
    if (wanted.isEmpty() || held.isEmpty() || wanted.get().strikes().isEmpty()) {
      return List.of();
    }
    List<PayoffPoint> points = new ArrayList<>();
    for (BigDecimal price : prices(wanted.get().strikes())) {
      points.add(
          new PayoffPoint(
              price,
              Profit.less(wanted.get().at(price), expectedCash),
              Profit.less(held.get().at(price), spent)));
    }
    return List.copyOf(points);
  }

  private static SortedSet<BigDecimal> prices(SortedSet<BigDecimal> strikes) {
    BigDecimal margin = strikes.last().multiply(MARGIN).setScale(0, RoundingMode.CEILING);
    SortedSet<BigDecimal> prices = new TreeSet<>(strikes);
    prices.add(Decimals.normal(strikes.first().subtract(margin).max(BigDecimal.ZERO)));
    prices.add(Decimals.normal(strikes.last().add(margin)));
    return prices;
  }
}
