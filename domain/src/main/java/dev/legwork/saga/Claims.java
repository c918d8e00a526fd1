package dev.legwork.saga;

import java.math.BigDecimal;

/**
 * What other trades of ours hold of a contract that has to be left to them, signed.
 *
 * @param olderLong what older trades hold long that close it themselves: they run, or their stop
 *     does, and no person was told to close it
 * @param olderShort the same, short
 * @param longs of all trades that close themselves
 * @param shorts the same, short
 * @param idleLongs what trades hold long that only people close, who need not tell us that they did
 * @param idleShorts the same, short
 * @param othersBought of it by executions that are not ours, not signed
 * @param othersSold the same, sold
 */
public record Claims(
    BigDecimal olderLong,
    BigDecimal olderShort,
    BigDecimal longs,
    BigDecimal shorts,
    BigDecimal idleLongs,
    BigDecimal idleShorts,
    BigDecimal othersBought,
    BigDecimal othersSold) {
  public static final Claims NONE =
      new Claims(
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          BigDecimal.ZERO);

  /**
   * What comes before a long position: older long ones, and all short ones, without which the
   * account would hold more; of the idle ones those that nobody can have bought back.
   *
   * @param unexplained by how much the account holds more than all executions that are known
   */
  public BigDecimal beforeLong(BigDecimal unexplained) {
    BigDecimal boughtBack = othersBought.add(unexplained.max(BigDecimal.ZERO));
    return olderLong.add(shorts).add(idleShorts.add(boughtBack).min(BigDecimal.ZERO));
  }

  /** The same before a short position. */
  public BigDecimal beforeShort(BigDecimal unexplained) {
    BigDecimal soldOff = othersSold.subtract(unexplained.min(BigDecimal.ZERO));
    return olderShort.add(longs).add(idleLongs.subtract(soldOff).max(BigDecimal.ZERO));
  }
}
