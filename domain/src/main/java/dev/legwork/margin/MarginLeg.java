package dev.legwork.margin;

import dev.legwork.contract.ContractSpec;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One leg as it would be held if it filled whole.
 *
 * @param quantity contracts, shares for stock, above 0
 * @param entry the worst price it may be entered at: its limit, USD per share
 * @param middle of its quote, USD per share; what it is repriced from
 * @param halfSpread half of ask − bid, USD per share, not negative
 */
public record MarginLeg(
    String name,
    ContractSpec contract,
    Side side,
    BigDecimal quantity,
    BigDecimal entry,
    BigDecimal middle,
    BigDecimal halfSpread) {

  public MarginLeg {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(contract, "contract");
    Objects.requireNonNull(side, "side");
    Objects.requireNonNull(entry, "entry");
    if (quantity.signum() <= 0 || middle.signum() < 0 || halfSpread.signum() < 0) {
      throw new IllegalArgumentException(
          "%s: quantity %s, middle %s, half-spread %s"
              .formatted(name, quantity, middle, halfSpread));
    }
  }

  /** 1 for a long position, −1 for a short one. */
  int sign() {
    return side == Side.BUY ? 1 : -1;
  }
}
