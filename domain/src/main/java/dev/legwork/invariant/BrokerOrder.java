package dev.legwork.invariant;

import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An order as the broker has it, ours or not.
 *
 * @param orderRef what the broker has as reference; empty if it has none
 * @param orderId of the client that placed it; 0 if the broker does not tell
 * @param clientId 0 if the broker does not tell, or nobody placed it through the API
 * @param permId the broker's account-wide number, 0 if unknown
 * @param conId the broker's number of the contract
 * @param label short form of the contract, for people
 * @param quantity shares or contracts
 * @param limit USD per share; null: it has none
 * @param life what the broker says of its life
 * @param filled what the broker counts as filled
 * @param receivedAt when the broker received it, by the clock that the ledger's times are of; null
 *     if it does not tell, or by another clock
 */
public record BrokerOrder(
    String orderRef,
    int orderId,
    int clientId,
    long permId,
    String account,
    long conId,
    String label,
    Side side,
    BigDecimal quantity,
    BigDecimal limit,
    Life life,
    BigDecimal filled,
    Instant receivedAt) {

  /** An order's life at the broker. */
  public enum Life {
    /** It can trade. */
    LIVE,
    /** Its life has ended: filled, cancelled or expired. */
    ENDED,
    /** The broker refused it; it never worked. */
    REJECTED
  }

  public BrokerOrder {
    orderRef = orderRef == null ? "" : orderRef;
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(side, "side");
    Objects.requireNonNull(life, "life");
    quantity = Decimals.normal(quantity);
    limit = limit == null ? null : Decimals.normal(limit);
    filled = Decimals.normal(filled);
  }

  /** Our reference; empty for an order that is not ours. */
  public Optional<OrderRef> ref() {
    return OrderRef.parse(orderRef);
  }

  public boolean isLive() {
    return life == Life.LIVE;
  }

  /** For people: {@code order 12 of client 1 (BUY 100 TWX)}. */
  public String text() {
    return "order %d of client %d (%s %s %s)"
        .formatted(orderId, clientId, side, quantity.toPlainString(), label);
  }
}
