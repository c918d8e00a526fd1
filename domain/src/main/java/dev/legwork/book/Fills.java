package dev.legwork.book;

import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The effective executions of one order: each counted once, a correction in place of what it
 * corrects.
 *
 * @param byKey by {@link Fill#key}
 */
public record Fills(SortedMap<String, Fill> byKey) {
  public static final Fills NONE = new Fills(new TreeMap<>());

  public Fills {
    byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
  }

  /** These fills and one more; unchanged if it, or a later revision of it, is known. */
  public Fills with(Fill fill) {
    Fill known = byKey.get(fill.key());
    if (known != null && known.revision() >= fill.revision()) {
      return this;
    }
    SortedMap<String, Fill> more = new TreeMap<>(byKey);
    more.put(fill.key(), fill);
    return new Fills(more);
  }

  /** Those of them that are so. */
  public Fills only(Predicate<Fill> wanted) {
    SortedMap<String, Fill> some = new TreeMap<>(byKey);
    some.values().removeIf(wanted.negate());
    return new Fills(some);
  }

  public Collection<Fill> effective() {
    return byKey.values();
  }

  /** Shares or contracts. */
  public BigDecimal quantity() {
    return Decimals.normal(
        effective().stream().map(Fill::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Signed: positive for bought. */
  public BigDecimal signedQuantity() {
    return Decimals.normal(
        effective().stream()
            .map(fill -> fill.side().signed(fill.quantity()))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Σ signed quantity × price, USD; positive is paid. Without the multiplier. */
  public BigDecimal signedPriceSum() {
    return Decimals.normal(
        effective().stream()
            .map(fill -> fill.side().signed(fill.quantity()).multiply(fill.price()))
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
