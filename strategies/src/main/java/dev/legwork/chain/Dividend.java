package dev.legwork.chain;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A dividend that is known to come.
 *
 * @param exDate who holds the stock at the close of the day before gets it
 * @param amount ten-thousandths of a dollar per share, above 0
 */
public record Dividend(LocalDate exDate, long amount) {
  public Dividend {
    Objects.requireNonNull(exDate, "exDate");
    if (amount <= 0) {
      throw new IllegalArgumentException("a dividend is above 0, not " + amount);
    }
  }
}
