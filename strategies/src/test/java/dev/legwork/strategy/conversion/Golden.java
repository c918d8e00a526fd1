package dev.legwork.strategy.conversion;

import dev.legwork.chain.ChainBuilder;

/** The markets of the golden vectors. */
final class Golden {
  private Golden() {}

  /** S 153.68/153.70, call 150 8.65/8.80, put 149 3.40/3.50, 30 days. */
  static ChainBuilder sfr() {
    return ChainBuilder.of("XYZ")
        .stock("153.68", "153.70")
        .dte(30)
        .call("150", "8.65", "8.80", 500)
        .put("149", "3.40", "3.50", 300);
  }

  /** S 100/100, call 100 3.00/3.10, put 97.5 1.10/1.20, 25 days. */
  static ChainBuilder synthetic() {
    return ChainBuilder.of("XYZ")
        .stock("100.00", "100.00")
        .dte(25)
        .call("100", "3.00", "3.10", 500)
        .put("97.5", "1.10", "1.20", 300);
  }
}
