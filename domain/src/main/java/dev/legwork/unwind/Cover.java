package dev.legwork.unwind;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of a leg's position may be closed now. A long stock or long call covers short calls, a
 * short stock or long put covers short puts, a long call covers short stock as well; as long as
 * such shorts are open, each kind of cover is kept up to what they need. Everything else covers
 * nothing and may go at once.
 */
final class Cover {
  private final Kept held;
  private final BigDecimal sharesShortByCalls;
  private final BigDecimal sharesShortByPuts;
  private final BigDecimal sharesShort;

  private Cover(
      Kept held,
      BigDecimal sharesShortByCalls,
      BigDecimal sharesShortByPuts,
      BigDecimal sharesShort) {
    this.held = held;
    this.sharesShortByCalls = sharesShortByCalls;
    this.sharesShortByPuts = sharesShortByPuts;
    this.sharesShort = sharesShort;
  }

  static Cover of(TradeBook book, Kept kept) {
    return new Cover(
        kept,
        sharesShort(book, kept, OptionRight.CALL),
        sharesShort(book, kept, OptionRight.PUT),
        sharesShort(book, kept, null));
  }

  /** Contracts (shares) of the leg's position that may be closed now, never above the position. */
  BigDecimal closable(LegBook leg) {
    BigDecimal position = held.held(leg).abs();
    if (Decimals.isZero(position) || isShortOption(leg)) {
      return position;
    }
    BigDecimal multiplier = Decimals.of(leg.leg().contract().multiplier());
    BigDecimal kept = neededFrom(leg).divide(multiplier, 0, RoundingMode.CEILING);
    return Decimals.normal(position.subtract(kept).max(BigDecimal.ZERO));
  }

  /** Shares that the leg has to cover while the shorts are open. */
  private BigDecimal neededFrom(LegBook leg) {
    ContractSpec contract = leg.leg().contract();
    boolean isLong = leg.net().signum() > 0;
    if (!contract.isOption()) {
      return isLong ? sharesShortByCalls : sharesShortByPuts;
    }
    return contract.right() == OptionRight.CALL
        ? sharesShortByCalls.add(sharesShort)
        : sharesShortByPuts;
  }

  private static boolean isShortOption(LegBook leg) {
    return leg.leg().contract().isOption() && leg.net().signum() < 0;
  }

  /**
   * @param right of the short options; null: the short stock itself
   */
  private static BigDecimal sharesShort(TradeBook book, Kept kept, OptionRight right) {
    return book.legs().stream()
        .filter(leg -> leg.net().signum() < 0)
        .filter(leg -> leg.leg().contract().right() == right)
        .map(leg -> kept.held(leg).abs().multiply(Decimals.of(leg.leg().contract().multiplier())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
