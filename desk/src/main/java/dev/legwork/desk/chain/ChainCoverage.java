package dev.legwork.desk.chain;

/**
 * How much of a wish there is. Counts are of option contracts, but for {@code expiries} and {@code
 * pending}.
 *
 * @param expiries wished for, and listed by the venue
 * @param pending of these, those whose contracts the venue has not confirmed yet
 * @param known confirmed by the venue, and within the wish
 * @param subscribed of the known ones, those that hold a line now
 * @param quoted of the known ones, those of which both sides were heard, be it that there is none
 * @param stale of the quoted ones, those of which a side was heard too long ago for a trade to be
 *     begun on it
 * @param refused of the known ones, those that the venue gives no quotes of
 */
public record ChainCoverage(
    int expiries, int pending, int known, int subscribed, int quoted, int stale, int refused) {

  /** Nothing is known. */
  public static final ChainCoverage NONE = new ChainCoverage(0, 0, 0, 0, 0, 0, 0);

  /** Whether all that is wished for was heard of at least once, or is refused. */
  public boolean isComplete() {
    return expiries > 0 && pending == 0 && quoted + refused >= known;
  }
}
