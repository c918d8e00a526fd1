package dev.legwork.tws.message;

import java.math.BigDecimal;
import java.util.Objects;

/** A step of a market rule: from {@code lowEdge} up, prices are multiples of {@code increment}. */
public record PriceIncrement(BigDecimal lowEdge, BigDecimal increment) {
  public PriceIncrement {
    Objects.requireNonNull(lowEdge, "lowEdge");
    Objects.requireNonNull(increment, "increment");
  }
}
