package dev.legwork.simulator.orders;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the client asked for.
 *
 * @param quantity shares, contracts or combinations; positive
 * @param limit USD per share; null without a limit; may be negative for a combination
 * @param stop USD per share; null unless the type has a stop
 * @param goodTill venue time at which a GTD order ends; null otherwise
 * @param orderRef the client's own text, never null
 */
public record OrderTerms(
    String account,
    Product product,
    Side side,
    long quantity,
    OrderType type,
    BigDecimal limit,
    BigDecimal stop,
    TimeInForce tif,
    Instant goodTill,
    String orderRef) {

  public OrderTerms {
    if (quantity <= 0) {
      throw new IllegalArgumentException("quantity must be positive, is " + quantity);
    }
    if (type.limited() != (limit != null) || type.stopped() != (stop != null)) {
      throw new IllegalArgumentException(type.code() + " has the wrong prices");
    }
    if ((tif == TimeInForce.GTD) != (goodTill != null)) {
      throw new IllegalArgumentException("goodTill goes with GTD and with nothing else");
    }
    orderRef = orderRef == null ? "" : orderRef;
  }

  /** Whether only price, quantity and life differ from the other terms, as a modify may. */
  public boolean sameOrderAs(OrderTerms other) {
    return account.equals(other.account)
        && product.equals(other.product)
        && side == other.side
        && type == other.type;
  }
}
