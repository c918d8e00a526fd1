package dev.legwork.desk;

import dev.legwork.desk.mapping.Orders;
import dev.legwork.fault.CrashPoint;
import dev.legwork.order.OrderIntent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.WriteOutcome;
import dev.legwork.quote.Quote;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.session.Pacer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places orders: the intents of a wave are committed, then its frames leave in one write, then the
 * outcome is recorded. The three steps are methods of their own.
 */
final class Waves {
  private static final Logger LOG = LoggerFactory.getLogger(Waves.class);
  private static final Duration RETRY = Duration.ofMillis(500);

  static final String UNCONFIRMED =
      "the account's lease is not confirmed: another process may run its desk";

  /** What came of a wave. */
  sealed interface Result {
    /**
     * @param repeated the intents stood there before, and nothing was written now
     */
    record Placed(
        List<PlacedOrder> orders, WriteOutcome outcome, Instant writtenAt, boolean repeated)
        implements Result {}

    record Fenced(long standing) implements Result {}

    /** Nothing was sent; what was stored of it, if anything, is stored as never written. */
    record Refused(Reason why) implements Result {}

    /** Another process has to be asked: nothing was stored, and nothing was sent. */
    record Elsewhere(String why) implements Result {}

    /** Nobody can tell whether the intents are stored; they are never written. */
    record Unknown(String why) implements Result {}
  }

  /**
   * @param clearance until when what the storing transaction read of the account's switches allows
   *     to write
   */
  private record UnderWay(
      DeskLedger.Wave wave,
      Pacer.Priority urgency,
      long notAfter,
      Clearance clearance,
      Consumer<Result> then) {}

  private final DeskSettings settings;
  private final DeskClock clock;
  private final Timers timers;
  private final DeskLedger ledger;
  private final Background background;
  private final OrderRegister register;
  private final OrderLoader loader;
  private final Outbox outbox;
  private final Recovery recovery;
  private final VenueTime time;
  private final IntSupplier orderIdFloor;
  private final DeskLease lease;
  private final Clearances clearances;
  private final Consumer<TrackedOrder> doubted;
  private final Consumer<String> newSession;
  private final Map<OrderRef, UnderWay> underWay = new TreeMap<>();
  private final Map<OrderRef, Outbox.Letter> letters = new TreeMap<>();
  private final Set<OrderRef> buried = new LinkedHashSet<>();

  /**
   * @param doubted told of an order that stands in the way of its successor
   * @param newSession ends this session and sets up another
   */
  Waves(
      DeskSettings settings,
      DeskClock clock,
      Timers timers,
      DeskLedger ledger,
      Background background,
      OrderRegister register,
      OrderLoader loader,
      Outbox outbox,
      Recovery recovery,
      VenueTime time,
      IntSupplier orderIdFloor,
      DeskLease lease,
      Consumer<TrackedOrder> doubted,
      Consumer<String> newSession) {
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.ledger = ledger;
    this.background = background;
    this.register = register;
    this.loader = loader;
    this.outbox = outbox;
    this.recovery = recovery;
    this.time = time;
    this.orderIdFloor = orderIdFloor;
    this.lease = lease;
    this.clearances = new Clearances(timers, ledger, background, outbox);
    this.doubted = doubted;
    this.newSession = newSession;
  }

  /**
   * Step 1: commits the intents, unless it is too late or somebody was told they never will be.
   *
   * @param following what later waves are to place: judged with this one
   * @param quotes by leg name: what this one was decided on
   */
  void store(
      List<OrderIntent> intents,
      List<OrderIntent> following,
      Map<String, BigDecimal> expectedPrices,
      Map<String, Quote> quotes,
      OptionalLong token,
      Pacer.Priority urgency,
      long notAfter,
      Consumer<Result> then) {
    DeskLedger.Wave wave =
        new DeskLedger.Wave(
            intents.getFirst().ref().executionId(),
            intents,
            token,
            orderIdFloor.getAsInt(),
            recovery.epoch(),
            lease.epoch(),
            time.today(),
            expectedPrices,
            following,
            quotes);
    if (wave.refs().stream().anyMatch(buried::contains)) {
      then.accept(refused("it was answered that these orders will never be placed"));
      return;
    }
    if (timers.now() > notAfter) {
      then.accept(refused("its time was over before its intents were stored"));
      return;
    }
    if (token.isPresent() && !mayOpen()) {
      then.accept(new Result.Elsewhere(UNCONFIRMED));
      return;
    }
    UnderWay run = new UnderWay(wave, urgency, notAfter, clearances.of(wave), then);
    wave.refs().forEach(ref -> underWay.put(ref, run));
    background.submit(
        laneOf(wave.refs()),
        () -> ledger.storeWave(wave),
        (stored, failure) -> intentsCommitted(run, stored, failure));
  }

  /** Whether it is certain that no other process runs the account's desk. */
  boolean mayOpen() {
    return lease.mayOpen();
  }

  private static Background.Lane laneOf(List<OrderRef> refs) {
    return refs.getFirst().purpose().opens() ? Background.Lane.INTENTS : Background.Lane.RISK;
  }

  private void intentsCommitted(UnderWay run, DeskLedger.WaveStored stored, Exception failure) {
    if (failure != null) {
      LOG.error(
          "{}: the ledger did not say whether the intents are stored; they are not written",
          run.wave().refs(),
          failure);
      run.wave().refs().forEach(this::bury);
      end(run, new Result.Unknown("the ledger did not answer: " + failure.getMessage()));
      return;
    }
    switch (stored) {
      case DeskLedger.WaveStored.Stored(List<PlacedOrder> orders) -> {
        CrashPoint.BEFORE_WRITE.reached();
        write(run, orders);
      }
      case DeskLedger.WaveStored.AlreadyStored(List<DeskLedger.StoredOrder> existing) ->
          answerStored(run, existing.stream().map(DeskLedger.StoredOrder::ref).toList());
      case DeskLedger.WaveStored.Fenced(long standing) -> end(run, new Result.Fenced(standing));
      case DeskLedger.WaveStored.PredecessorOpen(List<OrderRef> open) -> clearUp(run, open);
      case DeskLedger.WaveStored.SessionOver(long current) -> sessionOver(run, current);
      case DeskLedger.WaveStored.Forbidden(Reason why) -> end(run, new Result.Refused(why));
      case DeskLedger.WaveStored.Elsewhere(String why) -> end(run, new Result.Elsewhere(why));
    }
  }

  /**
   * In a session that stands it means that a number was drawn for nobody, and that it can place
   * nothing any more. Its own number must not grow: an order that was stored under the lower one
   * would count as one of an earlier session, and could be held for absent.
   */
  private void sessionOver(UnderWay run, long current) {
    String why = "session %d has come after %d".formatted(current, run.wave().sessionEpoch());
    if (recovery.hasEpoch() && recovery.epoch() == run.wave().sessionEpoch()) {
      newSession.accept(why + ", which can place nothing any more; another takes a number");
    }
    end(run, new Result.Elsewhere(why));
  }

  /**
   * A commit that nobody confirmed may have become visible since: what was given up then was never
   * written, and of anything else somebody has to find out what became of it.
   */
  private void clearUp(UnderWay run, List<OrderRef> open) {
    loader.loadUrgently(
        open,
        failure -> {
          open.stream().flatMap(ref -> register.byRef(ref).stream()).forEach(this::clearUp);
          end(run, refused("not proven over: " + open));
        });
  }

  private void clearUp(TrackedOrder order) {
    if (order.written() == null && isBuried(order.ref()) && !isUnderWay(order.ref())) {
      recordNeverWritten(order);
    } else {
      doubted.accept(order);
    }
  }

  private void answerStored(UnderWay run, List<OrderRef> refs) {
    loader.load(
        refs,
        failure ->
            end(
                run,
                failure == null
                    ? placed(refs, true)
                    : new Result.Unknown("the ledger did not answer: " + failure.getMessage())));
  }

  /** Step 2: all frames in one write, in the session they were stored for, in time, or none. */
  private void write(UnderWay run, List<PlacedOrder> orders) {
    register.forgetOldest();
    orders.forEach(order -> register.track(asStored(run, order), List.of(), timers.stamp()));
    List<ClientMessage.PlaceOrder> frames = orders.stream().map(Orders::place).toList();
    Outbox.Letter letter =
        new Outbox.Letter(
            run.urgency(),
            frames,
            run.notAfter(),
            run.clearance(),
            outcome -> written(run, outcome));
    boolean sameSession = recovery.epoch() == run.wave().sessionEpoch() && recovery.isDone();
    List<TrackedOrder> open = openPredecessors(run.wave().refs());
    open.forEach(doubted);
    if (!sameSession || !open.isEmpty() || run.wave().refs().stream().anyMatch(buried::contains)) {
      written(run, WriteOutcome.NOT_WRITTEN);
      return;
    }
    run.wave().refs().forEach(ref -> letters.put(ref, letter));
    outbox.send(letter);
  }

  /** Orders that turned up after the ledger had allowed their successors. */
  private List<TrackedOrder> openPredecessors(List<OrderRef> refs) {
    return register
        .all()
        .filter(order -> refs.stream().anyMatch(ref -> follows(ref, order.ref())))
        .filter(order -> !refs.contains(order.ref()))
        .filter(order -> !order.isOver())
        .filter(order -> !order.judge(OptionalLong.empty(), timers.now()).isOver())
        .toList();
  }

  private static boolean follows(OrderRef ref, OrderRef earlier) {
    return ref.hasPlaceOf(earlier) && !ref.equals(earlier) && !earlier.isAfter(ref);
  }

  private DeskLedger.StoredOrder asStored(UnderWay run, PlacedOrder order) {
    return new DeskLedger.StoredOrder(
        order,
        settings.clientId(),
        run.wave().sessionEpoch(),
        run.wave().brokerDay(),
        clock.wall(),
        null,
        null,
        0,
        null);
  }

  /** Step 3: what became of the write, recorded. */
  private void written(UnderWay run, WriteOutcome outcome) {
    if (outcome == WriteOutcome.WRITTEN) {
      CrashPoint.AFTER_WRITE.reached();
    }
    Instant at = clock.wall();
    long stamp = timers.stamp();
    for (OrderRef ref : run.wave().refs()) {
      letters.remove(ref);
      register.byRef(ref).ifPresent(order -> order.written(outcome, at, stamp));
    }
    LOG.info("{}: {} ({})", run.wave().refs(), outcome, labels(run));
    record(run.wave().refs(), outcome, at, () -> end(run, whatCame(run)));
  }

  /** A switch that was set between the intents and the write is the reason to give. */
  private Result whatCame(UnderWay run) {
    return run.clearance()
        .barred()
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> placed(run.wave().refs(), false));
  }

  private static Result refused(String why) {
    return new Result.Refused(new Reason(ReasonCode.NOT_WRITTEN, why));
  }

  private static List<String> labels(UnderWay run) {
    return run.wave().intents().stream().map(OrderIntent::label).toList();
  }

  private void record(List<OrderRef> refs, WriteOutcome outcome, Instant at, Runnable then) {
    background.submit(
        laneOf(refs),
        () -> {
          ledger.recordWritten(refs, outcome, at);
          return outcome;
        },
        (done, failure) -> {
          if (failure != null) {
            LOG.error("{}: {} was not recorded; tried again in {}", refs, outcome, RETRY, failure);
            timers.after(RETRY, () -> record(refs, outcome, at, () -> {}));
          }
          then.run();
        });
  }

  private Result placed(List<OrderRef> refs, boolean repeated) {
    List<TrackedOrder> orders = refs.stream().flatMap(ref -> register.byRef(ref).stream()).toList();
    Instant writtenAt =
        orders.stream()
            .map(TrackedOrder::writtenAt)
            .filter(at -> at != null)
            .min(Instant::compareTo)
            .orElse(orders.getFirst().stored.storedAt());
    return new Result.Placed(
        orders.stream().map(order -> order.placed).toList(), outcome(orders), writtenAt, repeated);
  }

  private static WriteOutcome outcome(List<TrackedOrder> orders) {
    Set<WriteOutcome> outcomes = new HashSet<>();
    orders.forEach(order -> outcomes.add(order.writtenOrUnknown()));
    return outcomes.size() == 1 ? outcomes.iterator().next() : WriteOutcome.UNKNOWN;
  }

  /** The stored answer for orders that are in memory, and for their siblings. */
  Result stored(List<OrderRef> refs) {
    return placed(register.withSiblings(refs), true);
  }

  private void end(UnderWay run, Result result) {
    run.wave().refs().forEach(ref -> underWay.remove(ref, run));
    run.then().accept(result);
  }

  /** Whether no order is being stored or written. */
  boolean isIdle() {
    return underWay.isEmpty();
  }

  /** Whether the order may still be stored or written by a wave that is under way. */
  boolean isUnderWay(OrderRef ref) {
    return underWay.containsKey(ref);
  }

  /** Takes back an order's wave that has not left yet, whole. */
  void withdraw(OrderRef ref) {
    Outbox.Letter letter = letters.get(ref);
    if (letter != null) {
      LOG.info("{}: cancelled before its wave was written; the wave is withdrawn", ref);
      outbox.withdraw(letter);
    }
  }

  /** From now on this order is never stored and written: somebody is told so. */
  void bury(OrderRef ref) {
    buried.add(ref);
    if (buried.size() > 10_000) {
      buried.remove(buried.iterator().next());
    }
  }

  boolean isBuried(OrderRef ref) {
    return buried.contains(ref);
  }

  /** Intents that turned up although they were given up: nothing of them was written. */
  void recordNeverWritten(TrackedOrder order) {
    order.written(WriteOutcome.NOT_WRITTEN, clock.wall(), timers.stamp());
    record(List.of(order.ref()), WriteOutcome.NOT_WRITTEN, clock.wall(), () -> {});
  }
}
