package dev.legwork.request;

/** How the legs are priced. */
public enum Pricing {
  /**
   * Each leg's limit is allocated from {@code netLimit}, or given, and rests until the time is
   * over.
   */
  LIMIT,
  /** The limits of LIMIT, but nothing rests: what does not trade at once is cancelled. */
  MARKET,
  /** At the quotes first; what is left after a while is taken with the limits of LIMIT. */
  HYBRID
}
