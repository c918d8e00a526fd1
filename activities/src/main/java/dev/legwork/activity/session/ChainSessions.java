package dev.legwork.activity.session;

import dev.legwork.activity.DeskAnswer;
import dev.legwork.chain.ChainSnapshot;
import dev.legwork.desk.chain.ChainDesk;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainTrouble;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.guard.AccountSwitch;
import dev.legwork.guard.Guards;
import dev.legwork.ledger.Ledger;
import dev.legwork.saga.Reason;
import dev.legwork.session.SessionPlan;
import dev.legwork.strategy.InvalidSettings;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.Recheck;
import dev.legwork.strategy.Refusal;
import dev.legwork.strategy.ScanOutcome;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategies;
import dev.legwork.strategy.Strategy;
import dev.legwork.workflow.session.SecondLook;
import dev.legwork.workflow.session.SessionDeskActivities;
import dev.legwork.workflow.session.Sighting;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * {@link SessionDeskActivities} over the desk of one account: all strategies of a session look at
 * one and the same reading of its chains, which all sessions share.
 */
public final class ChainSessions implements SessionDeskActivities {
  private static final Duration READING = Duration.ofSeconds(3);

  /** The workflow takes a worker for dead that was not heard for 10 s. */
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);

  private final String account;
  private final ChainDesk desk;
  private final Strategies strategies;
  private final Ledger ledger;
  private final Clock clock;
  private final Runnable heartbeat;

  /**
   * @param strategies those there are
   * @param heartbeat says that the activity is alive, and throws where nobody waits for it
   */
  public ChainSessions(
      String account,
      ChainDesk desk,
      Strategies strategies,
      Ledger ledger,
      Clock clock,
      Runnable heartbeat) {
    this.account = account;
    this.desk = desk;
    this.strategies = strategies;
    this.ledger = ledger;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  @Override
  public Sighting watch(SessionPlan plan, Set<String> without, Duration atMost) {
    List<Strategy> looking = strategies(plan);
    Map<String, ChainWish> wishes = ChainWishes.of(plan, strategies);
    PassLog log = new PassLog(ledger.sessions(), plan.name());
    Instant until = clock.instant().plus(atMost);
    while (true) {
      heartbeat.run();
      Map<String, ChainReading> readings = readings(plan, wishes);
      ScanOutcome outcome = Scanner.scan(looking, snapshots(readings));
      Map<String, Reason> stopped = stopped(outcome);
      log.passed(clock.instant(), outcome, troubles(readings, stopped));
      List<Opportunity> left = left(outcome, stopped.keySet(), without);
      if (!left.isEmpty() || !clock.instant().isBefore(until)) {
        log.tell();
        return left.isEmpty() ? Sighting.NOTHING : new Sighting(left.getFirst(), left.size());
      }
      pause(earlier(clock.instant().plus(plan.scanEvery()), until));
    }
  }

  @Override
  public SecondLook lookAgain(SessionPlan plan, Opportunity seen) {
    Strategy finder =
        strategies(plan).stream()
            .filter(strategy -> strategy.name().equals(seen.strategy()))
            .findFirst()
            .orElse(null);
    ChainReading now = readings(plan, ChainWishes.of(plan, strategies)).get(seen.symbol());
    Optional<ChainSnapshot> snapshot =
        now == null ? Optional.empty() : snapshots(Map.of(seen.symbol(), now)).stream().findFirst();
    if (finder == null || snapshot.isEmpty()) {
      return fallen(Recheck.Fallen.of(Refusal.NOT_THERE_ANY_MORE));
    }
    return switch (finder.recheck(seen, snapshot.get())) {
      case Recheck.Stands stands -> new SecondLook.Stands(stands.opportunity());
      case Recheck.Fallen fallen -> fallen(fallen);
    };
  }

  @Override
  public void leave(String session) {
    answer(desk.endChains(watcher(session)));
  }

  private static SecondLook fallen(Recheck.Fallen fallen) {
    return new SecondLook.Fallen(fallen.code(), fallen.meaning());
  }

  private List<Strategy> strategies(SessionPlan plan) {
    try {
      return strategies.create(plan.settings());
    } catch (InvalidSettings wrong) {
      throw ApplicationFailure.newNonRetryableFailure(wrong.getMessage(), INVALID_PLAN);
    }
  }

  private Map<String, ChainReading> readings(SessionPlan plan, Map<String, ChainWish> wishes) {
    return answer(desk.chains(watcher(plan.name()), wishes));
  }

  private static String watcher(String session) {
    return "session/" + session;
  }

  /** What a closed market showed last is nothing to trade on. */
  static List<ChainSnapshot> snapshots(Map<String, ChainReading> readings) {
    return readings.values().stream()
        .filter(
            reading ->
                reading.troubles().stream()
                    .noneMatch(t -> t.code() == ChainTrouble.Code.MARKET_CLOSED))
        .flatMap(reading -> reading.snapshot().stream())
        .toList();
  }

  /** Underlyings of which a person lets nothing be begun: every trade would be refused. */
  private Map<String, Reason> stopped(ScanOutcome outcome) {
    if (outcome.opportunities().isEmpty()) {
      return Map.of();
    }
    List<AccountSwitch> switches = ledger.switches().of(account);
    Map<String, Reason> stopped = new TreeMap<>();
    for (Opportunity found : outcome.opportunities()) {
      Guards.barred(switches)
          .or(() -> Guards.paused(switches, found.symbol()))
          .ifPresent(reason -> stopped.put(found.symbol(), reason));
    }
    return stopped;
  }

  private static List<String> troubles(
      Map<String, ChainReading> readings, Map<String, Reason> stopped) {
    List<String> troubles =
        new ArrayList<>(stopped.values().stream().map(Reason::toString).distinct().toList());
    troubles.addAll(troubles(readings));
    return troubles;
  }

  /** What the desk tells of them, one line each. */
  static List<String> troubles(Map<String, ChainReading> readings) {
    return readings.values().stream()
        .flatMap(
            reading ->
                reading.troubles().stream()
                    .map(t -> reading.symbol() + " " + t.code() + ": " + t.detail()))
        .sorted()
        .toList();
  }

  private List<Opportunity> left(ScanOutcome outcome, Set<String> stopped, Set<String> without) {
    List<Opportunity> left =
        outcome.opportunities().stream()
            .filter(o -> !without.contains(o.id()) && !stopped.contains(o.symbol()))
            .toList();
    Set<String> claimed =
        ledger.claims().claimed(account, left.stream().map(Opportunity::id).toList());
    return left.stream().filter(o -> !claimed.contains(o.id())).toList();
  }

  private void pause(Instant until) {
    while (clock.instant().isBefore(until)) {
      Instant next = earlier(clock.instant().plus(BETWEEN_HEARTBEATS), until);
      LockSupport.parkNanos(Duration.between(clock.instant(), next).toNanos());
      heartbeat.run();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static <T> T answer(CompletableFuture<T> future) {
    return DeskAnswer.within(future, READING);
  }
}
