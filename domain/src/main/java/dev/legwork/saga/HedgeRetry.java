package dev.legwork.saga;

import dev.legwork.stop.Tries;
import dev.legwork.unwind.NeededMarket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries a hedge again that something of a moment refused, while its trade waits for the market of
 * what it would hedge: as soon as the underlying can be traded, and ever more rarely where that
 * does not help.
 */
final class HedgeRetry {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final TradeWorld world;
  private final Hedging hedging;
  private final Runnable again;
  private Tries tries = Tries.NONE;

  /**
   * @param again asks for the hedge
   */
  HedgeRetry(TradeWorld world, Hedging hedging, Runnable again) {
    this.world = world;
    this.hedging = hedging;
    this.again = again;
    pause();
  }

  /** Whether the hedge is still to be decided. */
  boolean isPending() {
    return hedging.isRefused();
  }

  /**
   * Waits for a market of these legs, or until the hedge has been tried again.
   *
   * @return about the legs alone
   */
  MarketAnswer await(Map<String, NeededMarket> legs, Instant until) {
    if (!isPending()) {
      return world.awaitMarket(legs, until);
    }
    if (!tries.isDue(world.now())) {
      return world.awaitMarket(legs, tries.again().isBefore(until) ? tries.again() : until);
    }
    if (hedging.awaited().isEmpty()) {
      again();
      return world.awaitMarket(legs, world.now());
    }
    Map<String, NeededMarket> both = new TreeMap<>(hedging.awaited());
    both.putAll(legs);
    MarketAnswer answer = world.awaitMarket(both, until);
    if (both.size() == legs.size() || !answer.usable()) {
      return answer;
    }
    answer = world.awaitMarket(legs, world.now());
    if (!answer.usable()) {
      again();
    }
    return answer;
  }

  private void again() {
    again.run();
    pause();
  }

  private void pause() {
    tries = tries.failed(world.now(), FIRST_PAUSE, LONGEST_PAUSE);
  }
}
