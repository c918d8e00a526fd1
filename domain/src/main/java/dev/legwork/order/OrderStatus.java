package dev.legwork.order;

/** The life of an order as the venue tells it; it never tells quantities. */
public enum OrderStatus {
  /** Received or sent on, not yet confirmed. */
  PENDING,
  /** Accepted and waiting or working. */
  WORKING,
  /** A cancel was asked for; the order can still fill. */
  PENDING_CANCEL,
  /** Not working; may come back to life. Ends nothing. */
  INACTIVE,
  /** The rest was cancelled; fills may still arrive. */
  CANCELLED,
  /** Nothing remains. */
  FILLED;

  /** Whether this is an answer that ends the order's life (to be proven by its executions). */
  public boolean isTerminal() {
    return this == CANCELLED || this == FILLED;
  }
}
