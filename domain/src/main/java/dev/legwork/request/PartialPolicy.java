package dev.legwork.request;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a trade does when its time is over and some legs have filled.
 *
 * @param allButOne where one leg is missing
 * @param minProfit USD per share of the underlying that must be left below the request's {@code
 *     breakEven} after completing; looked at only where there is one
 * @param payUpTicks by so many price steps each further attempt to complete is made worse; 0: never
 * @param payUpCap no attempt is more than so many price steps worse than the quote
 * @param completeWithin from the decision to complete until the rest is unwound
 * @param units whole units that have executed
 * @param legSlippage the most that completing may be worse than what the missing leg could be
 *     traded at when the trade was decided, as a part of the trade's gross value at that time
 * @param groupSlippage the same for all legs together, what they executed included
 * @param hedge whether the delta of what cannot be closed is hedged with the underlying
 */
public record PartialPolicy(
    AllButOne allButOne,
    BigDecimal minProfit,
    int payUpTicks,
    int payUpCap,
    Duration completeWithin,
    Units units,
    BigDecimal legSlippage,
    BigDecimal groupSlippage,
    boolean hedge) {

  /** What becomes of a trade of which one leg is missing. */
  public enum AllButOne {
    /** The missing leg is bought (sold) while that pays; then the trade commits. */
    COMPLETE,
    /** What executed is reversed. */
    UNWIND
  }

  /** What becomes of whole units of a trade that was not executed to the end. */
  public enum Units {
    /** They stay, what is beyond them is reversed, and the trade commits with fewer units. */
    KEEP,
    /** All is reversed. */
    UNWIND
  }

  public static final PartialPolicy DEFAULT =
      new PartialPolicy(
          AllButOne.COMPLETE,
          new BigDecimal("0.10"),
          1,
          5,
          Duration.ofSeconds(5),
          Units.UNWIND,
          new BigDecimal("0.005"),
          new BigDecimal("0.005"),
          true);

  public PartialPolicy {
    minProfit = Decimals.normal(minProfit);
    legSlippage = Decimals.normal(legSlippage);
    groupSlippage = Decimals.normal(groupSlippage);
    if (payUpTicks < 0 || payUpCap < payUpTicks) {
      throw new IllegalArgumentException("pay-up " + payUpTicks + " up to " + payUpCap);
    }
  }

  /** Whether a trade of which one leg is missing is to be completed while it pays. */
  public boolean completes() {
    return allButOne == AllButOne.COMPLETE;
  }

  /** Whether whole units stay. */
  public boolean keepsUnits() {
    return units == Units.KEEP;
  }

  /** How many price steps worse than the quote the attempt may be, from 1. */
  public int payUp(int attempt) {
    return (int) Math.min(payUpCap, (long) payUpTicks * (attempt - 1));
  }
}
