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
  private final boolean keeps;
  private List<Residual> held = List.of();
  private Instant since;
  private int returns;

  /** So many cancels of people there were when it was first told that a cancel ends the wait. */
  private int cancelsBefore = Integer.MAX_VALUE;

  private boolean waited;

  /**
   * @param keptOnPurpose what is not to be closed at all
   * @param unlock gives the account's lock back, where the trade holds it
   */
  MarketWait(Trade trade, TradeWorld world, Policy policy, Kept keptOnPurpose, Runnable unlock) {
    this.keeps = !keptOnPurpose.positions().isEmpty();
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
   * @param hedge is tried meanwhile, where it was refused
   * @return why positions remain; null: closing them may be tried again
   */
  Reason run(
      Map<String, NeededMarket> needed, Kept kept, String hedged, Reason reason, HedgeRetry hedge) {
    countReturn();
    waited = false;
    if (isFlattened()) {
      return over(reason);
    }
    MarketAnswer answer = world.awaitMarket(needed, world.now());
    if (answer.usable() && returns <= 1) {
      return null;
    }
    waited = true;
    String why = answer.usable() ? "the market comes and goes" : answer.why();
    begin(kept, why, advice(hedged, hedge));
    Reason over = await(needed, reason, answer, hedge);
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

  /** A stop stands from the trade's ending on. */
  private String unguarded() {
    return trade.book().request().stop() == null
        ? ""
        : " The protective stop that the trade asks for stands only once it has ended: until then"
            + " nothing guards what it keeps.";
  }

  private static String advice(String hedged, HedgeRetry hedge) {
    if (hedge.isPending()) {
      return hedged
          + "; that follows by itself as soon as it can: hedge nothing by hand before you have"
          + " cancelled the trade.";
    }
    return (hedged.isEmpty() ? "nothing hedges it" : hedged)
        + "; hedge what is left by hand in a contract that the trade does not hold.";
  }

  private void begin(Kept kept, String why, String advice) {
    List<Residual> positions = Holdings.beside(kept, trade.book());
    Instant end = end().truncatedTo(ChronoUnit.SECONDS);
    cancelsBefore = Math.min(cancelsBefore, cancelsOfPeople().size());
    trade.entered(TradeState.WAITING_MARKET, Holdings.text(positions) + "; " + why);
    world.alert(
        new Alert(
            Alert.Severity.CRITICAL,
            WAITING_MARKET,
            """
            The positions %s cannot be closed now: %s. Nothing of the trade is in the market, and \
            the account's lock is free. It goes on by itself as soon as one of them can be \
            traded, until %s. Until then %s To take them over cancel the trade once more, which \
            ends it RESIDUAL with these positions left to you. Cancel it before you close them by \
            hand.%s\
            """
                .formatted(Holdings.text(positions), why, end, advice, unguarded()),
            positions));
    unlock.run();
  }

  private Reason await(
      Map<String, NeededMarket> needed, Reason reason, MarketAnswer before, HedgeRetry hedge) {
    Instant notBefore = world.now().plus(pause());
    MarketAnswer answer = before;
    while (true) {
      trade.await(notBefore.isAfter(world.now()) ? notBefore : world.now());
      if (isOver()) {
        return over(reason);
      }
      boolean asleep = world.now().isBefore(notBefore);
      if (hasChanged() || (answer.usable() && !asleep)) {
        return null;
      }
      if (!asleep) {
        boolean pending = hedge.isPending();
        answer = hedge.await(needed, earlier(world.now().plus(QUESTION), end()));
        if (pending && !hedge.isPending()) {
          return null;
        }
        waitsOn();
      }
    }
  }

  /** A hedge that was tried meanwhile is not what it waits for. */
  private void waitsOn() {
    if (!trade.isIn(TradeState.WAITING_MARKET)) {
      trade.entered(TradeState.WAITING_MARKET, "its hedge was tried in vain");
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
    return isFlattened() || isCancelled() || returns > MOST_RETURNS || !world.now().isBefore(end());
  }

  private Reason over(Reason reason) {
    return new Reason(reason.code(), reason.detail() + "; " + overText());
  }

  /**
   * What a trade keeps is closed where its account is flattened, and only once the trade has ended:
   * it must not wait. One that keeps nothing closes all that it holds by itself.
   */
  private boolean isFlattened() {
    return keeps && trade.cancels().stream().anyMatch(Reason::flattens);
  }

  private boolean isCancelled() {
    return cancelsOfPeople().size() > cancelsBefore;
  }

  /** A kill switch stops what opens. It closes nothing by hand, however often it is told. */
  private List<String> cancelsOfPeople() {
    return trade.cancels().stream()
        .filter(told -> Reason.ofCancel(told).code() != ReasonCode.KILL_SWITCH)
        .toList();
  }

  private String overText() {
    if (isFlattened()) {
      return "its account is flattened, which closes all that it holds from its end on: "
          + trade.cancels().stream().filter(Reason::flattens).toList().getLast();
    }
    if (isCancelled()) {
      return "it was cancelled while it waited for a market: " + cancelsOfPeople().getLast();
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
