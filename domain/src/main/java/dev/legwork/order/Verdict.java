package dev.legwork.order;

/** What the evidence so far says about whether an order can still trade (order-rules.md, Proof). */
public enum Verdict {
  /** No proof: the order may be working or may still fill. */
  LIVE,
  /** Its life has ended and all its executions are counted. */
  PROVEN_TERMINAL,
  /** A complete snapshot of a later session does not know it: it never reached the market. */
  PROVEN_ABSENT,
  /** No intent was ever stored for it, and none can be any more. */
  NEVER_INTENDED,
  /** It may have reached the market and nobody can tell. */
  UNKNOWN;

  /** Whether the order can no longer trade, so that a successor or an ending may follow. */
  public boolean isOver() {
    return this == PROVEN_TERMINAL || this == PROVEN_ABSENT || this == NEVER_INTENDED;
  }
}
