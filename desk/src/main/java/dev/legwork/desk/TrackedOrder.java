package dev.legwork.desk;

import dev.legwork.desk.mapping.ErrorMeaning;
import dev.legwork.order.BrokerEvent;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderEvent;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderStatus;
import dev.legwork.order.PlacedOrder;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.proof.Evidence;
import dev.legwork.proof.Proof;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of our orders as the desk knows it. What was received decides whether a callback is news;
 * only what the ledger has committed counts as evidence.
 */
final class TrackedOrder {
  private static final Logger LOG = LoggerFactory.getLogger(TrackedOrder.class);

  final PlacedOrder placed;
  final DeskLedger.StoredOrder stored;
  final long trackedAt;
  private WriteOutcome written;
  private Instant writtenAt;
  private Verdict over;
  private boolean absenceClaimed;
  private long permId;

  private final Set<Object> received = new HashSet<>();
  private final Map<Long, OrderEvent.StatusReported> lastStatus = new HashMap<>();
  private BigDecimal lastFilled = BigDecimal.ZERO;
  private boolean known;
  private boolean worked;
  private boolean cancelling;
  private boolean executing;
  private int uncommitted;
  private long lastHeardAt;
  private final Incarnations incarnations = new Incarnations();
  private long doubtAt = Long.MIN_VALUE;
  private long sightedAt = Long.MIN_VALUE;
  private long writtenStamp = Long.MAX_VALUE;
  private long cancelAskedAt = Long.MAX_VALUE;

  private final List<BrokerEvent> events = new ArrayList<>();
  private ExecutionFold fold;

  TrackedOrder(DeskLedger.StoredOrder stored, long now) {
    this.stored = stored;
    this.placed = stored.placed();
    this.written = stored.written();
    this.writtenAt = stored.writtenAt();
    this.over = stored.over();
    this.permId = stored.permId();
    incarnations.learn(stored.permId());
    this.known = stored.permId() != 0;
    this.lastHeardAt = now;
    this.trackedAt = now;
    this.fold = newFold();
  }

  private ExecutionFold newFold() {
    return new ExecutionFold(placed.intent().combo());
  }

  OrderRef ref() {
    return placed.ref();
  }

  /** Whether it is a combo that has no leg in the contract of this fill. */
  boolean isOfNoLeg(Fill fill) {
    return placed.intent().isCombo() && placed.intent().combo().leg(fill.conId()).isEmpty();
  }

  /** Takes note of an event; false if it says nothing that was not heard before. */
  boolean receive(OrderEvent event, long now) {
    boolean sighting = !(event instanceof OrderEvent.Noticed);
    sightedAt = sighting ? now : sightedAt;
    boolean contradicts = sighting && (absenceClaimed || over == Verdict.PROVEN_ABSENT);
    if (!isNews(event) && !contradicts) {
      return false;
    }
    lastHeardAt = now;
    uncommitted++;
    learn(event, now);
    if (sighting) {
      reopenIfAbsent(event);
      absenceClaimed = false;
    }
    return true;
  }

  /**
   * The ledger is told that the order never reached the venue. Whatever shows the order from now on
   * is stored, be it no news: it takes the ledger's word back.
   */
  void claimAbsence() {
    absenceClaimed = true;
  }

  /** Whether nothing showed it since then. */
  boolean isAbsenceClaimed() {
    return absenceClaimed;
  }

  private void reopenIfAbsent(OrderEvent event) {
    if (absenceClaimed || over == Verdict.PROVEN_ABSENT || written == WriteOutcome.NOT_WRITTEN) {
      LOG.error(
          "{}: the venue told {} of an order that was held to have never reached it ({}, {}); it"
              + " is judged anew",
          ref(),
          event,
          written,
          over);
      over = null;
    }
  }

  /** An event that the ledger holds already, read back from it. */
  void restore(BrokerEvent event, long now) {
    isNews(event.event());
    learn(event.event(), now);
    apply(event);
  }

  /** The ledger has committed an event, or has found that it stood there already. */
  void committed(BrokerEvent event) {
    uncommitted--;
    apply(event);
  }

  /**
   * The ledger held some of what it was given already, unseen by us: its own list replaces ours.
   *
   * @param given how many events it was given
   * @return what of the list is new to us
   */
  List<BrokerEvent> reread(List<BrokerEvent> all, int given) {
    uncommitted -= given;
    Set<Long> seen = new HashSet<>();
    events.forEach(event -> seen.add(event.sequence()));
    events.clear();
    fold = newFold();
    all.forEach(this::apply);
    return all.stream().filter(event -> !seen.contains(event.sequence())).toList();
  }

  /**
   * A person has vouched for its end, in the ledger: these events came past the desk.
   *
   * @param verdict as the ledger has it now
   * @param all stored events, also of other orders
   */
  void settled(Verdict verdict, List<BrokerEvent> all) {
    Set<Long> known = new HashSet<>();
    events.forEach(event -> known.add(event.sequence()));
    all.stream()
        .filter(event -> event.event().ref().equals(ref()) && isByHand(event.event()))
        .filter(event -> !known.contains(event.sequence()))
        .forEach(event -> restore(event, lastHeardAt));
    over = verdict;
  }

  private static boolean isByHand(OrderEvent event) {
    return event instanceof OrderEvent.Settled
        || (event instanceof OrderEvent.Filled filled && filled.fill().isManual());
  }

  private boolean isNews(OrderEvent event) {
    return switch (event) {
      case OrderEvent.StatusReported status -> {
        lastFilled = status.filled();
        yield !status.equals(lastStatus.put(status.permId(), status));
      }
      case OrderEvent.Filled filled -> received.add(filled.fill().execId());
      case OrderEvent.ComboTraded traded -> received.add(traded.execId());
      case OrderEvent.CommissionReported fee -> received.add(fee);
      case OrderEvent.Rejected rejected -> received.add(rejected);
      case OrderEvent.Settled settled -> received.add(settled);
      case OrderEvent.Noticed noticed -> received.add(noticed);
    };
  }

  private void learn(OrderEvent event, long now) {
    switch (event) {
      case OrderEvent.StatusReported status -> {
        known = true;
        worked |= status.status() != OrderStatus.PENDING;
        cancelling |= status.status() == OrderStatus.PENDING_CANCEL;
        executing |= status.filled().signum() > 0;
        learnPermId(status.permId());
        if (status.status().isTerminal()) {
          incarnations.ended(status.permId(), now);
        }
        doubtIf(status.status() == OrderStatus.INACTIVE, now);
      }
      case OrderEvent.Filled filled -> {
        known = true;
        worked = true;
        executing = true;
        learnPermId(filled.permId());
      }
      case OrderEvent.ComboTraded traded -> {
        known = true;
        worked = true;
        executing = true;
        learnPermId(traded.permId());
      }
      case OrderEvent.Rejected rejected -> {
        known = true;
        incarnations.ended(0, now);
      }
      case OrderEvent.Noticed noticed -> {
        known |= !ErrorMeaning.NO_SIGN.contains(noticed.code());
        doubtIf(ErrorMeaning.raisesDoubt(noticed.code()), now);
      }
      case OrderEvent.CommissionReported fee -> known = true;
      case OrderEvent.Settled settled -> executing |= settled.executed().signum() > 0;
    }
  }

  private void doubtIf(boolean doubtful, long now) {
    doubtAt = doubtful ? now : doubtAt;
  }

  private void learnPermId(long told) {
    if (incarnations.learn(told)) {
      LOG.error(
          "{}: the venue holds it under several permIds, {}: one order of ours is several there;"
              + " it is over only when all of them are",
          ref(),
          incarnations.permIds());
      // A proof that knew of one of them proves nothing any more.
      over = null;
    }
    permId = told == 0 ? permId : told;
  }

  private void apply(BrokerEvent event) {
    events.add(event);
    switch (event.event()) {
      case OrderEvent.StatusReported status -> fold.add(status);
      case OrderEvent.Filled filled -> fold.add(filled);
      case OrderEvent.ComboTraded traded -> fold.add(traded);
      default -> {}
    }
  }

  /** Σ effective executions, corrections applied; of a combo its whole units. */
  BigDecimal executed() {
    return fold.executed();
  }

  Evidence evidence(OptionalLong queryBegunAt) {
    return new Evidence(
        placed.intent().quantity().multiply(BigDecimal.valueOf(incarnations.count())),
        fold.executed(),
        fold.everExecuted(),
        fold.filledSeen(),
        fold.begun(),
        incarnations.terminalAt(),
        queryBegunAt,
        lastHeardAt,
        written == WriteOutcome.NOT_WRITTEN && !known);
  }

  /** What the evidence says; while something about the order is not committed, it lives. */
  Verdict judge(OptionalLong queryBegunAt, long now) {
    if (over != null && uncommitted == 0) {
      return over;
    }
    if (uncommitted > 0) {
      return Verdict.LIVE;
    }
    Verdict verdict = Proof.judge(evidence(queryBegunAt), now);
    return verdict == Verdict.LIVE && !known && written != WriteOutcome.WRITTEN
        ? Verdict.UNKNOWN
        : verdict;
  }

  void written(WriteOutcome outcome, Instant at, long stamp) {
    written = outcome;
    writtenAt = outcome == WriteOutcome.WRITTEN ? at : null;
    writtenStamp = stamp;
  }

  /** When its bytes were handed over in this process; far in the future if they never were. */
  long writtenStamp() {
    return writtenStamp;
  }

  void cancelAsked(long stamp) {
    cancelAskedAt = stamp;
  }

  /** When a cancel was last written; far in the future if none was. */
  long cancelAskedAt() {
    return cancelAskedAt;
  }

  /** When something last made it doubtful what the order is; far in the past if nothing did. */
  long doubtAt() {
    return doubtAt;
  }

  void over(Verdict verdict) {
    over = verdict;
  }

  boolean isOver() {
    return over != null;
  }

  WriteOutcome written() {
    return written;
  }

  /** For readers outside: a write without a word about it is unknown. */
  WriteOutcome writtenOrUnknown() {
    return written == null ? WriteOutcome.UNKNOWN : written;
  }

  Instant writtenAt() {
    return writtenAt;
  }

  /** Whether the venue ever showed that it knows the order. */
  boolean isKnown() {
    return known;
  }

  /** Whether nothing but pending statuses was heard of it. */
  boolean isFresh() {
    return !worked && !hasTerminalAnswer();
  }

  /** Whether it may never have got beyond the gateway: nothing but pending was heard of it. */
  boolean mayBeAbsent() {
    return isFresh() && !executing;
  }

  /** Whether the venue's rows showed it since then, be it with nothing new. */
  boolean isSightedSince(long stamp) {
    return sightedAt >= stamp;
  }

  /** Whether an execution or a cancel under way was heard of. */
  boolean isExecutedOrCancelling() {
    return cancelling || executing;
  }

  /** What the last status, of this incarnation if there are several, said was filled; 0 before. */
  BigDecimal lastFilled(long ofPermId) {
    boolean isOther = ofPermId != 0 && permId != 0 && ofPermId != permId;
    if (!isSeveral() && !isOther) {
      return lastFilled;
    }
    // A second one that is heard of for the first time has filled nothing of what the first has.
    OrderEvent.StatusReported last = lastStatus.get(ofPermId);
    return last == null ? BigDecimal.ZERO : last.filled();
  }

  boolean hasUncommitted() {
    return uncommitted > 0;
  }

  boolean hasTerminalAnswer() {
    return incarnations.terminalAt().isPresent();
  }

  long terminalAt() {
    return incarnations.terminalAt().getAsLong();
  }

  long lastHeardAt() {
    return lastHeardAt;
  }

  long permId() {
    return permId;
  }

  /** All permIds it was ever told under; more than one: it works more than once at the venue. */
  Set<Long> permIds() {
    return incarnations.permIds();
  }

  boolean isSeveral() {
    return incarnations.areSeveral();
  }

  List<BrokerEvent> events() {
    return events;
  }
}
