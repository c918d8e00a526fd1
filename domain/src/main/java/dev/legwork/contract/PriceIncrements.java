package dev.legwork.contract;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The price steps that a venue allows for a contract (at Interactive Brokers a <em>market
 * rule</em>): the increment of a price is that of the highest {@code lowEdge} not above it.
 *
 * @param bands from the lowest edge to the highest; the first starts at 0
 */
public record PriceIncrements(List<Band> bands) {

  /**
   * From this price upwards (until the next band) prices move in this step.
   *
   * @param lowEdge USD per share, not negative
   * @param increment USD per share, above 0
   */
  public record Band(BigDecimal lowEdge, BigDecimal increment) {
    public Band {
      lowEdge = Decimals.normal(lowEdge);
      increment = Decimals.normal(increment);
      if (lowEdge.signum() < 0 || increment.signum() <= 0) {
        throw new IllegalArgumentException("no price band: " + lowEdge + " step " + increment);
      }
    }
  }

  public PriceIncrements {
    bands = List.copyOf(bands);
    if (bands.isEmpty() || bands.getFirst().lowEdge().signum() != 0) {
      throw new IllegalArgumentException("price bands must start at 0: " + bands);
    }
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).lowEdge().compareTo(bands.get(i - 1).lowEdge()) <= 0) {
        throw new IllegalArgumentException("price bands must ascend: " + bands);
      }
    }
  }

  /** One step for all prices. */
  public static PriceIncrements uniform(BigDecimal increment) {
    return new PriceIncrements(List.of(new Band(BigDecimal.ZERO, increment)));
  }

  /** The step at this price, USD per share. */
  public BigDecimal at(BigDecimal price) {
    BigDecimal increment = bands.getFirst().increment();
    for (Band band : bands) {
      if (band.lowEdge().compareTo(price) <= 0) {
        increment = band.increment();
      }
    }
    return increment;
  }

  /** The highest allowed price not above this one: the safe side of a BUY limit. */
  public BigDecimal down(BigDecimal price) {
    return round(price, RoundingMode.FLOOR);
  }

  /** The lowest allowed price not below this one: the safe side of a SELL limit. */
  public BigDecimal up(BigDecimal price) {
    return round(price, RoundingMode.CEILING);
  }

  /** Whether the venue accepts this price. */
  public boolean allows(BigDecimal price) {
    return down(price).compareTo(price) == 0;
  }

  private BigDecimal round(BigDecimal price, RoundingMode mode) {
    BigDecimal step = at(price);
    return Decimals.normal(price.divide(step, 0, mode).multiply(step));
  }
}
