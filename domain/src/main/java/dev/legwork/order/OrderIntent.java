package dev.legwork.order;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * An order as decided, before anything of it was sent. It is stored first, then written.
 *
 * @param quantity shares of a stock, contracts of an option; whole and above 0
 * @param limit USD per share; every order has one
 * @param goodTill the venue ends the order by itself then (GTD, venue time); null: day order
 */
public record OrderIntent(
    OrderRef ref,
    String account,
    Instrument instrument,
    Side side,
    BigDecimal quantity,
    BigDecimal limit,
    Instant goodTill) {

  public OrderIntent {
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(instrument, "instrument");
    Objects.requireNonNull(side, "side");
    quantity = Decimals.normal(quantity);
    limit = Decimals.normal(limit);
    if (!Decimals.isPositive(quantity) || !Decimals.isWhole(quantity)) {
      throw new IllegalArgumentException(ref + ": quantity must be whole and above 0: " + quantity);
    }
    if (!Decimals.isPositive(limit)) {
      throw new IllegalArgumentException(ref + ": limit must be above 0: " + limit);
    }
  }

  /** Short form for people: {@code BUY 100 TWX @ 69.60}. */
  public String label() {
    return side
        + " "
        + quantity.toPlainString()
        + " "
        + instrument.label()
        + " @ "
        + Decimals.price(limit);
  }
}
