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
 */
public record AccountPosition(BigDecimal position, BigDecimal unexplained, BigDecimal byOthers) {
  /** Nothing is held, and nobody else traded. */
  public static final AccountPosition NONE =
      new AccountPosition(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  public AccountPosition {
    position = Decimals.normal(position);
    unexplained = Decimals.normal(unexplained);
    byOthers = Decimals.normal(byOthers);
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
    BigDecimal sign = BigDecimal.valueOf(surplus.signum());
    BigDecimal whole = surplus.abs();
    BigDecimal beyond = whole.subtract(position.multiply(sign).max(BigDecimal.ZERO));
    BigDecimal taken =
        unexplained
            .multiply(sign)
            .min(BigDecimal.ZERO)
            .add(byOthers.multiply(sign).min(BigDecimal.ZERO))
            .negate();
    return Decimals.normal(beyond.max(taken).max(BigDecimal.ZERO).min(whole).multiply(sign));
  }
}
