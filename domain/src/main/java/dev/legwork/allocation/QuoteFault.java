package dev.legwork.allocation;

import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/** Why no entry may rely on a quote: halted, missing, one-sided, crossed or stale. */
final class QuoteFault {
  private QuoteFault() {}

  /**
   * @param quote null: nothing is known
   * @param maxAge a side not heard of for longer is stale
   * @return empty if it can be traded on
   */
  static Optional<Reason> of(RequestedLeg leg, Quote quote, Duration maxAge) {
    return quote != null && quote.halted()
        ? Optional.of(new Reason(ReasonCode.HALTED, "trading is halted in " + named(leg)))
        : Optional.ofNullable(text(leg, quote, maxAge))
            .map(fault -> new Reason(ReasonCode.NOT_MARKETABLE, fault));
  }

  private static String text(RequestedLeg leg, Quote quote, Duration maxAge) {
    Side side = leg.action();
    if (quote == null || quote.executable(side) == null) {
      return "no " + (side == Side.BUY ? "ask" : "bid") + " for " + named(leg);
    }
    if (!quote.hasBothSides()) {
      return "one-sided quote for " + named(leg);
    }
    if (quote.isCrossed()) {
      return "crossed quote %s/%s for %s"
          .formatted(Decimals.price(quote.bid()), Decimals.price(quote.ask()), named(leg));
    }
    return quote.executableAge(side).compareTo(maxAge) > 0
        ? "stale quote for %s: last heard %s ago, allowed %s"
            .formatted(named(leg), quote.executableAge(side), maxAge)
        : null;
  }

  static String named(RequestedLeg leg) {
    return leg.name() + " (" + leg.contract().label() + ")";
  }
}
