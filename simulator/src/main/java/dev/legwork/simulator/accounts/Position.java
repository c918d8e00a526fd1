package dev.legwork.simulator.accounts;

import dev.legwork.simulator.contracts.Instrument;
import dev.legwork.simulator.orders.Side;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What an account holds of one contract.
 *
 * @param quantity shares or contracts; negative when short
 * @param averageCost USD per share or per contract (the multiplier included), with the commissions
 *     of the fills that opened it, as IB keeps it; 0 when flat
 * @param realized USD realised so far, after commissions
 */
public record Position(
    Instrument instrument, long quantity, BigDecimal averageCost, BigDecimal realized) {

  static Position flat(Instrument instrument) {
    return new Position(instrument, 0, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** What the position is worth at a price, USD; negative when short. */
  public BigDecimal value(BigDecimal price) {
    return price.multiply(BigDecimal.valueOf(quantity * instrument.multiplier()));
  }

  /** How much of a trade of this size would close what is held. */
  long closing(Side side, long traded) {
    return Long.signum(quantity) * side.sign() < 0 ? Math.min(Math.abs(quantity), traded) : 0;
  }

  /**
   * The position after a trade.
   *
   * @param price USD per share
   * @param commission of the whole trade, USD
   */
  public Position after(Side side, long traded, BigDecimal price, BigDecimal commission) {
    if (traded == 0) {
      return this;
    }
    long closes = closing(side, traded);
    BigDecimal share = commission.divide(BigDecimal.valueOf(traded), MathContext.DECIMAL64);
    BigDecimal unit = unitCash(side, price, share);
    Position rest = closes == 0 ? this : closed(closes, side, unit);
    return closes == traded ? rest : rest.opened(traded - closes, side, unit);
  }

  /** USD per unit: what is paid for a BUY, what is received for a SELL, after commission. */
  private BigDecimal unitCash(Side side, BigDecimal price, BigDecimal commissionShare) {
    BigDecimal gross = price.multiply(BigDecimal.valueOf(instrument.multiplier()));
    return side == Side.BUY ? gross.add(commissionShare) : gross.subtract(commissionShare);
  }

  private Position closed(long traded, Side side, BigDecimal unit) {
    BigDecimal gain =
        unit.subtract(averageCost).multiply(BigDecimal.valueOf(-side.sign() * traded));
    long left = quantity + side.sign() * traded;
    return new Position(
        instrument, left, left == 0 ? BigDecimal.ZERO : averageCost, realized.add(gain));
  }

  private Position opened(long traded, Side side, BigDecimal unit) {
    long before = Math.abs(quantity);
    BigDecimal cost =
        averageCost
            .multiply(BigDecimal.valueOf(before))
            .add(unit.multiply(BigDecimal.valueOf(traded)))
            .divide(BigDecimal.valueOf(before + traded), MathContext.DECIMAL64);
    return new Position(instrument, quantity + side.sign() * traded, cost, realized);
  }
}
