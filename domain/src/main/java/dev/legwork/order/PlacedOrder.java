package dev.legwork.order;

/**
 * An intent with the order id it was stored and sent under.
 *
 * @param orderId the venue's number of the order within the desk's session
 */
public record PlacedOrder(OrderIntent intent, int orderId) {
  public OrderRef ref() {
    return intent.ref();
  }
}
