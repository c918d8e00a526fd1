package dev.legwork.desk;

import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Lets a trade begin only if the account can carry it, and every subset of its legs that could fill
 * alone: by the broker's what-if for the whole and for the subset that is the worst by our model,
 * and by the model for all of them in the worst market. Asked once, before a trade's first wave;
 * what cannot be known refuses.
 */
final class MarginGate {
  /** Whole and worst part. */
  private static final int QUESTIONS = 2;

  /** What the broker said of a trade that was expected still counts so long afterwards. */
  private static final Duration STANDS = Duration.ofSeconds(3);

  private static final int MOST_EXPECTED = 8;

  /**
   * A trade that is to come.
   *
   * @param at when the broker was asked, on the desk's monotonic clock
   * @param newestOrder the account's at that time: another one may change every answer
   */
  private record Expected(ExecutionRequest request, MarginCheck check, long at, int newestOrder) {}

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
  private final OrderRegister register;
  private final BooleanSupplier isIdle;
  private final Map<String, Expected> expected = Bounded.map(MOST_EXPECTED);

  /**
   * @param isIdle whether the session serves and no order is on its way
   */
  MarginGate(
      DeskSettings settings,
      Timers timers,
      ContractFinder contracts,
      MarketData marketData,
      VenueTime time,
      AccountFunds funds,
      WhatIfs whatIfs,
      OrderRegister register,
      BooleanSupplier isIdle) {
    this.settings = settings;
    this.timers = timers;
    this.contracts = contracts;
    this.marketData = marketData;
    this.time = time;
    this.funds = funds;
    this.whatIfs = whatIfs;
    this.register = register;
    this.isIdle = isIdle;
  }

  /**
   * A trade will soon ask to be entered: asks the broker and the market meanwhile, unless an order
   * works, which nothing shall disturb. What is not known by then is asked when it is entered.
   */
  void expect(ExecutionRequest request) {
    if (settings.margin().asksBroker()
        && isIdle.getAsBoolean()
        && register.all().allMatch(TrackedOrder::isOver)) {
      long now = timers.now();
      long notAfter = now + settings.margin().answerWithin().toNanos();
      MarginCheck check = check(request, notAfter, null);
      expected.put(request.id(), new Expected(request, check, now, register.highestOrderId()));
      check.ahead();
    }
  }

  /** Begins to judge a plan. */
  Check begin(EntryPlan plan, long notAfter) {
    if (!isFirst(plan) || !settings.margin().judges()) {
      return Check.NONE;
    }
    MarginCheck earlier = earlier(plan.request());
    if (earlier == null) {
      prepare();
    }
    return check(plan.request(), notAfter, earlier);
  }

  /** What was asked of the trade when it was expected; null if that counts no more. */
  private MarginCheck earlier(ExecutionRequest request) {
    Expected known = expected.remove(request.id());
    boolean counts =
        known != null
            && known.request().equals(request)
            && timers.now() - known.at() <= STANDS.toNanos()
            && register.highestOrderId() == known.newestOrder();
    return counts ? known.check() : null;
  }

  private MarginCheck check(ExecutionRequest request, long notAfter, MarginCheck earlier) {
    MarginFacts facts = new MarginFacts(settings, timers, contracts, marketData, request, notAfter);
    return new MarginCheck(
        settings.margin(),
        timers,
        time,
        funds,
        whatIfs,
        facts,
        request,
        settings.orderSizes(),
        notAfter,
        earlier);
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
    expected.clear();
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
