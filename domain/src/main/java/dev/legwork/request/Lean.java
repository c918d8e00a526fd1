package dev.legwork.request;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/**
 * What a trade leans on: its risk legs are in the market only while the hedge side shows enough.
 *
 * @param size the size shown of each hedge leg, as a multiple of what is missing of it, at least
 */
public record Lean(BigDecimal size) {
  public Lean {
    size = Decimals.normal(size);
    if (size.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("less than what is needed is never enough: " + size);
    }
  }
}
