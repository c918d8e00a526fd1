package dev.legwork.stop;

/** Where a protective stop is on its road; the last three are endings. */
public enum StopState {
  /** The trade has committed; nothing rests at the venue yet. */
  ARMING,
  /** The stop order of the leg rests at the venue. */
  ARMED,
  /** No order can say it, or the venue keeps none: we watch the quotes. */
  WATCHING,
  /** The market is at the trigger; the stop order works. */
  TRIGGERED,
  /** Positions are being closed: cancel, proof, and the remainder inside a collar. */
  EXITING,
  /** A position could not be closed yet; it is tried again. */
  INCOMPLETE,
  /** What the stop guards is closed. */
  EXITED,
  /** Somebody else closed what it guards, or the position is gone; nothing of ours lives. */
  CLOSED_BY_OTHERS,
  /** A person ended it; the position stays. */
  CANCELLED;

  /** Whether it waits for the market as it should. */
  public boolean isWaiting() {
    return this == ARMED || this == WATCHING;
  }

  public boolean isOver() {
    return ordinal() >= EXITED.ordinal();
  }
}
