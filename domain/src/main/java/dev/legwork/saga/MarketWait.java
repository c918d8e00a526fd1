package dev.legwork.saga;

import dev.legwork.decision.Policy;
import dev.legwork.unwind.Kept;
import dev.legwork.unwind.NeededMarket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Waits, for days if need be, for a market in which a position can be closed: closed hours, a halt,
 * a book with one side. Nothing of the trade lives meanwhile, and others may trade: the account's
 * lock is given back, and is not taken again, since what closes a position needs none.
 */
final class MarketWait {
  /** Code of the alert about it. */
  static final String WAITING_MARKET = "WAITING_MARKET";

  /** A market that came and went so often without a single execution is no market. */
  static final int MOST_RETURNS = 40;

  /** Asked anew after so long: no single question has to last for days. */
  private static final Duration QUESTION = Duration.ofMinutes(10);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final Runnable unlock;
  private List<Residual> held = List.of();
  private Instant since;
  private int returns;

  /** So many cancels had been asked for when it was first told that a cancel ends the wait. */
  private int cancelsBefore = Integer.MAX_VALUE;

  private boolean waited;

  /**
   * @param unlock gives the account's lock back, where the trade holds it
   */
  MarketWait(Trade trade, TradeWorld world, Policy policy, Runnable unlock) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.unlock = unlock;
  }

  /** Whether what did not fill could not, since nobody trades it now. */
  boolean isAway(Map<String, NeededMarket> tried) {
    return !tried.isEmpty() && !world.awaitMarket(tried, world.now()).usable();
  }

  /**
   * Returns when a position can perhaps be closed again, or something has changed of the trade.
   *
   * @param needed by leg name: any of it is enough
   * @param hedged what was done about the exposure, for people
   * @param reason why positions remain, if it never comes
   * @return why positions remain; null: closing them may be tried again
   */
  Reason run(Map<String, NeededMarket> needed, Kept kept, String hedged, Reason reason) {
    countReturn();
    waited = false;
    MarketAnswer answer = world.awaitMarket(needed, world.now());
    if (answer.usable() && returns <= 1) {
      return null;
    }
    waited = true;
    begin(kept, hedged, answer.usable() ? "the market comes and goes" : answer.why());
    Reason over = await(needed, reason, answer);
    if (over == null) {
      trade.entered(TradeState.UNWINDING, "there may be a market again: " + needed.keySet());
    }
    return over;
  }

  /** Whether the last look was followed by a wait, so that the market is another one now. */
  boolean hasWaited() {
    return waited;
  }

  private void countReturn() {
    List<Residual> now = Holdings.held(trade.book());
    boolean changed = since == null || !now.equals(held);
    held = now;
    since = changed ? world.now() : since;
    returns = changed ? 1 : returns + 1;
  }

  private void begin(Kept kept, String hedged, String why) {
    List<Residual> positions = Holdings.beside(kept, trade.book());
    Instant end = end().truncatedTo(ChronoUnit.SECONDS);
    cancelsBefore = Math.min(cancelsBefore, trade.cancels().size());
    trade.entered(TradeState.WAITING_MARKET, Holdings.text(positions) + "; " + why);
    world.alert(
        new Alert(
            Alert.Severity.CRITICAL,
            WAITING_MARKET,
            """
            The positions %s cannot be closed now: %s. Nothing of the trade is in the market, and \
            the account's lock is free. It goes on by itself as soon as one of them can be \
            traded, until %s. Until then %s; hedge what is left by hand in a contract that the \
            trade does not hold, or cancel the trade once more, which ends it RESIDUAL with \
            these positions left to you. Cancel it before you close them by hand.\
            """
                .formatted(
                    Holdings.text(positions),
                    why,
                    end,
                    hedged.isEmpty() ? "nothing hedges it" : hedged),
            positions));
    unlock.run();
  }

  private Reason await(Map<String, NeededMarket> needed, Reason reason, MarketAnswer before) {
    Instant notBefore = world.now().plus(pause());
    MarketAnswer answer = before;
    while (true) {
      trade.await(notBefore.isAfter(world.now()) ? notBefore : world.now());
      if (isOver()) {
        return new Reason(reason.code(), reason.detail() + "; " + overText());
      }
      boolean asleep = world.now().isBefore(notBefore);
      if (hasChanged() || (answer.usable() && !asleep)) {
        return null;
      }
      if (!asleep) {
        answer = world.awaitMarket(needed, earlier(world.now().plus(QUESTION), end()));
      }
    }
  }

  /** The second return in vain waits for 1 s, the next for twice as long. */
  private Duration pause() {
    Duration pause =
        returns < 2 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(returns - 2, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** What executes late, or is taken back, makes another position of it. */
  private boolean hasChanged() {
    return !trade.book().live().isEmpty() || !Holdings.held(trade.book()).equals(held);
  }

  private boolean isOver() {
    return isCancelled() || returns > MOST_RETURNS || !world.now().isBefore(end());
  }

  private boolean isCancelled() {
    return trade.cancels().size() > cancelsBefore;
  }

  private String overText() {
    if (isCancelled()) {
      return "it was cancelled while it waited for a market: " + trade.cancels().getLast();
    }
    return returns > MOST_RETURNS
        ? "the market came and went %d times without an execution".formatted(MOST_RETURNS)
        : "it waited for a market since " + since.truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant end() {
    return since.plus(policy.marketPatience());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
