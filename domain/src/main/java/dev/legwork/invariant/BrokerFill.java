package dev.legwork.invariant;

import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * An execution as the broker has it, ours or not; a correction is a row of its own.
 *
 * @param orderRef the broker's reference of the order; empty if it has none
 * @param permId of the order, 0 if unknown
 * @param fee what the broker charges for it, null if it has not said
 */
public record BrokerFill(
    String orderRef,
    int clientId,
    long permId,
    String account,
    long conId,
    String label,
    Fill fill,
    BigDecimal fee) {

  public BrokerFill {
    orderRef = orderRef == null ? "" : orderRef;
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(fill, "fill");
  }

  /** Our reference; empty for an execution that is not ours. */
  public Optional<OrderRef> ref() {
    return OrderRef.parse(orderRef);
  }

  /** For people: {@code BUY 100 TWX @ 69.6 (0001.01)}. */
  public String text() {
    return "%s %s %s @ %s (%s)"
        .formatted(
            fill.side(),
            fill.quantity().toPlainString(),
            label,
            fill.price().toPlainString(),
            fill.execId());
  }
}
