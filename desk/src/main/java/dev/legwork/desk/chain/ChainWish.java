package dev.legwork.desk.chain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Which part of a chain somebody wants to see.
 *
 * @param minDays fewest calendar days to expiry
 * @param maxDays most calendar days to expiry
 * @param maxExpiries expiries between them, the nearest first
 * @param below how far strikes may be below the stock's price, USD per share
 * @param above how far strikes may be above the stock's price, USD per share
 */
public record ChainWish(
    int minDays, int maxDays, int maxExpiries, BigDecimal below, BigDecimal above) {

  public ChainWish {
    Objects.requireNonNull(below, "below");
    Objects.requireNonNull(above, "above");
    if (minDays < 0 || maxDays < minDays) {
      throw new IllegalArgumentException(
          "days to expiry must be 0 or more, and min not above max: %d, %d"
              .formatted(minDays, maxDays));
    }
    if (maxExpiries < 1) {
      throw new IllegalArgumentException("maxExpiries must be at least 1, not " + maxExpiries);
    }
    if (below.signum() < 0 || above.signum() < 0) {
      throw new IllegalArgumentException(
          "distances of strikes must be 0 or more: %s, %s".formatted(below, above));
    }
  }

  /** Those of the expiries that are wished for, ascending. */
  public List<LocalDate> of(Collection<LocalDate> expiries, LocalDate today) {
    return expiries.stream()
        .filter(expiry -> wants(ChronoUnit.DAYS.between(today, expiry)))
        .sorted()
        .limit(maxExpiries)
        .toList();
  }

  private boolean wants(long days) {
    return minDays <= days && days <= maxDays;
  }

  /** The least wish that holds both. */
  public ChainWish and(ChainWish other) {
    return new ChainWish(
        Math.min(minDays, other.minDays),
        Math.max(maxDays, other.maxDays),
        expiriesWith(other),
        below.max(other.below),
        above.max(other.above));
  }

  /** The nearest of one need not be the nearest of the other. */
  private int expiriesWith(ChainWish other) {
    return minDays == other.minDays
        ? Math.max(maxExpiries, other.maxExpiries)
        : (int) Math.min(Integer.MAX_VALUE, (long) maxExpiries + other.maxExpiries);
  }
}
