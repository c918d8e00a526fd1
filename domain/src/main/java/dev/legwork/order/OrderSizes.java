package dev.legwork.order;

import dev.legwork.contract.Instrument;
import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How large one order may be, by what the venue takes and what its owner wants. The venue's own
 * limit is a setting: Interactive Brokers tells the smallest size of a contract and its steps, and
 * never the largest; an order beyond it is refused (error 383).
 *
 * @param contracts of an option, whole, above 0; null: any number
 * @param shares of a stock, whole, above 0; null: any number
 */
public record OrderSizes(BigDecimal contracts, BigDecimal shares) {
  /** Orders of any size. */
  public static final OrderSizes ANY = new OrderSizes(null, null);

  public OrderSizes {
    contracts = checked("contracts", contracts);
    shares = checked("shares", shares);
  }

  private static BigDecimal checked(String what, BigDecimal most) {
    if (most != null && !(Decimals.isPositive(most) && Decimals.isWhole(most))) {
      throw new IllegalArgumentException(
          "an order's most %s must be whole and above 0: %s".formatted(what, most));
    }
    return most == null ? null : Decimals.normal(most);
  }

  /** The stricter of both, for each kind. */
  public OrderSizes and(OrderSizes other) {
    return new OrderSizes(
        Children.smaller(contracts, other.contracts), Children.smaller(shares, other.shares));
  }

  /** The most of this contract that an order may be for; null: any quantity. */
  public BigDecimal of(Instrument instrument) {
    return instrument.spec().isOption() ? contracts : shares;
  }

  /**
   * The most units of a combo that an order may be for, so that it trades no more of any leg than
   * an order of that leg might; 0 if a single unit is too much; null: any number.
   */
  public BigDecimal of(Combo combo) {
    BigDecimal most = null;
    for (ComboLeg leg : combo.legs()) {
      most = Children.smaller(most, units(of(leg.instrument()), leg.ratio()));
    }
    return most;
  }

  /** How many units a size leaves; null: any number. */
  public static BigDecimal units(BigDecimal size, int ratio) {
    return size == null
        ? null
        : Decimals.normal(size.divide(Decimals.of(ratio), 0, RoundingMode.DOWN));
  }

  /** The most that this order may be for. */
  public BigDecimal of(OrderIntent intent) {
    return intent.isCombo() ? of(intent.combo()) : of(intent.instrument());
  }
}
