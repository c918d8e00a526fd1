package dev.legwork.simulator.orders;

/** How long an order lives. */
public enum TimeInForce {
  /** Until the session ends. */
  DAY,
  /** Until cancelled. */
  GTC,
  /** Until a moment of venue time. */
  GTD,
  /** What trades at once; the rest is cancelled. */
  IOC,
  /** All at once or nothing. */
  FOK;

  /** Whether the order never rests. */
  public boolean immediate() {
    return this == IOC || this == FOK;
  }

  /** The one with TWS's name, or null. */
  public static TimeInForce byCode(String code) {
    for (TimeInForce tif : values()) {
      if (tif.name().equals(code)) {
        return tif;
      }
    }
    return null;
  }
}
