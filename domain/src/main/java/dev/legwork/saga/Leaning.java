package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.order.Side;
import dev.legwork.placing.HedgeSize;
import dev.legwork.request.RequestedLeg;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches the hedge side of a trade that leans on it, as long as a risk leg works and its hedge is
 * not executed.
 */
final class Leaning {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;

  Leaning(Trade trade, TradeWorld world, Policy policy) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
  }

  /** Whether a risk leg works that has a hedge which is not executed. */
  boolean isWatching() {
    return trade.request().lean() != null
        && !HedgeSize.missing(trade.request(), trade.book().executed()).isEmpty()
        && trade.book().legs().stream().anyMatch(Leaning::isRisk);
  }

  /** When to look next. */
  Instant next() {
    return world.now().plus(LOOK_EVERY);
  }

  /** Looks: why the risk legs are to be withdrawn; empty if the hedge side shows enough. */
  Optional<Reason> look() {
    return isWatching() ? lacking() : Optional.empty();
  }

  private Optional<Reason> lacking() {
    TradeBook book = trade.book();
    Map<String, Instrument> hedges = new LinkedHashMap<>();
    for (RequestedLeg leg : HedgeSize.missing(trade.request(), book.executed())) {
      if (book.leg(leg.name()).isEntered()) {
        hedges.put(leg.name(), book.leg(leg.name()).instrument());
      }
    }
    return hedges.isEmpty()
        ? Optional.empty()
        : HedgeSize.whileWorking(
            trade.request(), book.executed(), world.quotes(hedges), policy.quoteMaxAge());
  }

  private static boolean isRisk(LegBook leg) {
    return leg.leg().action() == Side.SELL
        && !leg.isFilled()
        && leg.orders().stream().anyMatch(order -> !order.isOver());
  }
}
