package dev.legwork.ledger.intent;

import dev.legwork.order.WriteOutcome;

/** What is known of an intent's write. */
public enum WriteState {
  /** Stored, and nobody has said yet what became of the write. */
  PENDING,
  WRITTEN,
  NOT_WRITTEN,
  UNKNOWN;

  /** As somebody must read it who was not there: a write without a word about it is unknown. */
  public WriteOutcome outcome() {
    return switch (this) {
      case WRITTEN -> WriteOutcome.WRITTEN;
      case NOT_WRITTEN -> WriteOutcome.NOT_WRITTEN;
      case PENDING, UNKNOWN -> WriteOutcome.UNKNOWN;
    };
  }
}
