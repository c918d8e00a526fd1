package dev.legwork.order;

import java.math.BigDecimal;

/** The side of an order or a fill. */
public enum Side {
  BUY,
  SELL;

  public Side opposite() {
    return this == BUY ? SELL : BUY;
  }

  /** The quantity with this side's sign: positive for BUY, negative for SELL. */
  public BigDecimal signed(BigDecimal quantity) {
    return this == BUY ? quantity : quantity.negate();
  }
}
