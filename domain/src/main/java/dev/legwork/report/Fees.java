package dev.legwork.report;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fees by currency: amounts of different currencies are never added up. */
record Fees(SortedMap<String, BigDecimal> byCurrency) {
  private static final String USD = "USD";

  Fees {
    byCurrency = Collections.unmodifiableSortedMap(byCurrency);
  }

  static Fees of(Collection<OrderLine> orders) {
    SortedMap<String, BigDecimal> sums = new TreeMap<>();
    for (OrderLine order : orders) {
      order.fills().stream()
          .map(order::fee)
          .filter(fee -> fee != null)
          .forEach(fee -> sums.merge(fee.currency(), fee.amount(), BigDecimal::add));
    }
    return new Fees(sums);
  }

  BigDecimal usd() {
    return Decimals.normal(byCurrency.getOrDefault(USD, BigDecimal.ZERO));
  }

  /** Those in other currencies. */
  Map<String, BigDecimal> others() {
    SortedMap<String, BigDecimal> others = new TreeMap<>(byCurrency);
    others.remove(USD);
    return others;
  }
}
