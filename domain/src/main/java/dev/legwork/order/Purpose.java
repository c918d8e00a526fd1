package dev.legwork.order;

/** Why an order exists. */
public enum Purpose {
  ENTRY('E'),
  COMPLETION('C'),
  UNWIND('U'),
  HEDGE('H'),
  STOP('S');

  private final char letter;

  Purpose(char letter) {
    this.letter = letter;
  }

  /** The letter that stands for it in an {@link OrderRef}. */
  public char letter() {
    return letter;
  }

  /** Whether such an order opens a position, so that it needs a fence and stays under the bound. */
  public boolean opens() {
    return this == ENTRY || this == COMPLETION;
  }

  /** Whether such an order reverses what was executed of a leg. */
  public boolean exits() {
    return this == UNWIND || this == STOP;
  }

  /**
   * Orders that open a leg follow each other, whether they enter it or complete the trade by it;
   * and so do those that leave it.
   */
  public Purpose place() {
    if (opens()) {
      return ENTRY;
    }
    return exits() ? UNWIND : this;
  }

  static Purpose ofLetter(char letter) {
    for (Purpose purpose : values()) {
      if (purpose.letter == letter) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("no purpose has the letter " + letter);
  }
}
