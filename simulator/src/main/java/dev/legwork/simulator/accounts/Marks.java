package dev.legwork.simulator.accounts;

import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;

/** Where prices for valuation come from, USD per share. */
public interface Marks {
  /** The contract's mark, or null if the market shows none. */
  BigDecimal mark(Instrument instrument);

  /** The underlying's mark, or null. */
  BigDecimal underlying(String symbol);
}
