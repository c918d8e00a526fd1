package dev.legwork.simulator.orders;

/** The order types that the venue takes, with the name TWS gives them. */
public enum OrderType {
  LIMIT("LMT"),
  MARKET("MKT"),
  STOP("STP"),
  STOP_LIMIT("STP LMT");

  private final String code;

  OrderType(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** Whether the order carries a limit price. */
  public boolean limited() {
    return this == LIMIT || this == STOP_LIMIT;
  }

  /** Whether the order sleeps until its stop price is reached. */
  public boolean stopped() {
    return this == STOP || this == STOP_LIMIT;
  }

  /** The type with TWS's name, or null. */
  public static OrderType byCode(String code) {
    for (OrderType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    return null;
  }
}
