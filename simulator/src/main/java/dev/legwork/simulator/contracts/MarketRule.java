package dev.legwork.simulator.contracts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Which prices a contract may have: price increments by price band, as TWS sends them for a market
 * rule id. The increment of a price is that of the highest band that starts at or below its size.
 *
 * @param id number of the rule
 * @param bands ascending, the first starting at 0; USD per share
 */
public record MarketRule(int id, List<Band> bands) {

  /** One cent at any price: stocks, and options in which every series trades in cents. */
  public static final MarketRule CENT = of(26, "0", "0.01");

  /** Penny pilot options: 0.01 below 3, 0.05 from there. */
  public static final MarketRule PENNY_OPTION = of(32, "0", "0.01", "3", "0.05");

  /** Other options: 0.05 below 3, 0.10 from there. */
  public static final MarketRule NICKEL_OPTION = of(109, "0", "0.05", "3", "0.1");

  private static final List<MarketRule> ALL = List.of(CENT, PENNY_OPTION, NICKEL_OPTION);

  /** Increments from a price upwards. */
  public record Band(BigDecimal lowEdge, BigDecimal increment) {}

  public MarketRule {
    bands = List.copyOf(bands);
    if (bands.isEmpty() || bands.getFirst().lowEdge().signum() != 0) {
      throw new IllegalArgumentException("a market rule starts at 0");
    }
  }

  private static MarketRule of(int id, String... edgesAndIncrements) {
    var bands = new java.util.ArrayList<Band>();
    for (int i = 0; i < edgesAndIncrements.length; i += 2) {
      bands.add(
          new Band(
              new BigDecimal(edgesAndIncrements[i]), new BigDecimal(edgesAndIncrements[i + 1])));
    }
    return new MarketRule(id, bands);
  }

  /** The rule with this id, or null. */
  public static MarketRule byId(int id) {
    return ALL.stream().filter(rule -> rule.id == id).findFirst().orElse(null);
  }

  /** The increment at a price, USD per share. */
  public BigDecimal increment(BigDecimal price) {
    BigDecimal increment = bands.getFirst().increment();
    for (Band band : bands) {
      if (band.lowEdge().compareTo(price.abs()) <= 0) {
        increment = band.increment();
      }
    }
    return increment;
  }

  /** Whether an order may carry this price. */
  public boolean allows(BigDecimal price) {
    return price.remainder(increment(price)).signum() == 0;
  }

  /** The nearest legal price in the given direction. */
  public BigDecimal round(BigDecimal price, RoundingMode mode) {
    BigDecimal increment = increment(price);
    return price.divide(increment, 0, mode).multiply(increment);
  }

  /** The smallest increment of the rule, what contract details call minTick. */
  public BigDecimal minTick() {
    return bands.getFirst().increment();
  }
}
