package dev.legwork.simulator.orders;

/** Where an order stands, with the status TWS reports. */
public enum OrderState {
  /** Accepted, waiting for its stop price. */
  PRE_SUBMITTED("PreSubmitted"),
  /** Working, possibly partly filled. */
  SUBMITTED("Submitted"),
  /** Held back without being refused; it may work again. */
  INACTIVE("Inactive"),
  /** Nothing remains. */
  FILLED("Filled"),
  /** The rest is cancelled. */
  CANCELLED("Cancelled"),
  /** Refused after it had been identified; never worked. */
  REJECTED("Inactive");

  private final String status;

  OrderState(String status) {
    this.status = status;
  }

  /** TWS's name. */
  public String status() {
    return status;
  }

  /** Whether the order can still trade, now or later. */
  public boolean live() {
    return this == PRE_SUBMITTED || this == SUBMITTED || this == INACTIVE;
  }
}
