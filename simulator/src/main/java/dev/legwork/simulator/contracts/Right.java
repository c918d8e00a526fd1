package dev.legwork.simulator.contracts;

/** Call or put. */
public enum Right {
  CALL("C"),
  PUT("P");

  private final String letter;

  Right(String letter) {
    this.letter = letter;
  }

  /** The letter that TWS uses, {@code C} or {@code P}. */
  public String letter() {
    return letter;
  }

  /** Reads {@code C}, {@code CALL}, {@code P} or {@code PUT}, in any case. */
  public static Right parse(String text) {
    return switch (text.toUpperCase(java.util.Locale.ROOT)) {
      case "C", "CALL" -> CALL;
      case "P", "PUT" -> PUT;
      default -> throw new IllegalArgumentException("must be CALL or PUT");
    };
  }
}
