package dev.legwork.simulator.orders;

/** Which way an order trades. */
public enum Side {
  BUY(1, "BOT"),
  SELL(-1, "SLD");

  private final int sign;
  private final String executionCode;

  Side(int sign, String executionCode) {
    this.sign = sign;
    this.executionCode = executionCode;
  }

  /** 1 for BUY, −1 for SELL. */
  public int sign() {
    return sign;
  }

  /** What TWS writes in an execution. */
  public String executionCode() {
    return executionCode;
  }

  public Side opposite() {
    return this == BUY ? SELL : BUY;
  }

  /** This side, turned when the other one is SELL: a leg's side within a combo order. */
  public Side within(Side order) {
    return order == BUY ? this : opposite();
  }
}
