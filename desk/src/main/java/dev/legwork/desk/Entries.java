package dev.legwork.desk;

import dev.legwork.allocation.Allocation;
import dev.legwork.allocation.ComboAllocation;
import dev.legwork.allocation.LimitAllocation;
import dev.legwork.contract.Instrument;
import dev.legwork.desk.ContractFinder.Found;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.placing.HedgeSize;
import dev.legwork.placing.PastTrades;
import dev.legwork.quote.Quote;
import dev.legwork.request.ChosenPlacing;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Placing;
import dev.legwork.request.RequestedLeg;
import dev.legwork.saga.EntryAnswer;
import dev.legwork.saga.EntryPlan;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.stop.StopAtEntry;
import dev.legwork.tws.session.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entry waves: contracts, quotes of the moment, limits, intents, one write. What happened before to
 * the same references decides first.
 */
final class Entries {
  private static final Logger LOG = LoggerFactory.getLogger(Entries.class);

  /** Prices that were taken so long ago are still those of the moment. */
  private static final Duration PRICES_STAND = Duration.ofMillis(100);

  /**
   * One wave on its way.
   *
   * @param chosen how the trade is placed, where that was left to us and is decided; else null
   */
  private record Entry(
      EntryPlan plan,
      long notAfter,
      MarginGate.Check margin,
      CompletableFuture<EntryAnswer> answer,
      ChosenPlacing chosen) {

    Entry placedAs(ChosenPlacing choice) {
      return new Entry(plan.placedAs(choice.mode()), notAfter, margin, answer, choice);
    }
  }

  /**
   * Either the contracts with their quotes, or why there are none.
   *
   * @param atOnce legs whose orders the venue ends by itself
   * @param past how trades went before, where somebody wants to know
   */
  private record Prepared(
      Map<String, Instrument> instruments,
      Map<String, Quote> quotes,
      Set<String> atOnce,
      Map<Placing, PastTrades> past,
      Reason refusal) {
    private static final Prepared NOTHING =
        new Prepared(Map.of(), Map.of(), Set.of(), Map.of(), null);

    Prepared with(Map<String, Quote> told) {
      return new Prepared(instruments, told, atOnce, past, refusal);
    }

    Prepared ending(Set<String> legs) {
      return new Prepared(instruments, quotes, legs, past, refusal);
    }

    Prepared after(Map<Placing, PastTrades> trades) {
      return new Prepared(instruments, quotes, atOnce, trades, refusal);
    }
  }

  private final DeskSettings settings;
  private final Timers timers;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Inbox inbox;
  private final Serving serving;
  private final ContractFinder contracts;
  private final MarketData marketData;
  private final VenueTime time;
  private final Waves waves;
  private final VenueHours hours;
  private final AtOnce atOnce;
  private final PlacingChooser placings;
  private final MarginGate margin;
  private final Map<Set<OrderRef>, CompletableFuture<EntryAnswer>> underWay = new HashMap<>();
  private boolean stopped;

  Entries(
      DeskSettings settings,
      Timers timers,
      OrderRegister register,
      OrderLoader loader,
      Inbox inbox,
      Serving serving,
      ContractFinder contracts,
      MarketData marketData,
      VenueTime time,
      Waves waves,
      VenueHours hours,
      PlacingChooser placings,
      MarginGate margin) {
    this.settings = settings;
    this.timers = timers;
    this.register = register;
    this.loader = loader;
    this.inbox = inbox;
    this.serving = serving;
    this.contracts = contracts;
    this.marketData = marketData;
    this.time = time;
    this.waves = waves;
    this.hours = hours;
    this.placings = placings;
    this.atOnce = new AtOnce(settings, timers, contracts);
    this.margin = margin;
  }

  /** A trade will soon ask to be entered: what can be found out by then is asked now. */
  void expect(ExecutionRequest request) {
    if (!stopped && request.account().equals(settings.account())) {
      margin.expect(request);
    }
  }

  /** Enters; a repeat while the first is under way shares its answer. */
  CompletableFuture<EntryAnswer> enter(EntryPlan plan, long notAfter) {
    Set<OrderRef> refs = Set.copyOf(plan.refs());
    CompletableFuture<EntryAnswer> same = underWay.get(refs);
    if (same != null) {
      return same;
    }
    CompletableFuture<EntryAnswer> answer = new CompletableFuture<>();
    underWay.put(refs, answer);
    answer.whenComplete(
        (a, failure) -> {
          underWay.remove(refs, answer);
          if (!stopped) {
            margin.prepare();
          }
        });
    start(plan, notAfter, answer);
    return answer;
  }

  /** Whether an entry is under way that may still store an intent for this order. */
  boolean isUnderWay(OrderRef ref) {
    return underWay.keySet().stream().anyMatch(refs -> refs.contains(ref));
  }

  private void start(EntryPlan plan, long notAfter, CompletableFuture<EntryAnswer> answer) {
    ExecutionRequest request = plan.request();
    if (!request.account().equals(settings.account())) {
      answer.complete(
          new EntryAnswer.Refused(
              new Reason(
                  ReasonCode.GATEWAY_UNAVAILABLE,
                  "this desk trades for %s, not %s"
                      .formatted(settings.account(), request.account()))));
      return;
    }
    Entry entry = new Entry(plan, notAfter, margin.begin(plan, notAfter), answer, null);
    CompletableFuture<Exception> loaded = new CompletableFuture<>();
    loader.load(plan.refs(), loaded::complete);
    loaded
        .thenCombine(
            prepare(entry),
            (failure, prepared) -> {
              decide(entry, failure, prepared);
              return null;
            })
        .exceptionally(e -> unexpected(request, e, answer));
  }

  private static Void unexpected(
      ExecutionRequest request, Throwable e, CompletableFuture<EntryAnswer> answer) {
    LOG.error("Execution {}: the entry ended unexpectedly; resolve by reference", request.id(), e);
    answer.complete(new EntryAnswer.Unanswered(e.toString()));
    return null;
  }

  /** Nothing is stored any more; what is not with the ledger yet never was begun. */
  void stop() {
    stopped = true;
    Map.copyOf(underWay)
        .forEach(
            (refs, answer) -> {
              if (refs.stream().noneMatch(waves::isUnderWay)) {
                answer.completeExceptionally(new NoDeskHere("this desk is closed"));
              }
            });
  }

  /** How long its orders may work at the venue. */
  private Duration timeAtVenue(EntryPlan plan) {
    return plan.timeLeft().plus(settings.goodTillGrace());
  }

  private CompletableFuture<Prepared> prepare(Entry entry) {
    EntryPlan plan = entry.plan();
    long notAfter = entry.notAfter();
    if (!waves.mayOpen()) {
      // Nothing to prepare; what the ledger knows is still the answer.
      return CompletableFuture.completedFuture(Prepared.NOTHING);
    }
    Optional<ResetWindow> reset = settings.resetWindows().touchedBy(time.now(), timeAtVenue(plan));
    if (reset.isPresent()) {
      return refused(
          ReasonCode.RESET_WINDOW,
          "no trade is begun in the broker's reset window %s, nor when it might work until %d s before it"
              .formatted(reset.get(), settings.resetWindows().margin().toSeconds()));
    }
    return serving
        .within(left(settings.readyWithin(), notAfter))
        .thenCompose(
            isServing ->
                isServing
                    ? contractsOf(plan, notAfter)
                    : refused(ReasonCode.GATEWAY_UNAVAILABLE, serving.why()))
        .thenCompose(
            prepared -> {
              CompletableFuture<Optional<String>> closed = hours.closed(prepared.instruments());
              if (!prepared.instruments().isEmpty()) {
                entry.margin().serving();
              }
              CompletableFuture<Set<String>> ending = atOnce.legs(plan, prepared.instruments());
              CompletableFuture<Map<Placing, PastTrades>> past = placings.past(plan);
              return quotesOf(plan, notAfter, prepared)
                  .thenCombine(closed, Entries::unlessClosed)
                  .thenCombine(ending, Prepared::ending)
                  .thenCombine(past, Prepared::after);
            });
  }

  private static Prepared unlessClosed(Prepared prepared, Optional<String> closed) {
    return closed.map(why -> refusal(ReasonCode.MARKET_CLOSED, why)).orElse(prepared);
  }

  private CompletableFuture<Prepared> contractsOf(EntryPlan plan, long notAfter) {
    Map<String, CompletableFuture<Found>> searches = new LinkedHashMap<>();
    plan.legsLookedAt().forEach(leg -> searches.put(leg.name(), contracts.find(leg.contract())));
    CompletableFuture<Boolean> late = new CompletableFuture<>();
    Timers.Timer timer = timers.at(notAfter, () -> late.complete(true));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(searches.values().toArray(CompletableFuture<?>[]::new));
    return CompletableFuture.anyOf(all, late)
        .thenApply(
            done -> {
              timer.cancel();
              return found(searches);
            });
  }

  private static Prepared found(Map<String, CompletableFuture<Found>> searches) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    for (Map.Entry<String, CompletableFuture<Found>> search : searches.entrySet()) {
      switch (search.getValue().getNow(new Found.NoAnswer("no answer in time"))) {
        case Found.One(Instrument instrument) -> instruments.put(search.getKey(), instrument);
        case Found.NotOne(String detail) -> {
          return refusal(ReasonCode.CONTRACT_UNRESOLVED, search.getKey() + ": " + detail);
        }
        case Found.NoAnswer(String detail) -> {
          return refusal(ReasonCode.GATEWAY_UNAVAILABLE, search.getKey() + ": " + detail);
        }
      }
    }
    return new Prepared(instruments, Map.of(), Set.of(), Map.of(), null);
  }

  private CompletableFuture<Prepared> quotesOf(EntryPlan plan, long notAfter, Prepared prepared) {
    if (prepared.instruments().isEmpty() || plan.asGiven() && !plan.leans()) {
      return CompletableFuture.completedFuture(prepared);
    }
    List<Instrument> pinned = List.copyOf(prepared.instruments().values());
    marketData.pin(pinned);
    return marketData
        .quotes(pinned, left(settings.quotesWithin(), notAfter))
        .thenApply(
            quotes -> {
              marketData.unpin(pinned);
              Map<String, Quote> byLeg = new HashMap<>();
              prepared.instruments().forEach((leg, one) -> byLeg.put(leg, quotes.get(one)));
              return prepared.with(byLeg);
            });
  }

  private void decide(Entry entry, Exception loadFailure, Prepared prepared) {
    EntryPlan plan = entry.plan();
    CompletableFuture<EntryAnswer> answer = entry.answer();
    List<OrderRef> existing = plan.refs().stream().filter(register::has).toList();
    if (stopped) {
      answer.completeExceptionally(new NoDeskHere("this desk is closed"));
    } else if (!existing.isEmpty() && loadFailure == null) {
      conclude(waves.stored(existing), null, answer);
    } else if (prepared == Prepared.NOTHING) {
      answer.completeExceptionally(new NoDeskHere(Waves.UNCONFIRMED));
    } else if (loadFailure != null) {
      answer.complete(
          new EntryAnswer.Unanswered("the ledger did not answer: " + loadFailure.getMessage()));
    } else if (prepared.refusal() != null) {
      answer.complete(new EntryAnswer.Refused(prepared.refusal()));
    } else if (inbox.isFailing()) {
      answer.complete(refusedNow("the ledger takes no broker events at present"));
    } else {
      judge(placed(entry, prepared), prepared);
    }
  }

  /** The entry in the mode that is chosen now, and stays, where that is left to us. */
  private Entry placed(Entry entry, Prepared prepared) {
    return entry.plan().isOpen()
        ? entry.placedAs(
            placings.choose(
                entry.plan(), prepared.instruments(), prepared.quotes(), prepared.past()))
        : entry;
  }

  /** Whether the account can carry what would be placed at the prices of this moment. */
  private void judge(Entry entry, Prepared prepared) {
    switch (allocate(entry.plan(), prepared)) {
      case Allocation.Refused(Reason reason) -> refuse(entry, reason);
      case Allocation.Allocated allocated -> {
        Optional<Reason> tooMany =
            EntrySizes.refusal(entry.plan(), prepared.instruments(), settings.orderSizes());
        if (tooMany.isPresent()) {
          refuse(entry, tooMany.get());
          return;
        }
        long pricedAt = timers.now();
        entry
            .margin()
            .judge(entry.plan().isCombo() ? allocated.executable() : allocated.limits())
            .thenAccept(
                reason ->
                    reason.ifPresentOrElse(
                        why -> refuse(entry, why),
                        () -> placeAtPricesOfNow(entry, prepared, allocated, pricedAt)))
            .exceptionally(e -> unexpected(entry.plan().request(), e, entry.answer()));
      }
    }
  }

  private static void refuse(Entry entry, Reason reason) {
    entry.answer().complete(new EntryAnswer.Refused(reason));
  }

  /** The broker may have taken its time to answer: prices that have grown old are made anew. */
  private void placeAtPricesOfNow(
      Entry entry, Prepared prepared, Allocation.Allocated allocated, long pricedAt) {
    if (timers.now() - pricedAt <= PRICES_STAND.toNanos()) {
      place(entry, prepared, allocated);
      return;
    }
    quotesOf(entry.plan(), entry.notAfter(), prepared)
        .thenAccept(
            anew -> {
              switch (allocate(entry.plan(), anew)) {
                case Allocation.Refused(Reason reason) -> refuse(entry, reason);
                case Allocation.Allocated again -> place(entry, anew, again);
              }
            })
        .exceptionally(e -> unexpected(entry.plan().request(), e, entry.answer()));
  }

  private Allocation allocate(EntryPlan plan, Prepared prepared) {
    Optional<Reason> lacking =
        plan.leans()
            ? HedgeSize.beforePlacing(
                plan.request(), plan.executed(), prepared.quotes(), settings.quoteMaxAge())
            : Optional.empty();
    return lacking
        .or(() -> stopThatIsReached(plan, prepared))
        .<Allocation>map(Allocation.Refused::new)
        .orElseGet(() -> allocateInside(plan, prepared));
  }

  /**
   * Of a trade that has begun, the rest is entered all the same: it is guarded once it is whole.
   */
  private static Optional<Reason> stopThatIsReached(EntryPlan plan, Prepared prepared) {
    return plan.executed().isEmpty()
        ? StopAtEntry.refusal(plan.request(), prepared.quotes())
        : Optional.empty();
  }

  private Allocation allocateInside(EntryPlan plan, Prepared prepared) {
    return plan.isCombo()
        ? ComboAllocation.allocate(
            plan.request(), plan.committed(), prepared.quotes(), settings.quoteMaxAge())
        : LimitAllocation.allocate(
            plan, prepared.instruments(), prepared.quotes(), settings.quoteMaxAge());
  }

  private void place(Entry entry, Prepared prepared, Allocation.Allocated allocated) {
    if (stopped) {
      entry.answer().completeExceptionally(new NoDeskHere("this desk is closed"));
    } else if (inbox.isFailing()) {
      entry.answer().complete(refusedNow("the ledger takes no broker events at present"));
    } else if (!serving.isServing()) {
      entry.answer().complete(refusedNow(serving.why()));
    } else {
      waves.store(
          OrderSplit.of(
              intents(entry, entry.plan().legs(), prepared, allocated), settings.orderSizes()),
          intents(entry, entry.plan().legsLater(), prepared, allocated),
          allocated.executable(),
          prepared.quotes(),
          OptionalLong.of(entry.plan().fencingToken()),
          Pacer.Priority.ENTRY,
          entry.notAfter(),
          result -> conclude(result, allocated, entry.answer()));
    }
  }

  private List<OrderIntent> intents(
      Entry entry, List<RequestedLeg> legs, Prepared prepared, Allocation.Allocated allocated) {
    List<OrderIntent> intents = intents(entry.plan(), legs, prepared, allocated);
    return entry.chosen() == null
        ? intents
        : intents.stream().map(intent -> intent.chosenAs(entry.chosen())).toList();
  }

  private List<OrderIntent> intents(
      EntryPlan plan, List<RequestedLeg> legs, Prepared prepared, Allocation.Allocated allocated) {
    Instant goodTill = time.now().plus(plan.timeLeft()).plus(settings.goodTillGrace());
    if (plan.isCombo() && !legs.isEmpty()) {
      return ComboEntry.intents(plan, prepared.instruments(), allocated, goodTill);
    }
    List<OrderIntent> intents = new ArrayList<>();
    for (RequestedLeg leg : legs) {
      OrderIntent intent =
          new OrderIntent(
                  plan.ref(leg),
                  plan.request().account(),
                  prepared.instruments().get(leg.name()),
                  leg.action(),
                  plan.quantity(leg),
                  allocated.limits().get(leg.name()),
                  goodTill)
              .ofAtMost(leg.childSize());
      intents.add(prepared.atOnce().contains(leg.name()) ? intent.atOnce() : intent);
    }
    return intents;
  }

  private static void conclude(
      Waves.Result result, Allocation.Allocated allocated, CompletableFuture<EntryAnswer> answer) {
    if (result instanceof Waves.Result.Elsewhere(String why)) {
      answer.completeExceptionally(new NoDeskHere(why));
    } else {
      answer.complete(answer(result, allocated));
    }
  }

  private static EntryAnswer answer(Waves.Result result, Allocation.Allocated allocated) {
    return switch (result) {
      case Waves.Result.Placed placed ->
          new EntryAnswer.Entered(
              placed.orders(),
              placed.outcome(),
              placed.writtenAt(),
              allocated == null || placed.repeated() ? null : allocated.executableNet(),
              allocated == null || placed.repeated() ? Map.of() : allocated.executable(),
              allocated == null || placed.repeated()
                  ? "these orders were placed before"
                  : allocated.numbers());
      case Waves.Result.Fenced(long standing) ->
          new EntryAnswer.Refused(
              new Reason(ReasonCode.FENCED, "token " + standing + " holds the account now"));
      case Waves.Result.Refused(Reason why) -> new EntryAnswer.Refused(why);
      case Waves.Result.Elsewhere(String why) -> new EntryAnswer.Unanswered(why);
      case Waves.Result.Unknown(String why) -> new EntryAnswer.Unanswered(why);
    };
  }

  private Duration left(Duration most, long notAfter) {
    Duration left = Duration.ofNanos(Math.max(0, notAfter - timers.now()));
    return left.compareTo(most) < 0 ? left : most;
  }

  private static EntryAnswer refusedNow(String detail) {
    return new EntryAnswer.Refused(new Reason(ReasonCode.GATEWAY_UNAVAILABLE, detail));
  }

  private static Prepared refusal(ReasonCode code, String detail) {
    return new Prepared(Map.of(), Map.of(), Set.of(), Map.of(), new Reason(code, detail));
  }

  private static CompletableFuture<Prepared> refused(ReasonCode code, String detail) {
    return CompletableFuture.completedFuture(refusal(code, detail));
  }
}
