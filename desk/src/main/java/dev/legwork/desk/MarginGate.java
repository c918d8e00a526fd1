package dev.legwork.desk;

import dev.legwork.order.Purpose;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a trade begin only if the account can carry it, and every subset of its legs that could fill
 * alone: by the broker's what-if for the whole and for the subset that is the worst by our model,
 * and by the model for all of them in the worst market. Asked once, before a trade's first wave;
 * what cannot be known refuses.
 */
final class MarginGate {
  /** Whole and worst part. */
  private static final int QUESTIONS = 2;

  /** A plan on its way through the gate. */
  interface Check {
    /** Nothing is asked of it. */
    Check NONE =
        new Check() {
          @Override
          public void serving() {}

          @Override
          public CompletableFuture<Optional<Reason>> judge(Map<String, BigDecimal> limits) {
            return CompletableFuture.completedFuture(Optional.empty());
          }
        };

    /** The session serves: finds out what it can before limits are known. */
    void serving();

    /**
     * Why nothing may be placed; empty if it may.
     *
     * @param limits USD per share, by leg name
     */
    CompletableFuture<Optional<Reason>> judge(Map<String, BigDecimal> limits);
  }

  private final DeskSettings settings;
  private final Timers timers;
  private final ContractFinder contracts;
  private final MarketData marketData;
  private final VenueTime time;
  private final AccountFunds funds;
  private final WhatIfs whatIfs;

  MarginGate(
      DeskSettings settings,
      Timers timers,
      ContractFinder contracts,
      MarketData marketData,
      VenueTime time,
      AccountFunds funds,
      WhatIfs whatIfs) {
    this.settings = settings;
    this.timers = timers;
    this.contracts = contracts;
    this.marketData = marketData;
    this.time = time;
    this.funds = funds;
    this.whatIfs = whatIfs;
  }

  /** Begins to judge a plan. */
  Check begin(EntryPlan plan, long notAfter) {
    if (!isFirst(plan) || !settings.margin().judges()) {
      return Check.NONE;
    }
    prepare();
    MarginFacts facts =
        new MarginFacts(settings, timers, contracts, marketData, plan.request(), notAfter);
    return new MarginCheck(
        settings.margin(), timers, time, funds, whatIfs, facts, plan.request(), notAfter);
  }

  private static boolean isFirst(EntryPlan plan) {
    return plan.purpose() == Purpose.ENTRY
        && plan.attempt() == 1
        && plan.committed().signum() == 0
        && plan.legsInAll().size() == plan.request().legs().size();
  }

  /** The session serves: from now on the account's funds are told. */
  void serves() {
    funds.subscribe();
    prepare();
  }

  /** Gets order ids for the questions of the next trade, so that it need not wait for them. */
  void prepare() {
    if (settings.margin().asksBroker()) {
      whatIfs.prepare(QUESTIONS);
    }
  }

  void sessionLost() {
    funds.sessionLost();
    whatIfs.sessionLost();
  }

  /** The limit of a leg, or what the caller set, or what it could be traded at. */
  static BigDecimal price(
      RequestedLeg leg, Map<String, BigDecimal> limits, MarginFacts.Known known) {
    BigDecimal limit = limits.getOrDefault(leg.name(), leg.limit());
    return limit != null ? limit : known.quotes().get(leg.name()).executable(leg.action());
  }
}
