package dev.legwork.unwind;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.contract.PriceIncrements;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.order.Side;
import dev.legwork.quote.Quote;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.unwind.UnwindProgress.Round;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plans the next wave of an unwinding from what is proven to be held. Planning again after every
 * wave makes the waves of order-rules: first the short options and what covers nothing, then cover
 * as far as the shorts are proven bought back. Shorts that cannot be closed keep their cover.
 */
public final class UnwindPlan {
  private final TradeBook book;
  private final Kept kept;
  private final Map<String, Quote> quotes;
  private final Policy policy;
  private UnwindProgress progress;
  private final List<OrderIntent> wave = new ArrayList<>();
  private final Map<String, NeededMarket> stuck = new TreeMap<>();
  private final List<String> reversed = new ArrayList<>();
  private final List<String> unquoted = new ArrayList<>();
  private final Map<String, NeededMarket> needed = new TreeMap<>();
  private boolean untold;

  private UnwindPlan(
      TradeBook book,
      Kept kept,
      Map<String, Quote> quotes,
      UnwindProgress progress,
      Policy policy) {
    this.book = book;
    this.kept = kept;
    this.quotes = quotes;
    this.progress = progress;
    this.policy = policy;
  }

  /**
   * The next step towards flat.
   *
   * @param book nothing in it may be live
   * @param quotes by leg name, of this moment
   */
  public static UnwindStep next(
      TradeBook book, Map<String, Quote> quotes, UnwindProgress progress, Policy policy) {
    return next(book, Kept.NOTHING, quotes, progress, policy);
  }

  /**
   * The next step towards what is kept.
   *
   * @param book nothing in it may be live but stop orders of what is kept
   * @param quotes by leg name, of this moment
   */
  public static UnwindStep next(
      TradeBook book,
      Kept kept,
      Map<String, Quote> quotes,
      UnwindProgress progress,
      Policy policy) {
    if (!kept.inTheWay(book).isEmpty()) {
      throw new IllegalStateException("no successor before proof; still live: " + book.live());
    }
    return new UnwindPlan(book, kept, quotes, progress, policy).plan();
  }

  private UnwindStep plan() {
    if (kept.isReachedByLegs(book)) {
      return new UnwindStep.Flat();
    }
    Cover cover = Cover.of(book, kept);
    for (LegBook leg : book.legs()) {
      BigDecimal surplus = kept.surplus(leg);
      BigDecimal closable = cover.closable(leg).min(surplus.abs());
      boolean stays = isReversed(leg) && !(kept.turnsBack() && leg.isLeftTwice());
      if (stays && !Decimals.isZero(surplus)) {
        reversed.add(leg.leg().name());
      } else if (Decimals.isPositive(closable)) {
        close(leg, closable);
      }
    }
    if (!wave.isEmpty()) {
      return new UnwindStep.Send(wave, progress);
    }
    return unquoted.isEmpty()
        ? new UnwindStep.Stuck(stuck, stuckReason())
        : new UnwindStep.Ask(!untold, needed, stuckReason());
  }

  /**
   * Whether the position is on the other side of zero than what was entered: the venue over-filled
   * an unwinding order, or took back the execution that it closed. Whether it stays so is the
   * venue's to say; trading on would be a new position of our own.
   */
  private static boolean isReversed(LegBook leg) {
    return leg.net().signum() * leg.leg().action().signed(BigDecimal.ONE).signum() < 0;
  }

  private void close(LegBook leg, BigDecimal closable) {
    String name = leg.leg().name();
    Side side = leg.net().signum() > 0 ? Side.SELL : Side.BUY;
    Round round = currentRound(leg);
    BigDecimal whole = closable.setScale(0, RoundingMode.DOWN);
    if ((round != null && round.attempts() >= policy.unwindAttempts())
        || !Decimals.isPositive(whole)) {
      stuck.put(name, need(leg, side));
      return;
    }
    switch (opposite(leg, side, round)) {
      case Opposite.Unusable(boolean told, String why) -> {
        untold |= !told;
        unquoted.add(name + ": " + why);
        needed.put(name, need(leg, side));
      }
      case Opposite.Usable usable -> send(leg, side, Decimals.normal(whole), usable, round);
    }
  }

  private static NeededMarket need(LegBook leg, Side side) {
    return new NeededMarket(leg.instrument(), side, leg.averageEntryPrice());
  }

  private Opposite opposite(LegBook leg, Side side, Round round) {
    return Opposite.of(
        leg.instrument(),
        side,
        quotes.getOrDefault(leg.leg().name(), Quote.untold()),
        round == null ? leg.averageEntryPrice() : round.firstQuote(),
        policy.quoteMaxAge());
  }

  private void send(
      LegBook leg, Side side, BigDecimal quantity, Opposite.Usable quote, Round round) {
    String name = leg.leg().name();
    int attempt = round == null ? 1 : round.attempts() + 1;
    BigDecimal first = round == null ? quote.price() : round.firstQuote();
    int number = 1 + Math.max(leg.lastAttempt(Purpose.UNWIND), progress.lastNumber(name));
    PriceIncrements increments = leg.instrument().increments();
    BigDecimal limit = Collar.limit(side, quote.price(), first, attempt, increments);
    wave.add(
        new OrderIntent(
                new OrderRef(book.request().id(), name, Purpose.UNWIND, number),
                book.request().account(),
                leg.instrument(),
                side,
                quantity,
                quote.end() == null ? limit : Collar.better(side, limit, quote.end()),
                null)
            .ofAtMost(leg.leg().childSize()));
    progress =
        progress.with(
            name,
            new Round(attempt, first, Decimals.normal(leg.net().add(side.signed(quantity)))),
            number);
  }

  /** The round that still goes on; null when the last one closed all it could. */
  private Round currentRound(LegBook leg) {
    Round round = progress.rounds().get(leg.leg().name());
    boolean complete = round == null || leg.net().abs().compareTo(round.netAfterFull().abs()) <= 0;
    return complete ? null : round;
  }

  private Reason stuckReason() {
    if (!reversed.isEmpty()) {
      return new Reason(
          ReasonCode.UNWIND_OVER_FILLED,
          "the venue executed more than was to be unwound of " + reversed);
    }
    return !unquoted.isEmpty()
        ? new Reason(ReasonCode.NO_OPPOSITE_QUOTE, "no usable opposite quote for " + unquoted)
        : new Reason(
            ReasonCode.UNWIND_EXHAUSTED,
            policy.unwindAttempts()
                + " attempts inside the collar did not close "
                + stuck.keySet());
  }
}
