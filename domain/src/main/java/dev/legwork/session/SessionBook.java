package dev.legwork.session;

import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session's state, and what follows from it: it looks, executes one trade at a time, stands still
 * while another session of the account does, and ends by its policy. It never ends while a trade of
 * its own runs. For one thread; asks no clock.
 */
public final class SessionBook {
  /** One look: short enough that nobody waits for news of a quiet market. */
  static final Duration LOOK = Duration.ofSeconds(60);

  /** An opportunity that did not stand the second look is left alone for so long. */
  static final Duration FALLEN_RESTS = Duration.ofSeconds(10);

  /** What somebody else has taken is remembered by the ledger; here so that no look repeats it. */
  static final Duration TAKEN_RESTS = Duration.ofHours(24);

  /** A session that was not told that the other one is done asks after so long. */
  static final Duration ASK_AGAIN = Duration.ofSeconds(15);

  /** After a trade that did not commit; doubled by each that follows in a row. */
  static final Duration FIRST_REST = Duration.ofSeconds(5);

  static final Duration LONGEST_REST = Duration.ofMinutes(5);

  /** From asking for the second look until the trade begins; what was seen earlier is past. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private static final int TRADES_REMEMBERED = 20;
  private static final int RESTING_REMEMBERED = 200;

  private SessionPlan plan;
  private SessionPhase phase;
  private final Instant startedAt;
  private Instant endedAt;
  private String detail;
  private SessionWish paused;
  private SessionWish stopped;
  private StandingStill standsStillFor;
  private SessionTrade current;
  private SessionCounts counts;
  private final List<SessionTrade> trades;
  private final Map<String, Instant> resting;
  private Instant restsUntil;
  private int failures;
  private String overBecause;

  public SessionBook(SessionState state) {
    plan = state.plan();
    phase = state.phase();
    startedAt = state.startedAt();
    endedAt = state.endedAt();
    detail = state.detail();
    paused = state.paused();
    stopped = state.stopped();
    standsStillFor = state.standsStillFor();
    current = state.current();
    counts = state.counts();
    trades = new ArrayList<>(state.trades());
    resting = new TreeMap<>(state.resting());
    restsUntil = state.restsUntil();
    failures = state.failures();
  }

  /** All of it. */
  public SessionState state() {
    return new SessionState(
        plan,
        phase,
        startedAt,
        endedAt,
        detail,
        paused,
        stopped,
        standsStillFor,
        current,
        counts,
        trades,
        resting,
        restsUntil,
        failures);
  }

  public SessionPlan plan() {
    return plan;
  }

  /** What to do now; only while no trade of its own runs. */
  public Step next(Instant now) {
    if (current != null) {
      throw new IllegalStateException("execution " + current.execution() + " runs");
    }
    String end = endsBecause(now);
    if (end != null) {
      return new Step.End(end);
    }
    if (paused != null) {
      become(SessionPhase.PAUSED, "paused by " + paused);
      return new Step.Wait(plan.stopAfter().at());
    }
    if (standsStillFor != null) {
      become(
          SessionPhase.STANDING_STILL,
          "session %s executes %s".formatted(standsStillFor.session(), standsStillFor.execution()));
      return new Step.StandStill(now.plus(ASK_AGAIN));
    }
    if (restsUntil != null && now.isBefore(restsUntil)) {
      become(SessionPhase.SCANNING, "rests until " + restsUntil + " after a trade that failed");
      return new Step.Wait(earlier(restsUntil, plan.stopAfter().at()));
    }
    restsUntil = null;
    resting.values().removeIf(until -> !now.isBefore(until));
    become(SessionPhase.SCANNING, "");
    return new Step.Look(resting.keySet(), atMost(now));
  }

  private String endsBecause(Instant now) {
    StopAfter policy = plan.stopAfter();
    if (stopped != null) {
      return "stopped by " + stopped;
    }
    if (overBecause != null) {
      return overBecause;
    }
    if (policy.trades() != null && counts.trades() >= policy.trades()) {
      return counts.trades() + " of " + policy.trades() + " trades are done";
    }
    if (policy.at() != null && !now.isBefore(policy.at())) {
      return "it was to end at " + policy.at();
    }
    return null;
  }

  private Duration atMost(Instant now) {
    Instant at = plan.stopAfter().at();
    if (at == null) {
      return LOOK;
    }
    Duration left = Duration.between(now, at);
    return left.compareTo(LOOK) < 0 ? left : LOOK;
  }

  /** Opportunities were found, of which the best is taken up. */
  public void found(int number) {
    counts = counts.found(number);
  }

  /** It did not stand the second look. */
  public void fallen(String opportunity, Instant now) {
    counts = counts.oneFallen();
    rest(opportunity, now.plus(FALLEN_RESTS));
  }

  /** Somebody else has it, or had it. */
  public void taken(String opportunity, Instant now) {
    counts = counts.oneTaken();
    rest(opportunity, now.plus(TAKEN_RESTS));
  }

  /** A dry run: all is done but the trade. */
  public void wouldTrade(
      String opportunity, String strategy, String symbol, BigDecimal minProfitNet, Instant now) {
    counts = counts.oneBegun();
    String execution = Claims.execution(plan.account(), opportunity);
    remember(
        new SessionTrade(
            opportunity,
            execution,
            strategy,
            symbol,
            minProfitNet,
            now,
            now,
            SessionTrade.DRY_RUN));
    rest(opportunity, now.plus(TAKEN_RESTS));
  }

  /**
   * Whether a trade must not be begun any more.
   *
   * @param askedAt when the second look at it was asked for
   */
  public boolean isTooLateFor(Instant askedAt, Instant now) {
    Instant at = plan.stopAfter().at();
    return now.isAfter(askedAt.plus(FRESH)) || (at != null && !now.isBefore(at));
  }

  /** Its execution begins. */
  public void began(
      String opportunity,
      String execution,
      String strategy,
      String symbol,
      BigDecimal minProfitNet,
      Instant now) {
    counts = counts.oneBegun();
    current =
        new SessionTrade(opportunity, execution, strategy, symbol, minProfitNet, now, null, null);
    become(SessionPhase.EXECUTING, "executes " + execution);
  }

  /** Its execution is over. What it leaves behind pauses the session, unless that ends it. */
  public void ended(TradeState how, Instant now) {
    TradeEnd end = TradeEnd.of(how);
    counts = counts.ended(end);
    remember(current.ended(how.name(), now));
    rest(current.opportunity(), now.plus(TAKEN_RESTS));
    String ended = current.execution() + " ended " + how;
    overBecause = isLast(end) ? ended : null;
    current = null;
    if (how == TradeState.RESIDUAL && overBecause == null) {
      paused = SessionWish.own(ended + ": what is left of it needs a person");
    }
    if (end == TradeEnd.SUCCESS) {
      failures = 0;
      return;
    }
    failures++;
    restsUntil = now.plus(restAfter(failures));
  }

  private boolean isLast(TradeEnd end) {
    return switch (end) {
      case SUCCESS -> plan.stopAfter().success();
      case PARTIAL -> plan.stopAfter().partial();
      case UNFILLED -> false;
    };
  }

  private static Duration restAfter(int failures) {
    Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failures - 1, 10));
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  /** Another session of the account executes. */
  public void standStillFor(String session, String execution, Instant now) {
    standsStillFor = new StandingStill(session, execution, now);
  }

  /**
   * That execution is over; any other one is not.
   *
   * @return whether this session stood still for it
   */
  public boolean goOnAfter(String execution) {
    boolean was = standsStillFor != null && standsStillFor.execution().equals(execution);
    if (was) {
      standsStillFor = null;
    }
    return was;
  }

  /** Whom it stands still for, or null. */
  public StandingStill standsStillFor() {
    return standsStillFor;
  }

  /** A person pauses it, or it pauses itself; a trade that runs goes on. */
  public void pause(SessionWish wish) {
    paused = wish;
    if (current == null) {
      become(SessionPhase.PAUSED, "paused by " + wish);
    }
  }

  /** It goes on. */
  public void resume() {
    paused = null;
    if (current == null) {
      become(SessionPhase.SCANNING, "");
    }
    failures = 0;
    restsUntil = null;
  }

  public boolean isPaused() {
    return paused != null;
  }

  /** It ends, as soon as no trade of its own runs. */
  public void stop(SessionWish wish) {
    stopped = stopped == null ? wish : stopped;
  }

  /** From now on this is the plan; a trade that runs goes on as it began. */
  public void change(SessionPlan next) {
    plan = next;
  }

  /** Nothing more is done. */
  public void end(String why, Instant now) {
    endedAt = now;
    become(SessionPhase.ENDED, why);
  }

  private void become(SessionPhase next, String why) {
    phase = next;
    detail = why;
  }

  private void remember(SessionTrade trade) {
    trades.add(trade);
    if (trades.size() > TRADES_REMEMBERED) {
      trades.removeFirst();
    }
  }

  private void rest(String opportunity, Instant until) {
    resting.put(opportunity, until);
    if (resting.size() > RESTING_REMEMBERED) {
      resting.entrySet().stream()
          .min(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .ifPresent(resting::remove);
    }
  }

  private static Instant earlier(Instant one, Instant orNull) {
    return orNull == null || one.isBefore(orNull) ? one : orNull;
  }
}
