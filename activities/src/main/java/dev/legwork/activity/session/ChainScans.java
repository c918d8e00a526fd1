package dev.legwork.activity.session;

import dev.legwork.desk.chain.ChainCoverage;
import dev.legwork.desk.chain.ChainDesk;
import dev.legwork.desk.chain.ChainReading;
import dev.legwork.desk.chain.ChainWish;
import dev.legwork.scan.ScanPlan;
import dev.legwork.strategy.InvalidSettings;
import dev.legwork.strategy.ScanOutcome;
import dev.legwork.strategy.Scanner;
import dev.legwork.strategy.Strategies;
import dev.legwork.strategy.Strategy;
import dev.legwork.workflow.scan.ScanDeskActivities;
import dev.legwork.workflow.scan.ScanResult;
import dev.legwork.workflow.scan.ScanWorkflow;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link ScanDeskActivities} over the desk of one account, whose chains sessions share. */
public final class ChainScans implements ScanDeskActivities {
  private static final Duration BETWEEN_READINGS = Duration.ofMillis(250);
  private static final Logger LOG = LoggerFactory.getLogger(ChainScans.class);

  private final ChainDesk desk;
  private final Strategies strategies;
  private final Clock clock;
  private final Runnable heartbeat;

  /**
   * @param strategies those there are
   * @param heartbeat says that the activity is alive, and throws where nobody waits for it
   */
  public ChainScans(ChainDesk desk, Strategies strategies, Clock clock, Runnable heartbeat) {
    this.desk = desk;
    this.strategies = strategies;
    this.clock = clock;
    this.heartbeat = heartbeat;
  }

  @Override
  public ScanResult look(String scan, ScanPlan plan) {
    List<Strategy> looking = strategies(plan);
    Map<String, ChainWish> wishes = ChainWishes.of(plan.symbols(), plan.strategies(), strategies);
    try {
      return result(looking, settled(scan, wishes, clock.instant().plus(plan.atMost())));
    } finally {
      leave(scan);
    }
  }

  private List<Strategy> strategies(ScanPlan plan) {
    try {
      return strategies.create(plan.strategies());
    } catch (InvalidSettings wrong) {
      throw ApplicationFailure.newNonRetryableFailure(
          wrong.getMessage(), ScanWorkflow.INVALID_PLAN);
    }
  }

  /** Quotes come behind the first reading. */
  private Map<String, ChainReading> settled(
      String scan, Map<String, ChainWish> wishes, Instant until) {
    while (true) {
      heartbeat.run();
      Map<String, ChainReading> readings = ChainSessions.answer(desk.chains(scan, wishes));
      if (readings.values().stream().allMatch(ChainReading::isSettled)
          || !clock.instant().isBefore(until)) {
        return readings;
      }
      LockSupport.parkNanos(BETWEEN_READINGS.toNanos());
    }
  }

  private ScanResult result(List<Strategy> looking, Map<String, ChainReading> readings) {
    ScanOutcome outcome = Scanner.scan(looking, ChainSessions.snapshots(readings));
    return new ScanResult(
        clock.instant(),
        readings.values().stream().allMatch(ChainReading::isSettled),
        outcome.funnels().stream().map(PassLog::tally).toList(),
        troubles(readings),
        outcome.opportunities().size(),
        outcome.opportunities().stream().limit(ScanResult.MOST_OPPORTUNITIES).toList());
  }

  private static List<String> troubles(Map<String, ChainReading> readings) {
    List<String> troubles = new ArrayList<>(ChainSessions.troubles(readings));
    readings.values().stream()
        .filter(reading -> !reading.isSettled())
        .map(reading -> reading.symbol() + " INCOMPLETE: " + heard(reading.coverage()))
        .sorted()
        .forEach(troubles::add);
    return troubles;
  }

  private static String heard(ChainCoverage coverage) {
    return "quotes of %d of %d options were heard in time; %d of %d expiries are not known yet"
        .formatted(coverage.quoted(), coverage.known(), coverage.pending(), coverage.expiries());
  }

  /** What is not given back is forgotten a minute after the last reading. */
  private void leave(String scan) {
    try {
      ChainSessions.answer(desk.endChains(scan));
    } catch (RuntimeException away) {
      LOG.info("{}: its chains are left to be forgotten: {}", scan, away.toString());
    }
  }
}
