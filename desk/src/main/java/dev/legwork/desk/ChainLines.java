package dev.legwork.desk;

import dev.legwork.desk.chain.LinePlan;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Brings the lines that chains hold to what is planned, a message or two at a time: contracts that
 * are not wanted give theirs back, those that are get one, the nearest to the money first, and what
 * was not heard of for a while is asked for anew.
 */
final class ChainLines {
  /** So long the outer contracts keep their lines if they say nothing. */
  private static final Duration TURN_AT_MOST = Duration.ofSeconds(6);

  private static final Duration TURN_AT_LEAST = Duration.ofSeconds(1);

  /** A line that told nothing yet is asked for anew after this. */
  private static final Duration SILENT_FOR = Duration.ofSeconds(10);

  /** What comes late may be live by now: only a new question tells. */
  private static final Duration DELAYED_FOR = Duration.ofMinutes(1);

  private final Timers timers;
  private final MarketData marketData;
  private final Duration freshWithin;
  private final Map<Long, ChainContract> held = new LinkedHashMap<>();
  private Map<Long, ChainContract> planned = Map.of();
  private LinePlan<ChainContract> plan = new LinePlan<>(List.of(), List.of(), 0);
  private Set<Long> near = Set.of();
  private long turn;
  private long turnSince;
  private boolean subscribesNext = true;

  ChainLines(DeskSettings settings, Timers timers, MarketData marketData) {
    this.timers = timers;
    this.marketData = marketData;
    this.freshWithin = settings.quoteMaxAge().dividedBy(2);
  }

  /**
   * Plans anew.
   *
   * @param options the nearest to the money first
   */
  void plan(List<ChainContract> stocks, List<ChainContract> options) {
    long now = timers.now();
    held.values().removeIf(contract -> isGone(contract, now));
    if (plan.left() > 0 && turnIsOver(now)) {
      turn++;
      turnSince = now;
    }
    plan = LinePlan.of(stocks, options, marketData.linesForWatchers(), turn);
    near = plan.near().stream().map(ChainContract::conId).collect(Collectors.toSet());
    planned = new LinkedHashMap<>();
    plan.all().forEach(contract -> planned.putIfAbsent(contract.conId(), contract));
  }

  /** A trade has taken its line, or the venue told that there is nothing to hear. */
  private boolean isGone(ChainContract contract, long now) {
    contract.look(marketData, now);
    QuoteLine line = marketData.peek(contract.conId());
    if (line == null || !line.watched) {
      return true;
    }
    if (line.refusal != null) {
      marketData.unwatch(contract.conId());
      return true;
    }
    return false;
  }

  private boolean turnIsOver(long now) {
    long since = now - turnSince;
    return since >= TURN_AT_MOST.toNanos()
        || (since >= TURN_AT_LEAST.toNanos()
            && plan.turning().stream()
                .allMatch(one -> one.isHeardSince(turnSince) || one.isRefused(now)));
  }

  /** Whether it keeps its line by the plan that is in force. */
  boolean keeps(ChainContract contract) {
    return near.contains(contract.conId());
  }

  /** Whether there are more contracts than lines. */
  boolean areShort() {
    return plan.left() > 0;
  }

  boolean holds(ChainContract contract) {
    return held.containsKey(contract.conId());
  }

  boolean holdsAny() {
    return !held.isEmpty();
  }

  /**
   * Takes the next step.
   *
   * @param isIdle whether it would be of no use to ask for a contract's quotes anew
   * @return how many messages that were
   */
  int step(Predicate<ChainContract> isIdle) {
    subscribesNext = !subscribesNext;
    if (subscribesNext && (release() || subscribe())) {
      return 1;
    }
    if (refresh(isIdle)) {
      return 2;
    }
    return !subscribesNext && (release() || subscribe()) ? 1 : 0;
  }

  private boolean release() {
    for (ChainContract contract : held.values()) {
      if (!planned.containsKey(contract.conId())) {
        contract.look(marketData, timers.now());
        held.remove(contract.conId());
        marketData.unwatch(contract.conId());
        return true;
      }
    }
    return false;
  }

  private boolean subscribe() {
    int rank = 0;
    for (ChainContract contract : planned.values()) {
      rank++;
      if (!held.containsKey(contract.conId())) {
        if (!marketData.watch(contract.instrument, rank)) {
          return false;
        }
        held.put(contract.conId(), contract);
        return true;
      }
    }
    return false;
  }

  private boolean refresh(Predicate<ChainContract> isIdle) {
    long now = timers.now();
    QuoteLine oldest =
        held.values().stream()
            .filter(contract -> !isIdle.test(contract))
            .map(contract -> marketData.peek(contract.conId()))
            .filter(line -> line != null && isOld(line, now))
            .min(Comparator.comparingLong(line -> line.askedAt))
            .orElse(null);
    if (oldest != null) {
      marketData.askAgain(oldest);
    }
    return oldest != null;
  }

  private boolean isOld(QuoteLine line, long now) {
    if (line.refusal != null) {
      return false;
    }
    if (!line.live) {
      return now - line.askedAt > DELAYED_FOR.toNanos();
    }
    if (!line.isHeard()) {
      return now - line.askedAt > SILENT_FOR.toNanos();
    }
    long old = now - freshWithin.toNanos();
    return line.askedAt < old && line.heardAt() < old;
  }

  /** The session is gone, and its subscriptions with it. */
  void sessionLost() {
    held.clear();
  }
}
