package dev.legwork.saga;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the account's positions show all of the hedge. Of what an unwinding does it is the only
 * thing that makes a position larger: until it is shown, it looks as if somebody had closed it, and
 * would be bought once more.
 */
final class HedgeShown {
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Trade trade;
  private final TradeWorld world;
  private BigDecimal seen;
  private Instant shownAt = Instant.MIN;

  HedgeShown(Trade trade, TradeWorld world) {
    this.trade = trade;
    this.world = world;
    this.seen = size();
  }

  /**
   * Waits a little where the hedge was enlarged so lately that positions may not show it.
   *
   * @return whether to look again
   */
  boolean waits() {
    BigDecimal now = size();
    if (now.compareTo(seen) > 0) {
      shownAt = world.now().plus(AccountCheck.POSITIONS_FOLLOW);
    }
    seen = now;
    if (!world.now().isBefore(shownAt)) {
      return false;
    }
    trade.await(world.now().plus(AGAIN));
    return true;
  }

  private BigDecimal size() {
    return trade.book().hedge().net().abs();
  }
}
