package dev.legwork.simulation.temporal;

import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.DeskCore;
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
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import dev.legwork.saga.TradeWorld;
import dev.legwork.simulation.fault.FaultKind;
import dev.legwork.simulation.temporal.Activity.Outcome;
import dev.legwork.simulation.worker.Process;
import dev.legwork.unwind.NeededMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The saga's port over the simulated Temporal: activities, signals and timers. */
final class SimTradeWorld implements TradeWorld {
  private static final Duration ENTRY_WITHIN = Duration.ofMillis(4500);
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Alert SESSION_LOST =
      new Alert(
          Alert.Severity.CRITICAL,
          "SESSION_LOST",
          "the session is lost while the trade waits for the desk",
          List.of());

  private final TemporalServer server;
  private final TradeWorkflow workflow;
  private final Mailbox mailbox;
  private final ExecutionRequest request;
  private final BrokerQueue desk;
  private final LockCalls lock;
  private final LedgerCalls ledger;
  private final Consumer<Ending> finishing;
  private boolean lossAlerted;

  SimTradeWorld(
      TemporalServer server,
      TradeWorkflow workflow,
      ExecutionRequest request,
      BrokerQueue desk,
      LockCalls lock,
      LedgerCalls ledger,
      Consumer<Ending> finishing) {
    this.server = server;
    this.workflow = workflow;
    this.mailbox = workflow.mailbox();
    this.request = request;
    this.desk = desk;
    this.lock = lock;
    this.ledger = ledger;
    this.finishing = finishing;
  }

  @Override
  public Instant now() {
    return workflow.now();
  }

  @Override
  public LockAnswer acquireLock(Duration timeout) {
    return lock.acquire(timeout);
  }

  @Override
  public void releaseLock(long token) {
    lock.release(token);
  }

  @Override
  public EntryAnswer enter(EntryPlan plan) {
    List<EntryAnswer> answer = new ArrayList<>();
    desk.schedule(
        new Activity<EntryAnswer>(
            "enter " + request.id() + " " + plan.attempt(),
            true,
            (process, scheduledAt) -> entering(process, scheduledAt, plan),
            outcome -> workflow.happened(() -> answer.add(answered(outcome)))));
    workflow.await(() -> !answer.isEmpty());
    say("ENTER -> " + brief(answer.getFirst()));
    if (answer.getFirst() instanceof EntryAnswer.Refused(Reason reason)) {
      guarded(reason);
    }
    return answer.getFirst();
  }

  private void guarded(Reason reason) {
    switch (reason.code()) {
      case RESET_WINDOW -> server.hits().hit(FaultKind.S6_RESET_WINDOW);
      case MARGIN_UNKNOWN -> server.hits().hit(FaultKind.O23_WHAT_IF);
      case MARGIN -> {
        if (reason.detail().contains("available funds")) {
          server.hits().hit(FaultKind.O23_LOW_FUNDS);
        }
      }
      default -> {
        // no guard of the world's
      }
    }
  }

  /** A task older than the trade's patience is refused: somebody may have looked already. */
  private CompletableFuture<EntryAnswer> entering(
      Process process, Instant scheduledAt, EntryPlan plan) {
    Duration elapsed = Duration.between(scheduledAt, process.worker().clock().wall());
    Duration within = ENTRY_WITHIN.minus(elapsed.isNegative() ? Duration.ZERO : elapsed);
    if (!within.isPositive() || elapsed.plus(CLOCKS_MAY_DIFFER).isNegative()) {
      return CompletableFuture.completedFuture(
          new EntryAnswer.Refused(
              new Reason(ReasonCode.GATEWAY_UNAVAILABLE, "the entry came " + elapsed + " late")));
    }
    return process.core().enter(plan, within);
  }

  private static EntryAnswer answered(Outcome<EntryAnswer> outcome) {
    return switch (outcome) {
      case Outcome.Completed<EntryAnswer>(EntryAnswer result) -> result;
      case Outcome.NeverStarted<EntryAnswer> ignored ->
          new EntryAnswer.Refused(
              new Reason(ReasonCode.GATEWAY_UNAVAILABLE, "no worker took the entry wave"));
      case Outcome.Failed<EntryAnswer>(String why) -> new EntryAnswer.Unanswered(why);
    };
  }

  private static String brief(EntryAnswer answer) {
    return switch (answer) {
      case EntryAnswer.Entered entered ->
          "entered "
              + entered.outcome()
              + " "
              + entered.orders().stream().map(o -> o.intent().label()).toList();
      case EntryAnswer.Refused refused -> refused.reason().toString();
      case EntryAnswer.Unanswered unanswered -> "unanswered: " + unanswered.detail();
    };
  }

  @Override
  public PlaceAnswer place(List<OrderIntent> wave) {
    PlaceAnswer answer = patiently("place " + refs(wave), core -> core.place(wave));
    say("PLACE " + wave.stream().map(OrderIntent::label).toList() + " -> " + brief(answer));
    return answer;
  }

  private static List<OrderRef> refs(List<OrderIntent> wave) {
    return wave.stream().map(OrderIntent::ref).toList();
  }

  private static String brief(PlaceAnswer answer) {
    return switch (answer) {
      case PlaceAnswer.Placed placed -> placed.outcome().toString();
      case PlaceAnswer.Unanswered unanswered -> "unanswered: " + unanswered.detail();
    };
  }

  @Override
  public void cancel(Collection<OrderRef> orders, Reason why) {
    List<OrderRef> refs = List.copyOf(orders);
    say("CANCEL " + refs);
    patiently("cancel " + refs, core -> core.cancel(refs, why.toString()).thenApply(done -> true));
  }

  @Override
  public OrderSnapshot snapshot(Collection<OrderRef> orders) {
    List<OrderRef> refs = List.copyOf(orders);
    OrderSnapshot snapshot = patiently("snapshot " + refs, core -> core.snapshot(refs));
    snapshot.verdicts().values().forEach(verdict -> server.count("VERDICT_" + verdict));
    say("PROVE " + refs.stream().map(r -> r + " " + snapshot.verdicts().get(r)).toList());
    return snapshot;
  }

  @Override
  public Map<String, Quote> quotes(Map<String, Instrument> instruments) {
    List<Instrument> wanted = List.copyOf(instruments.values());
    Map<Instrument, Quote> quotes =
        patiently("quotes " + instruments.keySet(), core -> core.quotes(wanted));
    Map<String, Quote> byLeg = new LinkedHashMap<>();
    instruments.forEach(
        (leg, instrument) -> byLeg.put(leg, quotes.getOrDefault(instrument, Quote.untold())));
    return byLeg;
  }

  @Override
  public Map<String, AccountPosition> positions(Map<String, Instrument> instruments) {
    Map<Long, BigDecimal> held =
        patiently("positions " + instruments.keySet(), DeskCore::positions);
    Map<String, AccountPosition> byLeg = new LinkedHashMap<>();
    instruments.forEach(
        (leg, instrument) ->
            byLeg.put(
                leg,
                ledger.position(
                    instrument.conId(), held.getOrDefault(instrument.conId(), BigDecimal.ZERO))));
    return byLeg;
  }

  @Override
  public Optional<Instrument> find(ContractSpec contract) {
    return patiently("find " + contract.label(), core -> core.find(contract));
  }

  /** The desk looks, a few seconds at a time. */
  @Override
  public MarketAnswer awaitMarket(Map<String, NeededMarket> needed, Instant until) {
    while (true) {
      Duration left = Duration.between(now(), until);
      Duration within = left.compareTo(LOOK) < 0 ? left : LOOK;
      boolean once = !left.isPositive();
      Optional<MarketAnswer> answer =
          market(needed, once ? Duration.ZERO : within, () -> !once && mailbox.wakes());
      if (answer.isEmpty()) {
        return new MarketAnswer(false, "something happened to the trade");
      }
      if (answer.get().usable() || !now().isBefore(until)) {
        return answer.get();
      }
    }
  }

  private Optional<MarketAnswer> market(
      Map<String, NeededMarket> needed, Duration within, BooleanSupplier woken) {
    List<MarketAnswer> answer = new ArrayList<>();
    desk.schedule(
        new Activity<MarketAnswer>(
            "market " + needed.keySet(),
            false,
            (process, scheduledAt) -> process.core().awaitMarket(needed, within),
            outcome ->
                workflow.happened(
                    () -> answer.add(((Outcome.Completed<MarketAnswer>) outcome).result()))));
    workflow.await(() -> !answer.isEmpty() || woken.getAsBoolean());
    return answer.stream().findFirst();
  }

  private interface Call<T> {
    CompletableFuture<T> to(DeskCore core);
  }

  private <T> T patiently(String name, Call<T> call) {
    List<T> answer = new ArrayList<>();
    desk.schedule(
        new Activity<T>(
            name,
            false,
            (process, scheduledAt) -> call.to(process.core()),
            outcome ->
                workflow.happened(() -> answer.add(((Outcome.Completed<T>) outcome).result()))));
    workflow.await(() -> !answer.isEmpty() || (mailbox.isLossUntold() && !lossAlerted));
    if (answer.isEmpty()) {
      lossAlerted = true;
      alert(SESSION_LOST);
      workflow.await(() -> !answer.isEmpty());
    }
    return answer.getFirst();
  }

  @Override
  public Change await(Instant until) {
    workflow.await(mailbox::hasNews, until);
    lossAlerted = false;
    return mailbox.take();
  }

  @Override
  public void entered(TradeState state, TimelineEntry line) {
    note(line);
    if (state == TradeState.WORKING
        || state == TradeState.UNWINDING
        || state == TradeState.HEDGING
        || state == TradeState.WAITING_MARKET) {
      ledger.reached(state);
    }
  }

  @Override
  public void note(TimelineEntry line) {
    server.count(line.event());
    say(line.event() + (line.leg() == null ? "" : " " + line.leg()) + " " + line.detail());
  }

  private void say(String what) {
    server.story().tell(request.id(), what);
  }

  @Override
  public void alert(Alert alert) {
    ledger.alert(alert);
  }

  @Override
  public void finish(Ending ending) {
    finishing.accept(ending);
  }
}
