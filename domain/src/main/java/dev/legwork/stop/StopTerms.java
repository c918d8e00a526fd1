package dev.legwork.stop;

import dev.legwork.contract.PriceIncrements;
import dev.legwork.order.Side;
import dev.legwork.request.ProtectiveStop;
import java.math.BigDecimal;

/**
 * The prices of a leg's stop order on the venue's steps, USD per share.
 *
 * @param side of the stop order: SELL for a leg that was bought
 * @param trigger never later than asked for: rounded towards the market
 * @param limit never worse than asked for
 */
public record StopTerms(Side side, BigDecimal trigger, BigDecimal limit) {
  /** Of a limit that was not asked for: half a percent of a cheap option is no step at all. */
  private static final BigDecimal STEPS = BigDecimal.TWO;

  /** The terms of a stop on a leg that was entered by this side. */
  public static StopTerms of(
      ProtectiveStop stop, Side entered, PriceIncrements increments, BigDecimal band) {
    Side side = entered.opposite();
    BigDecimal trigger = better(side, stop.trigger(), increments);
    BigDecimal room = stop.trigger().multiply(band).max(increments.at(trigger).multiply(STEPS));
    BigDecimal limit =
        stop.limit() == null ? stop.trigger().add(entered.opposite().signed(room)) : stop.limit();
    BigDecimal lowest = increments.at(BigDecimal.ZERO);
    return new StopTerms(
        side, trigger.max(lowest), better(side, limit.max(lowest), increments).max(lowest));
  }

  private static BigDecimal better(Side side, BigDecimal price, PriceIncrements increments) {
    return side == Side.SELL ? increments.up(price) : increments.down(price);
  }

  /** Whether a market at this price is at the trigger, or beyond it. */
  public boolean isTriggered(BigDecimal price) {
    return price.subtract(trigger).signum() * sign() >= 0;
  }

  /** Whether a market at this price is worse than the limit: the stop order cannot trade. */
  public boolean isGapped(BigDecimal price) {
    return price.subtract(limit).signum() * sign() > 0;
  }

  private int sign() {
    return side == Side.BUY ? 1 : -1;
  }
}
