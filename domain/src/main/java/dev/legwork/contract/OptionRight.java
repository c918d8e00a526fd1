package dev.legwork.contract;

/** The right that an option gives its holder. */
public enum OptionRight {
  CALL,
  PUT;

  /** The one-letter form of option symbols: {@code C} or {@code P}. */
  public char letter() {
    return name().charAt(0);
  }
}
