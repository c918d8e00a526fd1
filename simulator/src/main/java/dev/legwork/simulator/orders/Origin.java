package dev.legwork.simulator.orders;

/** Who wanted an order. */
public enum Origin {
  /** A client of the API. */
  CLIENT,
  /** A person at the broker's own screen. */
  MANUAL,
  /** The broker, to close what the account may no longer hold. */
  LIQUIDATION
}
