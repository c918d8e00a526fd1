package dev.legwork.activity;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.OrderDesk;
import dev.legwork.fault.CrashPoint;
import dev.legwork.ledger.reconciliation.AccountPositions;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.unwind.NeededMarket;
import dev.legwork.workflow.NotHere;
import dev.legwork.workflow.execution.DeskActivities;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** {@link DeskActivities} over the desk of one account. */
public final class OrderDeskActivities implements DeskActivities {
  /** The last part of an activity's time, in which nothing is begun: an answer gets through. */
  static final Duration RESERVE = Duration.ofMillis(500);

  private static final Duration FOR_THE_ANSWER = Duration.ofMillis(200);

  /** The workflow takes a worker for dead that was not heard for 10 s. */
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(2);

  /** One more look may follow: hours and quotes, each of which may stay out. */
  private static final Duration MARKET_LOOK = Duration.ofSeconds(8);

  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(OrderDeskActivities.class);

  /**
   * The attempt at an activity that is under way.
   *
   * @param askedAt when the workflow asked, by the server's clock
   * @param time from its start until the workflow gives it up
   */
  record Attempt(Instant askedAt, Duration time) {}

  private final String account;
  private final OrderDesk desk;
  private final AccountPositions accounts;
  private final Supplier<Attempt> attempt;
  private final Clock clock;
  private final Timer placing;
  private final LegSkew skew;

  /**
   * @param desk answers within seconds, or fails
   * @param accounts what is known of how the account's positions came about
   */
  public OrderDeskActivities(
      String account,
      OrderDesk desk,
      AccountPositions accounts,
      LegSkew skew,
      MeterRegistry metrics,
      Clock clock) {
    this(account, desk, accounts, skew, metrics, clock, OrderDeskActivities::attemptOfNow);
  }

  OrderDeskActivities(
      String account,
      OrderDesk desk,
      AccountPositions accounts,
      LegSkew skew,
      MeterRegistry metrics,
      Clock clock,
      Supplier<Attempt> attempt) {
    this.account = account;
    this.desk = desk;
    this.accounts = accounts;
    this.skew = skew;
    this.clock = clock;
    this.attempt = attempt;
    this.placing =
        Timer.builder("legwork.placing")
            .description("from the entry activity's start until its wave is written or refused")
            .tag("account", account)
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
  }

  /**
   * Written half a second before the workflow gives it up, or never. A task that is older than its
   * workflow's patience is refused: the workflow may have looked for the orders already, and
   * concluded that there are none.
   */
  @Override
  public EntryAnswer enter(EntryPlan plan) {
    if (!desk.isHere()) {
      throw NotHere.because("no desk of " + plan.request().account() + " runs in this process");
    }
    Attempt now = attempt.get();
    Duration elapsed = Duration.between(now.askedAt(), clock.instant());
    // A server's clock ahead of ours gives no more time: the activity's own starts with it.
    Duration within =
        now.time().minus(RESERVE).minus(elapsed.isNegative() ? Duration.ZERO : elapsed);
    if (within.isNegative() || within.isZero() || elapsed.plus(CLOCKS_MAY_DIFFER).isNegative()) {
      LOG.error(
          "execution {}: the entry task is {} old by this machine's clock; nothing is sent",
          plan.request().id(),
          elapsed);
      return new EntryAnswer.Refused(
          new Reason(
              ReasonCode.GATEWAY_UNAVAILABLE,
              "the desk got the entry "
                  + elapsed.toMillis()
                  + " ms after it was asked for, or the clocks of worker and Temporal differ"));
    }
    return logged(
        plan.request().id(),
        () -> {
          EntryAnswer answer = placing.record(() -> answer(desk.enter(plan, within)));
          skew.entered(answer);
          return answer;
        });
  }

  @Override
  public PlaceAnswer place(List<OrderIntent> wave) {
    CrashPoint.BEFORE_REPLACEMENT.reached();
    PlaceAnswer answer =
        logged(wave.getFirst().ref().executionId(), () -> answer(desk.place(wave)));
    CrashPoint.AFTER_UNWIND_SENT.reached();
    return answer;
  }

  @Override
  public void cancel(List<OrderRef> orders, Reason why) {
    logged(orders.getFirst().executionId(), () -> answer(desk.cancel(orders, why.toString())));
  }

  @Override
  public OrderSnapshot snapshot(List<OrderRef> orders) {
    if (orders.isEmpty()) {
      return new OrderSnapshot(Map.of(), List.of(), Map.of(), List.of());
    }
    return logged(orders.getFirst().executionId(), () -> answer(desk.snapshot(orders)));
  }

  @Override
  public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
    Map<Instrument, Quote> quotes = answer(desk.quotes(List.copyOf(instruments.values())));
    Map<String, Quote> byLeg = new LinkedHashMap<>();
    instruments.forEach(
        (leg, instrument) -> byLeg.put(leg, quotes.getOrDefault(instrument, Quote.untold())));
    return byLeg;
  }

  @Override
  public Instrument find(ContractSpec contract) {
    return answer(desk.find(contract)).orElse(null);
  }

  /** Tells that it still waits; a workflow that waits no longer lets it go by that. */
  @Override
  public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Duration within) {
    Instant until = clock.instant().plus(within);
    while (true) {
      Duration left = Duration.between(clock.instant(), until);
      Duration slice = left.compareTo(BETWEEN_HEARTBEATS) < 0 ? left : BETWEEN_HEARTBEATS;
      MarketAnswer answer =
          DeskAnswer.within(
              desk.awaitMarket(needed, slice.isNegative() ? Duration.ZERO : slice), MARKET_LOOK);
      Activity.getExecutionContext().heartbeat(null);
      if (answer.usable() || !clock.instant().isBefore(until)) {
        return answer;
      }
    }
  }

  @Override
  public Map<String, AccountPosition> positions(
      Map<String, Instrument> instruments, Instant since) {
    // The broker first: what the ledger has learned meanwhile makes us careful, never bold.
    Map<Long, BigDecimal> held = answer(desk.positions());
    Map<Long, AccountPosition> positions = accounts.of(account, held, since);
    Map<String, AccountPosition> byLeg = new LinkedHashMap<>();
    instruments.forEach(
        (leg, instrument) ->
            byLeg.put(leg, positions.getOrDefault(instrument.conId(), AccountPosition.NONE)));
    return byLeg;
  }

  private static <T> T logged(String executionId, Supplier<T> call) {
    MDC.put("execution", executionId);
    try {
      return call.get();
    } finally {
      MDC.remove("execution");
    }
  }

  private <T> T answer(CompletableFuture<T> future) {
    return DeskAnswer.within(future, attempt.get().time().minus(FOR_THE_ANSWER));
  }

  private static Attempt attemptOfNow() {
    ActivityInfo info = Activity.getExecutionContext().getInfo();
    return new Attempt(
        Instant.ofEpochMilli(info.getCurrentAttemptScheduledTimestamp()),
        info.getStartToCloseTimeout());
  }
}
