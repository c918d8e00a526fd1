package dev.legwork.saga;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;

/**
 * What an account really holds of a contract, beside what is known of how it came to that. All are
 * signed: positive is long, or bought.
 *
 * @param position by the broker's complete answer of this moment, whosever it is
 * @param unexplained what the broker holds beyond all executions that are known, ours and others'
 * @param byOthers what others' known executions have changed since the trade began
 * @param besideLong what other trades of ours hold of it that comes before a long position of this
 *     one ({@link Claims})
 * @param besideShort the same before a short position
 * @param soldLately what all trades of ours, this one too, sold of it so lately that the position
 *     may not show it yet; not signed
 * @param boughtLately the same, bought
 */
public record AccountPosition(
    BigDecimal position,
    BigDecimal unexplained,
    BigDecimal byOthers,
    BigDecimal besideLong,
    BigDecimal besideShort,
    BigDecimal soldLately,
    BigDecimal boughtLately) {
  /** Nothing is held, and nobody else traded. */
  public static final AccountPosition NONE =
      new AccountPosition(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  public AccountPosition {
    position = Decimals.normal(position);
    unexplained = Decimals.normal(unexplained);
    byOthers = Decimals.normal(byOthers);
    besideLong = besideLong == null ? BigDecimal.ZERO : Decimals.normal(besideLong);
    besideShort = besideShort == null ? BigDecimal.ZERO : Decimals.normal(besideShort);
    soldLately = soldLately == null ? BigDecimal.ZERO : Decimals.normal(soldLately);
    boughtLately = boughtLately == null ? BigDecimal.ZERO : Decimals.normal(boughtLately);
  }

  /** Of a contract that no other trade of ours holds. */
  public AccountPosition(BigDecimal position, BigDecimal unexplained, BigDecimal byOthers) {
    this(position, unexplained, byOthers, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** Of which nothing of ours was executed lately. */
  public AccountPosition(
      BigDecimal position,
      BigDecimal unexplained,
      BigDecimal byOthers,
      BigDecimal besideLong,
      BigDecimal besideShort) {
    this(
        position, unexplained, byOthers, besideLong, besideShort, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** A position that our own executions explain. */
  public static AccountPosition explained(BigDecimal position) {
    return new AccountPosition(position, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /**
   * How much of a surplus is not there any more, signed as it. Never less than would turn the
   * account's position round or enlarge it away from zero; and everything that others may have
   * taken counts as taken from this surplus, since nobody can tell whose shares they took.
   */
  public BigDecimal gone(BigDecimal surplus) {
    return gone(surplus, BigDecimal.ZERO);
  }

  /**
   * The same where so much of what others may have taken was counted already, from another holding
   * of the same trade in this contract.
   */
  public BigDecimal gone(BigDecimal surplus, BigDecimal counted) {
    BigDecimal sign = BigDecimal.valueOf(surplus.signum());
    BigDecimal whole = surplus.abs();
    BigDecimal beyond = whole.subtract(position.multiply(sign).max(BigDecimal.ZERO));
    BigDecimal taken =
        unexplained
            .multiply(sign)
            .min(BigDecimal.ZERO)
            .add(byOthers.multiply(sign).min(BigDecimal.ZERO))
            .negate()
            .subtract(counted.abs());
    return Decimals.normal(beyond.max(taken).max(BigDecimal.ZERO).min(whole).multiply(sign));
  }

  /**
   * How much of what a trade holds the account does not, signed as it: what is left of the
   * account's position for it once our other trades with a claim have theirs. A sale elsewhere
   * takes nothing from the trade as long as the account holds enough.
   *
   * @param before what was unexplained of it earlier, as little of it as was seen; or zero
   */
  public BigDecimal notHeld(BigDecimal surplus, BigDecimal before) {
    BigDecimal sign = BigDecimal.valueOf(surplus.signum());
    BigDecimal beside = surplus.signum() > 0 ? besideLong : besideShort;
    BigDecimal left =
        position
            .subtract(beside)
            .multiply(sign)
            .subtract(notShown(surplus, before))
            .max(BigDecimal.ZERO);
    return Decimals.normal(surplus.abs().subtract(left).max(BigDecimal.ZERO).multiply(sign));
  }

  /**
   * How much of what we executed lately the position does not show yet: by so much it is larger
   * than what executions explain, or than it was beyond them before.
   */
  private BigDecimal notShown(BigDecimal surplus, BigDecimal before) {
    BigDecimal sign = BigDecimal.valueOf(surplus.signum());
    BigDecimal lately = surplus.signum() > 0 ? soldLately : boughtLately;
    BigDecimal usual = before.multiply(sign).min(BigDecimal.ZERO);
    return unexplained.multiply(sign).subtract(usual).max(BigDecimal.ZERO).min(lately);
  }
}
