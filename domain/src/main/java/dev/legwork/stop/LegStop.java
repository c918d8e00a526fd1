package dev.legwork.stop;

import dev.legwork.book.LegBook;
import dev.legwork.book.OrderBookEntry;
import dev.legwork.num.Decimals;
import dev.legwork.order.Children;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.quote.Quote;
import dev.legwork.request.ProtectiveStop;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.unwind.Kept;
import dev.legwork.unwind.MarketPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stop of one leg: its order at the venue, and when that is given up for the market. */
final class LegStop {
  private final StopSituation now;
  private final Kept due;
  private final ProtectiveStop stop;
  private final LegBook leg;
  private final StopTerms terms;

  LegStop(StopSituation now, Kept due) {
    this.now = now;
    this.due = due;
    this.stop = now.scope().request().stop();
    this.leg = now.book().leg(stop.leg());
    this.terms =
        StopTerms.of(stop, leg.leg().action(), leg.instrument().increments(), now.policy().band());
  }

  /** At what it could be closed now, as far as that is believed. */
  Optional<BigDecimal> market() {
    return MarketPrice.near(
        leg,
        terms.side(),
        now.quotes().getOrDefault(stop.leg(), Quote.untold()),
        StopSituation.known(leg, now.known()),
        now.quoteMaxAge());
  }

  StopStep next() {
    Optional<BigDecimal> market = now.closed() ? Optional.empty() : market();
    if (market.filter(terms::isGapped).isPresent()) {
      return new StopStep.Exit(
          new Reason(
              ReasonCode.STOP_GAPPED,
              "the market is at %s, beyond the stop's limit of %s"
                  .formatted(Decimals.price(market.get()), Decimals.price(terms.limit()))));
    }
    List<OrderBookEntry> live = stops().stream().filter(order -> !order.isOver()).toList();
    return live.isEmpty() ? unarmed(market) : armed(live, market);
  }

  private List<OrderBookEntry> stops() {
    return leg.orders().stream()
        .filter(order -> order.intent().ref().purpose() == Purpose.STOP)
        .toList();
  }

  /** The latest stop order, or the children that it was split into; empty before the first. */
  private List<OrderBookEntry> latest() {
    List<OrderBookEntry> stops = stops();
    return stops.stream()
        .filter(order -> order.intent().isSiblingOf(stops.getLast().intent()))
        .toList();
  }

  private BigDecimal guarded(Map<String, BigDecimal> without) {
    return due.without(without).surplus(leg).abs();
  }

  private StopStep unarmed(Optional<BigDecimal> market) {
    StopState state = now.status().state();
    if (state == StopState.ARMED || state == StopState.TRIGGERED) {
      return latest().stream().allMatch(OrderBookEntry::isAbsent)
          ? new StopStep.Unsent("the stop order never reached the venue")
          : new StopStep.Lost("the stop order ended at the venue");
    }
    boolean givenUp = now.status().lost() >= now.policy().mostLost();
    boolean watches = givenUp || now.status().unsent().inARow() >= now.policy().mostUnsent();
    if (watches && market.filter(terms::isTriggered).isPresent()) {
      return new StopStep.Exit(triggered(market.get()));
    }
    Instant look = now.now().plus(now.policy().look());
    if (givenUp) {
      return new StopStep.Wait(StopState.WATCHING, look);
    }
    if (!now.status().unsent().isDue(now.now())) {
      Instant again = now.status().unsent().again();
      return new StopStep.Wait(StopState.ARMING, again.isBefore(look) ? again : look);
    }
    return place();
  }

  private StopStep place() {
    BigDecimal quantity = guarded(now.missing()).setScale(0, RoundingMode.DOWN);
    if (!Decimals.isPositive(quantity)) {
      return new StopStep.Wait(StopState.ARMING, now.now().plus(now.policy().closeLook()));
    }
    int attempt = 1 + Math.max(now.status().attempts(), leg.lastAttempt(Purpose.STOP));
    return new StopStep.Place(
        OrderIntent.stop(
            new OrderRef(now.scope().request().id(), leg.leg().name(), Purpose.STOP, attempt),
            now.scope().request().account(),
            leg.instrument(),
            terms.side(),
            quantity,
            terms.trigger(),
            terms.limit()));
  }

  /** What works is for more than is held; null: it is not. */
  StopStep tooLarge() {
    BigDecimal working = working(stops().stream().filter(order -> !order.isOver()).toList());
    return working.compareTo(guarded(now.probably())) > 0 ? resize(working) : null;
  }

  private StopStep resize(BigDecimal working) {
    return new StopStep.Resize(
        new Reason(
            ReasonCode.POSITION_MISSING,
            "the stop order is for %s, and %s are held"
                .formatted(working.toPlainString(), guarded(now.probably()).toPlainString())));
  }

  private StopStep armed(List<OrderBookEntry> live, Optional<BigDecimal> market) {
    BigDecimal working = working(live);
    // A larger one is not written at once: what its order does not guard we watch.
    boolean isSplitAllItCan = live.size() >= Children.MOST_REDUCING;
    if (!areOne(live) || !fits(working, isSplitAllItCan)) {
      return resize(working);
    }
    boolean executing = live.stream().anyMatch(order -> Decimals.isPositive(order.executed()));
    Instant since = now.status().triggeredAt();
    if (market.isPresent() && !terms.isTriggered(market.get()) && !executing) {
      return since == null
          ? waiting(StopState.ARMED)
          : new StopStep.Recede(
              StopState.ARMED, "the market is back at " + Decimals.price(market.get()));
    }
    if (since == null) {
      return market.isEmpty() && !executing
          ? waiting(StopState.ARMED)
          : new StopStep.Trigger(
              market
                  .filter(terms::isTriggered)
                  .map(price -> triggered(price).detail())
                  .orElse("the stop order executes"),
              executing);
    }
    return now.closed() || now.now().isBefore(since.plus(stop.fallbackAfter()))
        ? waiting(StopState.TRIGGERED)
        : new StopStep.Exit(
            new Reason(
                ReasonCode.STOP_UNFILLED,
                "the stop order was not filled within " + stop.fallbackAfter()));
  }

  /**
   * For what the account can afford, at once; for more again only once nobody doubts that it is
   * there.
   */
  private boolean fits(BigDecimal working, boolean isSplitAllItCan) {
    int more = working.compareTo(guarded(now.probably()));
    return more == 0 || (more < 0 && (now.doubtful() || isSplitAllItCan));
  }

  /** One order, or the children that one was split into. */
  private static boolean areOne(List<OrderBookEntry> live) {
    return live.stream().allMatch(order -> order.intent().isSiblingOf(live.getFirst().intent()));
  }

  private static BigDecimal working(List<OrderBookEntry> live) {
    return live.stream()
        .map(order -> order.intent().quantity().subtract(order.executed()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private StopStep waiting(StopState state) {
    Instant until =
        now.now()
            .plus(state == StopState.TRIGGERED ? now.policy().closeLook() : now.policy().look());
    return new StopStep.Wait(state, until);
  }

  private Reason triggered(BigDecimal price) {
    return new Reason(
        ReasonCode.STOP_TRIGGERED,
        "the market is at %s, the stop's trigger is %s"
            .formatted(Decimals.price(price), Decimals.price(terms.trigger())));
  }
}
