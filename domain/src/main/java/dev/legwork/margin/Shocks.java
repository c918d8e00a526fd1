package dev.legwork.margin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The markets that a trade must be affordable in: the present one, and every combination of a move
 * of the underlying either way, a rise of volatility and a widening of spreads.
 *
 * @param price how far the underlying moves either way, as a share: 0.03 is 3 %
 * @param volatility rises of implied volatility, as shares: 0.3 is 30 % more
 * @param spread factors of the spreads
 */
public record Shocks(BigDecimal price, List<BigDecimal> volatility, List<BigDecimal> spread) {

  /** ±3 %, +0/30/50 %, ×1/1.5/2. */
  public static final Shocks DEFAULT =
      new Shocks(
          new BigDecimal("0.03"),
          List.of(BigDecimal.ZERO, new BigDecimal("0.3"), new BigDecimal("0.5")),
          List.of(BigDecimal.ONE, new BigDecimal("1.5"), BigDecimal.TWO));

  public Shocks {
    volatility = List.copyOf(volatility);
    spread = List.copyOf(spread);
    if (price.signum() < 0 || price.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException("a price shock is a share below 1, not " + price);
    }
    if (volatility.isEmpty() || volatility.stream().anyMatch(rise -> rise.signum() < 0)) {
      throw new IllegalArgumentException("volatility shocks are rises, not " + volatility);
    }
    if (spread.isEmpty() || spread.stream().anyMatch(wide -> wide.signum() < 0)) {
      throw new IllegalArgumentException("spread shocks are factors, not " + spread);
    }
  }

  /** All of them, the present market first. */
  List<Shock> all() {
    List<Shock> all = new ArrayList<>();
    all.add(Shock.NONE);
    for (double move : new double[] {-price.doubleValue(), price.doubleValue()}) {
      for (BigDecimal rise : volatility) {
        for (BigDecimal wide : spread) {
          all.add(new Shock(1 + move, 1 + rise.doubleValue(), wide.doubleValue()));
        }
      }
    }
    return all;
  }
}
