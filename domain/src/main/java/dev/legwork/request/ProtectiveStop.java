package dev.legwork.request;

import dev.legwork.num.Decimals;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * When what a trade has entered is to be left again. Either of one leg, by a stop-limit order that
 * rests at the venue, or of the whole group, watched by us since no order of a venue can say it.
 *
 * @param leg the leg it closes; null: the whole group
 * @param trigger of a leg, USD per share: the leg is left once the market for it is there. Below
 *     the market for a leg that was bought, above it for one that was sold
 * @param limit of a leg, USD per share: the worst price of the stop order; null: half a percent
 *     beyond the trigger, two price steps at least
 * @param fallbackAfter of a leg: so long after its trigger the stop order is cancelled, and once
 *     that is proven the remainder is taken at the market, inside a collar
 * @param netTrigger of the group, in netLimit's terms (USD per share of the underlying for one
 *     unit): what closing one unit would fetch at the opposite quotes, negative where closing
 *     costs. The group is left as soon as closing fetches this or less
 */
public record ProtectiveStop(
    String leg,
    BigDecimal trigger,
    BigDecimal limit,
    Duration fallbackAfter,
    BigDecimal netTrigger) {

  public static final Duration FALLBACK_AFTER = Duration.ofSeconds(5);

  public ProtectiveStop {
    trigger = trigger == null ? null : Decimals.normal(trigger);
    limit = limit == null ? null : Decimals.normal(limit);
    netTrigger = netTrigger == null ? null : Decimals.normal(netTrigger);
    if ((leg == null) != (trigger == null) || (leg == null) == (netTrigger == null)) {
      throw new IllegalArgumentException("a stop is of a leg with its trigger, or of the group");
    }
    if (leg == null && (limit != null || fallbackAfter != null)) {
      throw new IllegalArgumentException("the stop of a group has no order of its own");
    }
  }

  /** A stop on one leg. */
  public static ProtectiveStop ofLeg(
      String leg, BigDecimal trigger, BigDecimal limit, Duration fallbackAfter) {
    return new ProtectiveStop(leg, trigger, limit, fallbackAfter, null);
  }

  /** A stop on everything that the trade holds. */
  public static ProtectiveStop ofGroup(BigDecimal netTrigger) {
    return new ProtectiveStop(null, null, null, null, netTrigger);
  }

  /** Whether it closes every leg. */
  public boolean isGroup() {
    return leg == null;
  }
}
