package dev.legwork.request;

/** How the legs are placed. */
public enum Placing {
  PARALLEL,
  HEDGE_FIRST,
  SEQUENTIAL,
  COMBO,
  AUTO
}
