package dev.legwork.saga;

import dev.legwork.book.HedgeBook;
import dev.legwork.book.LegBook;
import dev.legwork.contract.Instrument;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.quote.Quote;
import dev.legwork.unwind.Kept;
import dev.legwork.unwind.NeededMarket;
import dev.legwork.unwind.UnwindPlan;
import dev.legwork.unwind.UnwindProgress;
import dev.legwork.unwind.UnwindStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reverses what was executed, but for what is kept, wave by wave, until that is done or cannot be
 * done (order-rules: Unwind).
 */
final class Unwinding {
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int ALERT_AFTER = 5;
  private static final int RARELY_AFTER = 100;

  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final Kept keptOnPurpose;
  private Kept kept;
  private final Reason why;
  private final MarketWait market;
  private final Hedging hedging;
  private final HedgeShown hedgeShown;
  private AccountCheck account;
  private boolean waits = true;
  private boolean sparesStops;
  private UnwindProgress progress = UnwindProgress.NONE;
  private int unwrittenInARow;
  private int asksInARow;

  /**
   * Of a trade whose own executions say what the account holds.
   *
   * @param unlock gives the account's lock back, where the trade holds it; harmless when repeated
   */
  Unwinding(Trade trade, TradeWorld world, Policy policy, Kept kept, Reason why, Runnable unlock) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.keptOnPurpose = kept;
    this.kept = kept;
    this.why = why;
    this.market = new MarketWait(trade, world, policy, kept, unlock);
    this.hedging = new Hedging(trade, world, policy, why);
    this.hedgeShown = new HedgeShown(trade, world);
  }

  /** What is to be closed is compared with the account before every wave. */
  Unwinding comparedWith(AccountCheck check) {
    account = check;
    return this;
  }

  /** Stop orders of what is kept go on guarding it meanwhile. */
  Unwinding besideStops() {
    sparesStops = true;
    return this;
  }

  /** These references are taken, whatever became of them: none of them is used again. */
  Unwinding numberedAfter(Collection<OrderRef> taken) {
    for (OrderRef ref : taken) {
      if (ref.leg().equals(HedgeBook.NAME)) {
        hedging.taken(ref);
      } else {
        progress = progress.taken(ref.leg(), ref.attempt());
      }
    }
    return this;
  }

  /** Why positions remain, or null when every leg is proven flat, or down to what is kept. */
  Reason run() {
    Reason stuck = close();
    return account == null ? stuck : account.missing(stuck);
  }

  /**
   * The same for who comes back by itself: it waits for no market, and leaves what the account does
   * not hold to whoever gave the comparison.
   */
  Reason runOnce() {
    waits = false;
    return close();
  }

  private Reason close() {
    while (true) {
      endRevived();
      kept = account == null ? keptOnPurpose : account.affordable(keptOnPurpose);
      switch (UnwindPlan.next(trade.book(), kept, quotes(), progress, policy)) {
        case UnwindStep.Flat ignored -> {
          if (!waitsForPositions()) {
            if (kept.isReached(trade.book())) {
              return null;
            }
            Reason over = takeHedgeOff();
            if (over != null) {
              return over;
            }
          }
        }
        case UnwindStep.Stuck stuck -> {
          if (!waitsForPositions()) {
            Reason over = stuck(stuck);
            if (over != null) {
              return over;
            }
          }
        }
        case UnwindStep.Ask ask -> {
          Reason over = ask(ask);
          if (over != null) {
            return over;
          }
        }
        case UnwindStep.Send send -> attempt(send);
      }
    }
  }

  /** Out of hours, or in a halt, a quote stands and nobody trades at it. */
  private Reason stuck(UnwindStep.Stuck stuck) {
    if (!waits) {
      return stuck.reason();
    }
    if (market.isAway(stuck.tried())) {
      return awaitMarket(stuck.tried(), stuck.reason());
    }
    String hedged = hedging.run(kept, stuck.reason());
    return withText(stuck.reason(), hedged);
  }

  private static Reason withText(Reason reason, String more) {
    return more.isEmpty() ? reason : new Reason(reason.code(), reason.detail() + "; " + more);
  }

  /** The legs are closed: nothing needs the hedge any more. */
  private Reason takeHedgeOff() {
    if (hedging.close(kept)) {
      return null;
    }
    Reason reason =
        new Reason(
            ReasonCode.UNWIND_EXHAUSTED,
            "the legs are closed, and "
                + policy.unwindAttempts()
                + " attempts did not take the hedge off");
    return waits && market.isAway(hedging.needed(kept))
        ? awaitMarket(hedging.needed(kept), reason)
        : reason;
  }

  private Reason ask(UnwindStep.Ask ask) {
    if (asksInARow < (ask.told() ? policy.unwindAttempts() : policy.unwindAsksUntold())) {
      pauseUnquoted(ask);
      return null;
    }
    return awaitMarket(ask.needed(), ask.reason());
  }

  /** After a wait somebody may have closed by hand what the trade holds. */
  private Reason awaitMarket(Map<String, NeededMarket> needed, Reason reason) {
    if (!waits) {
      return reason;
    }
    if (waitsForPositions()) {
      return null;
    }
    String hedged = hedging.run(kept, reason);
    HedgeRetry again = new HedgeRetry(world, hedging, () -> hedging.run(affordable(), reason));
    Reason over = market.run(needed, kept, hedged, reason, again);
    account = account == null ? new AccountCheck(trade, world) : account;
    progress = market.hasWaited() ? progress.afresh(needed.keySet()) : progress;
    return over;
  }

  /** What seems to be missing, a hedge most of all, may only not be shown yet. */
  private Kept affordable() {
    account = account == null ? new AccountCheck(trade, world) : account;
    do {
      kept = account.affordable(keptOnPurpose);
    } while (waitsForPositions());
    return kept;
  }

  private boolean waitsForPositions() {
    return account != null
        && (account.waitsForPositions() || (!account.gone().isEmpty() && hedgeShown.waits()));
  }

  /**
   * An order that was over by its executions alone is not, once one of them was taken back; and one
   * that was proven absent may show up after all.
   */
  private void endRevived() {
    if (sparesStops) {
      Set<OrderRef> spared = new TreeSet<>(trade.book().live());
      spared.removeAll(keptOnPurpose.inTheWay(trade.book()));
      trade.spares(spared);
    }
    if (!trade.live().isEmpty()) {
      new Withdrawal(trade, world).run(why);
    }
  }

  private void attempt(UnwindStep.Send step) {
    trade.note("UNWIND_WAVE", null, labels(step.wave()));
    asksInARow = 0;
    Reducing reducing = new Reducing(trade, world);
    reducing.run(step.wave(), policy.unwindAttemptTime(), why);
    Set<String> absent = reducing.absentLegs(step.wave());
    progress = step.progress().withoutAttempts(absent, progress);
    step.wave().forEach(this::noteWhatWasPlaced);
    if (absent.size() < step.wave().size()) {
      unwrittenInARow = 0;
    } else {
      pauseUnwritten();
    }
  }

  /** More children than fit into one write are left to the next wave: that is no failed attempt. */
  private void noteWhatWasPlaced(OrderIntent planned) {
    BigDecimal placed =
        trade.book().withSiblings(planned.ref()).stream()
            .map(order -> order.intent().quantity())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal left = planned.quantity().subtract(placed);
    if (Decimals.isPositive(placed) && Decimals.isPositive(left)) {
      progress = progress.lacking(planned.ref().leg(), planned.side().signed(left));
    }
  }

  /**
   * A quote that is missing now, or that no limit may be taken from, is no proof that nobody
   * trades: after a reconnect the first tick takes its time.
   */
  private void pauseUnquoted(UnwindStep.Ask ask) {
    asksInARow++;
    trade.note("NO_QUOTE", null, ask.reason().detail() + "; asking again");
    if (!ask.told() && asksInARow == ALERT_AFTER) {
      world.alert(
          new Alert(
              Alert.Severity.CRITICAL,
              "UNWIND_BLOCKED",
              "the positions %s cannot be closed without quotes: %s; asking on"
                  .formatted(
                      Holdings.text(Holdings.beside(kept, trade.book())), ask.reason().detail()),
              Holdings.beside(kept, trade.book())));
    }
    Instant until = world.now().plus(policy.unwindAttemptTime());
    while (world.now().isBefore(until)) {
      trade.await(until);
    }
  }

  /** Nothing reached the market: that is no attempt. */
  private void pauseUnwritten() {
    unwrittenInARow++;
    trade.note("NOT_WRITTEN", null, "no unwinding order reached the market; trying again");
    if (unwrittenInARow == ALERT_AFTER) {
      world.alert(
          new Alert(
              Alert.Severity.CRITICAL,
              "UNWIND_BLOCKED",
              unwrittenInARow + " unwinding waves in a row never reached the market; trying on",
              List.of()));
    }
    trade.await(world.now().plus(pause()));
  }

  /** Each try is a part of the workflow's history, which must last for days of them. */
  private Duration pause() {
    if (unwrittenInARow < ALERT_AFTER) {
      return SHORT_PAUSE;
    }
    return unwrittenInARow < RARELY_AFTER ? LONG_PAUSE : LONGEST_PAUSE;
  }

  private Map<String, Quote> quotes() {
    Map<String, Instrument> open = new TreeMap<>();
    for (LegBook leg : trade.book().legs()) {
      if (!Decimals.isZero(kept.surplus(leg))) {
        open.put(leg.leg().name(), leg.instrument());
      }
    }
    return open.isEmpty() ? Map.of() : world.quotes(open);
  }

  private static String labels(List<OrderIntent> wave) {
    return wave.stream().map(OrderIntent::label).collect(Collectors.joining(", "));
  }
}
