package dev.legwork.book;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import dev.legwork.order.Purpose;
import java.math.BigDecimal;
import java.util.List;

/**
 * The emergency hedge of a trade: orders in the underlying that no leg of the request is. Those of
 * purpose HEDGE build it up, those of purpose UNWIND take it off again.
 *
 * @param orders in the order they were placed
 */
public record HedgeBook(List<OrderBookEntry> orders) {
  /** The place of a leg's name in its orders' references. No leg of a request may be called so. */
  public static final String NAME = "hedge";

  public HedgeBook {
    orders = List.copyOf(orders);
  }

  /** What it holds, signed: positive is long; shares. */
  public BigDecimal net() {
    return Decimals.normal(
        orders.stream()
            .map(order -> order.fillsOf(NAME).signedQuantity())
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  public boolean isFlat() {
    return Decimals.isZero(net());
  }

  /** The number of the latest attempt with this purpose, 0 if there was none. */
  public int lastAttempt(Purpose purpose) {
    return OrderBookEntry.lastAttempt(orders, purpose);
  }

  /** The underlying as the venue knows it. */
  public Instrument instrument() {
    if (orders.isEmpty()) {
      throw new IllegalStateException("nothing was hedged");
    }
    return orders.getFirst().intent().instrument(NAME);
  }
}
