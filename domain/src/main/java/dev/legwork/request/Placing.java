package dev.legwork.request;

/** How the legs are placed. */
public enum Placing {
  PARALLEL,
  HEDGE_FIRST,
  SEQUENTIAL,
  /** One order of all legs at {@code netLimit}, of which the venue fills whole units or nothing. */
  COMBO,
  /** The desk chooses one of the others, by the market of the moment and what the past showed. */
  AUTO
}
