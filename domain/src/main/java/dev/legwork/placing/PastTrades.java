package dev.legwork.placing;

/**
 * How the recent trades of an account ended that were placed in one mode.
 *
 * @param committed as they were asked for
 * @param failed those that sent orders and ended otherwise: unwound, not filled, or with a residual
 */
public record PastTrades(int committed, int failed) {
  public static final PastTrades NONE = new PastTrades(0, 0);

  public PastTrades {
    if (committed < 0 || failed < 0) {
      throw new IllegalArgumentException("committed " + committed + ", failed " + failed);
    }
  }

  public int total() {
    return committed + failed;
  }

  /** One more trade. */
  public PastTrades with(boolean isCommitted) {
    return new PastTrades(committed + (isCommitted ? 1 : 0), failed + (isCommitted ? 0 : 1));
  }
}
