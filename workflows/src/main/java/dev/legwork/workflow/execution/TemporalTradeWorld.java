package dev.legwork.workflow.execution;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.quote.Quote;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.AccountPosition;
import dev.legwork.saga.Alert;
import dev.legwork.saga.Change;
import dev.legwork.saga.Ending;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.LockAnswer;
import dev.legwork.saga.MarketAnswer;
import dev.legwork.saga.PlaceAnswer;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import dev.legwork.saga.TradeWorld;
import dev.legwork.unwind.NeededMarket;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The saga's port under Temporal: activities, signals and timers. */
final class TemporalTradeWorld implements TradeWorld {
  private static final Alert SESSION_LOST =
      new Alert(
          Alert.Severity.CRITICAL,
          "SESSION_LOST",
          "the session with the broker is lost while the trade waits for an answer about its"
              + " orders; it goes on by itself when it is back",
          List.of());

  /** States that the ledger is told of; the others last for moments or are told by other calls. */
  private static final Set<TradeState> REACHED =
      EnumSet.of(
          TradeState.WORKING, TradeState.COMPLETING, TradeState.HEDGING, TradeState.UNWINDING);

  private final RunningTrade trade;
  private final TradeInbox inbox;
  private final Alarm alarm = new Alarm();
  private final DeskCalls desk;
  private final LockCalls lock;
  private final LedgerCalls ledger;
  private final TradeSigns signs;
  private final Consumer<Ending> finishing;
  private final Runnable ended;
  private Instant tradedSince;
  private Instant grantedAt;
  private boolean lossAlerted;

  TemporalTradeWorld(Registration.Accepted accepted, RunningTrade trade, TradeInbox inbox) {
    this.trade = trade;
    this.inbox = inbox;
    this.desk = new DeskCalls(accepted.request().account());
    this.lock = LockCalls.of(accepted, inbox, alarm);
    this.ledger = new LedgerCalls(accepted.request());
    this.signs = new TradeSigns(trade);
    this.finishing = ledger::finish;
    this.ended = signs::ended;
  }

  /** The world of a trade's recovery, whose ending replaces the one before. */
  TemporalTradeWorld(
      RecoveryCase.Open open, RunningTrade trade, TradeInbox inbox, RecoveryActivities recovery) {
    ExecutionRequest request = open.trade().request();
    this.trade = trade;
    this.inbox = inbox;
    this.desk = new DeskCalls(request.account());
    this.tradedSince = open.tradedSince();
    this.lock = LockCalls.of(open, inbox, alarm);
    this.ledger = new LedgerCalls(request);
    this.signs = new TradeSigns(trade);
    this.finishing = ending -> recovery.settle(request.id(), ending);
    this.ended = () -> recovered(open.trade().former());
    signs.needAttention();
  }

  /** The world of a committed trade's stop: it opens nothing, holds no lock and ends no trade. */
  TemporalTradeWorld(StopCase.Open open, RunningTrade trade, TradeInbox inbox) {
    ExecutionRequest request = open.trade().request();
    this.trade = trade;
    this.inbox = inbox;
    this.desk = new DeskCalls(request.account());
    this.tradedSince = open.tradedSince();
    this.lock = null;
    this.ledger = new LedgerCalls(request);
    this.signs = new TradeSigns(trade);
    this.finishing =
        ending -> {
          throw new IllegalStateException("a stop ends no trade: " + ending);
        };
    this.ended = () -> {};
  }

  private void recovered(Ending former) {
    if (former == null) {
      signs.ended();
    } else {
      signs.endedAgain();
    }
    signs.recovered();
  }

  @Override
  public Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public LockAnswer acquireLock(Duration timeout) {
    Instant asked = now();
    LockAnswer answer =
        lock.acquire(
            timeout,
            place -> {
              trade.note(new TimelineEntry(now(), "QUEUED", null, place));
              ledger.reached(TradeState.AWAITING_LOCK, 0);
            });
    signs.waitedForLock(Duration.between(asked, now()));
    if (answer instanceof LockAnswer.Granted granted) {
      trade.granted(granted.token());
      grantedAt = now();
      // What others did to the account before is no concern of ours: it may have waited for hours.
      tradedSince = tradedSince == null ? grantedAt : tradedSince;
    }
    return answer;
  }

  @Override
  public void releaseLock(long token) {
    if (grantedAt != null) {
      lock.release(token);
      signs.heldLock(Duration.between(grantedAt, now()));
      grantedAt = null;
    }
  }

  @Override
  public EntryAnswer enter(EntryPlan plan) {
    EntryAnswer answer = desk.enter(plan, TradeTable.entryWave(plan));
    if (answer instanceof EntryAnswer.Entered entered) {
      trade.placed(entered.orders(), entered.outcome());
    }
    return answer;
  }

  @Override
  public PlaceAnswer place(List<OrderIntent> wave) {
    DeskActivities patient = desk.patiently(TradeTable.wave(wave));
    PlaceAnswer answer = answered(() -> patient.place(wave));
    if (answer instanceof PlaceAnswer.Placed placed) {
      trade.placed(placed.orders(), placed.outcome());
    }
    signs.show();
    return answer;
  }

  @Override
  public void cancel(Collection<OrderRef> orders, Reason why) {
    DeskActivities patient = desk.patiently("CANCEL " + names(orders) + ": " + why.code());
    answered(
        () -> {
          patient.cancel(List.copyOf(orders), why);
          return true;
        });
  }

  @Override
  public OrderSnapshot snapshot(Collection<OrderRef> orders) {
    DeskActivities patient = desk.patiently("PROVE " + names(orders));
    OrderSnapshot snapshot = answered(() -> patient.snapshot(List.copyOf(orders)));
    trade.proven(snapshot);
    signs.show();
    return snapshot;
  }

  @Override
  public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
    DeskActivities patient = desk.patiently("QUOTES " + instruments.keySet());
    return answered(() -> patient.quotes(instruments));
  }

  @Override
  public Map<String, AccountPosition> positions(Map<String, Instrument> instruments) {
    DeskActivities patient = desk.patiently("POSITIONS " + instruments.keySet());
    return answered(() -> patient.positions(instruments, tradedSince));
  }

  @Override
  public Optional<Instrument> find(ContractSpec contract) {
    DeskActivities patient = desk.patiently("FIND " + contract.label());
    return Optional.ofNullable(answered(() -> patient.find(contract)));
  }

  /** The desk looks; a cancel of the trade, or news of its orders, ends the wait. */
  @Override
  public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Instant until) {
    Duration within = Duration.between(now(), until);
    if (!within.isPositive()) {
      DeskActivities looking = desk.waiting("MARKET " + needed.keySet(), Duration.ZERO);
      return answered(() -> looking.awaitMarket(needed, Duration.ZERO));
    }
    DeskActivities waiting = desk.waiting("MARKET " + needed.keySet() + " until " + until, within);
    List<Promise<MarketAnswer>> answer = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> answer.add(Async.function(waiting::awaitMarket, needed, within)));
    scope.run();
    Workflow.await(() -> answer.getFirst().isCompleted() || inbox.wakes());
    if (!answer.getFirst().isCompleted()) {
      scope.cancel();
      return new MarketAnswer(false, "something happened to the trade");
    }
    return answer.getFirst().get();
  }

  /**
   * Waits for the desk's answer, which may take as long as the broker is away: a session that is
   * lost meanwhile is not kept quiet until then.
   */
  private <T> T answered(Functions.Func<T> call) {
    Promise<T> answer = Async.function(call);
    Workflow.await(() -> answer.isCompleted() || (inbox.isLossUntold() && !lossAlerted));
    if (!answer.isCompleted()) {
      lossAlerted = true;
      alert(SESSION_LOST);
    }
    return answer.get();
  }

  @Override
  public Change await(Instant until) {
    while (!inbox.hasNews() && now().isBefore(until)) {
      alarm.setFor(until, now(), trade.state() + " until " + until);
      Workflow.await(() -> inbox.hasNews() || !alarm.isRunning());
    }
    Change change = inbox.take();
    lossAlerted = false;
    if (!change.events().isEmpty()) {
      trade.happened(change.events());
      signs.show();
    }
    return change;
  }

  @Override
  public void entered(TradeState state, TimelineEntry line) {
    trade.entered(state, line);
    signs.entered(state);
    if (state == TradeState.WAITING_MARKET) {
      ledger.surelyReached(state, trade.fencingToken());
    } else if (REACHED.contains(state)) {
      ledger.reached(state, trade.fencingToken());
    }
  }

  @Override
  public void note(TimelineEntry line) {
    trade.note(line);
    signs.noted(line);
  }

  @Override
  public void alert(Alert alert) {
    signs.needAttention();
    ledger.alert(alert);
  }

  @Override
  public void finish(Ending ending) {
    finishing.accept(ending);
    trade.ended(ending);
    ended.run();
  }

  /** Everything begun has been stored. */
  void settle() {
    ledger.awaitAlerts();
  }

  private static List<String> names(Collection<OrderRef> orders) {
    return orders.stream().map(ref -> ref.leg() + " " + ref.purpose() + ref.attempt()).toList();
  }
}
