package dev.legwork.desk;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.proof.Evidence;
import dev.legwork.proof.Proof;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the evidence that ends doubt about an order: execution queries after its terminal answer,
 * quiet, a census where an answer left doubt, a later session where it gave no sign. A verdict
 * counts once the ledger holds it.
 */
final class ProofSeeker {
  private static final Logger LOG = LoggerFactory.getLogger(ProofSeeker.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration BETWEEN_QUERIES = Duration.ofMillis(300);
  private static final Duration CANCEL_UNANSWERED = Duration.ofSeconds(1);
  private static final Duration CENSUS_STALE = Duration.ofSeconds(2);
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(5);

  private final DeskSettings settings;
  private final Timers timers;
  private final DeskLedger ledger;
  private final Background background;
  private final Queries queries;
  private final Census census;
  private final Recovery recovery;
  private final VenueTime time;
  private final OrderRegister register;
  private final Predicate<TrackedOrder> cancelAgain;
  private final Runnable advance;
  private final Consumer<String> newSession;
  private final Set<OrderRef> concluding = new HashSet<>();
  private final Set<Long> wakes = new HashSet<>();
  private boolean executionsAsked;
  private long nextExecutions = Long.MIN_VALUE;
  private long readyAt = Long.MAX_VALUE;
  private long nextNewSession = Long.MIN_VALUE;

  /**
   * @param cancelAgain cancels an order that works several times; whether it could
   * @param advance called whenever there may be more evidence
   * @param newSession ends this session and sets up another
   */
  ProofSeeker(
      DeskSettings settings,
      Timers timers,
      DeskLedger ledger,
      Background background,
      Queries queries,
      Census census,
      Recovery recovery,
      VenueTime time,
      OrderRegister register,
      Predicate<TrackedOrder> cancelAgain,
      Runnable advance,
      Consumer<String> newSession) {
    this.settings = settings;
    this.timers = timers;
    this.ledger = ledger;
    this.background = background;
    this.queries = queries;
    this.census = census;
    this.recovery = recovery;
    this.time = time;
    this.register = register;
    this.cancelAgain = cancelAgain;
    this.advance = advance;
    this.newSession = newSession;
  }

  void sessionReady() {
    readyAt = timers.stamp();
  }

  void sessionLost() {
    readyAt = Long.MAX_VALUE;
  }

  /** What can be said of the order now. */
  Verdict verdict(TrackedOrder order) {
    Verdict verdict = order.judge(queries.latestExecutions(order), timers.now());
    // What the ledger does not hold yet may be forgotten, and a successor would be refused.
    return verdict.isOver() && !order.isOver() ? Verdict.LIVE : verdict;
  }

  /**
   * Does what can be done now to end doubt about the order.
   *
   * @return whether waiting a little helps; false for an order that simply works
   */
  boolean seek(TrackedOrder order) {
    Verdict verdict = order.judge(queries.latestExecutions(order), timers.now());
    if (order.isOver() && verdict.isOver()) {
      return false;
    }
    if (verdict.isOver()) {
      conclude(order, verdict);
      return true;
    }
    if (order.hasUncommitted()) {
      return true;
    }
    return order.hasTerminalAnswer() ? seekExecutions(order) : seekAnswer(order);
  }

  /**
   * Stores the verdicts that need no seeking: executions that add up, bytes that never left, what
   * the latest census did not know. Nobody may ask for them, and until they are stored no successor
   * can be.
   */
  void concludeProven() {
    for (TrackedOrder order : register.open()) {
      Verdict verdict = order.judge(queries.latestExecutions(order), timers.now());
      if (verdict.isOver()) {
        conclude(order, verdict);
      } else if (order.isSeveral() && !order.hasTerminalAnswer()) {
        cancelUntilAllHaveEnded(order);
      }
    }
    concludeAbsences();
  }

  /**
   * Two orders of one intent are one too many, whoever looks after the trade: a cancel by our order
   * id may end only one of them, so it is repeated until each has its terminal answer.
   */
  private void cancelUntilAllHaveEnded(TrackedOrder order) {
    boolean asked = order.cancelAskedAt() != Long.MAX_VALUE;
    if (asked && !isCancelUnanswered(order)) {
      wakeAt(order.cancelAskedAt() + CANCEL_UNANSWERED.toNanos());
    } else if (cancelAgain.test(order)) {
      wakeAt(timers.now() + CANCEL_UNANSWERED.toNanos());
    }
  }

  /**
   * The same while everything is only watched: the next look brings what is missing.
   *
   * @return whether waiting a little helps
   */
  boolean watch(TrackedOrder order) {
    Verdict verdict = order.judge(queries.latestExecutions(order), timers.now());
    if (verdict.isOver() && !order.isOver()) {
      conclude(order, verdict);
      return true;
    }
    long quiet = order.lastHeardAt() + Proof.QUIET.toNanos();
    // Past it, only another look can help: a timer that is due already would ring without end.
    if (order.hasTerminalAnswer() && !order.isOver() && quiet > timers.now()) {
      wakeAt(quiet);
    }
    return !order.isOver() && (order.hasUncommitted() || order.hasTerminalAnswer());
  }

  private boolean seekExecutions(TrackedOrder order) {
    Evidence evidence = order.evidence(queries.latestExecutions(order));
    if (Proof.isCounted(evidence)) {
      wakeAt(order.lastHeardAt() + Proof.QUIET.toNanos());
    } else if (!executionsAsked && timers.now() >= nextExecutions) {
      executionsAsked = true;
      queries.ask(Queries.Kind.EXECUTIONS, order.terminalAt(), this::executionsAnswered);
    } else if (!executionsAsked) {
      wakeAt(nextExecutions);
    }
    return true;
  }

  private void executionsAnswered(Queries.Answer answer) {
    executionsAsked = false;
    nextExecutions = timers.now() + BETWEEN_QUERIES.toNanos();
    advance.run();
  }

  private boolean seekAnswer(TrackedOrder order) {
    if (isOfEarlierSession(order) && mayBeAbsent(order)) {
      return seekAbsence(order);
    }
    if (isInDoubt(order)) {
      return lookAgain(Math.max(order.doubtAt(), cancelDoubt(order)));
    }
    if (isSilent(order)) {
      return clearUpSilence(order);
    }
    if (!census.isAfter(timers.now() - LOOK_ANYWAY.toNanos())) {
      census.request();
    }
    return false;
  }

  private boolean isInDoubt(TrackedOrder order) {
    long doubt = Math.max(order.doubtAt(), cancelDoubt(order));
    return doubt != Long.MIN_VALUE && !census.isAfter(doubt);
  }

  /** A cancel that was not answered for a while makes the order doubtful, again and again. */
  private long cancelDoubt(TrackedOrder order) {
    return isCancelUnanswered(order)
        ? Math.max(order.cancelAskedAt(), timers.now() - CENSUS_STALE.toNanos())
        : Long.MIN_VALUE;
  }

  private boolean isCancelUnanswered(TrackedOrder order) {
    long asked = order.cancelAskedAt();
    return asked != Long.MAX_VALUE && timers.now() - asked >= CANCEL_UNANSWERED.toNanos();
  }

  private boolean lookAgain(long doubt) {
    census.request();
    if (!census.isUnderWay()) {
      wakeAt(census.notBefore());
    }
    return true;
  }

  /** Not once the latest census has shown it. */
  private boolean mayBeAbsent(TrackedOrder order) {
    return order.mayBeAbsent()
        && (census.latest().isEmpty() || !order.isSightedSince(census.latest().getAsLong()));
  }

  private boolean isOfEarlierSession(TrackedOrder order) {
    return recovery.hasEpoch() && order.stored.sessionEpoch() < recovery.epoch();
  }

  /** PROVEN_ABSENT needs a census that begins late enough in this session, on the same day. */
  private boolean seekAbsence(TrackedOrder order) {
    if (order.stored.clientId() != settings.clientId()
        || !order.stored.brokerDay().equals(time.today())) {
      return false;
    }
    long from = absenceFrom();
    if (timers.now() < from) {
      wakeAt(from);
    } else if (!census.isAfter(Math.max(from, order.trackedAt))) {
      return lookAgain(from);
    }
    return true;
  }

  private void wakeAt(long at) {
    if (wakes.add(at)) {
      timers.at(
          at,
          () -> {
            wakes.remove(at);
            advance.run();
          });
    }
  }

  private long absenceFrom() {
    return readyAt == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : readyAt + settings.absenceAfterReady().toNanos();
  }

  /**
   * What the latest census did not show of an earlier session's orders never got there. There may
   * never be another one, so this is asked again whenever an order's rows are committed.
   */
  private void concludeAbsences() {
    OptionalLong begun = census.latest();
    if (begun.isEmpty() || begun.getAsLong() < absenceFrom() || !recovery.isDone()) {
      return;
    }
    for (TrackedOrder order : register.open()) {
      if (order.mayBeAbsent()
          && !concluding.contains(order.ref())
          && !order.isSightedSince(begun.getAsLong())
          && !order.hasUncommitted()
          && isOfEarlierSession(order)
          && order.trackedAt < begun.getAsLong()
          && order.stored.clientId() == settings.clientId()
          && order.stored.brokerDay().equals(time.today())) {
        LOG.warn("{}: a complete census of a later session does not know it", order.ref());
        conclude(order, Verdict.PROVEN_ABSENT);
      }
    }
  }

  /** Whether the venue has given no sign of it for too long, although this session wrote it. */
  private boolean isSilent(TrackedOrder order) {
    return mayBeAbsent(order)
        && order.written() != WriteOutcome.NOT_WRITTEN
        && timers.now() - order.writtenStamp() >= settings.silenceUntilReconnect().toNanos()
        && order.writtenStamp() != Long.MAX_VALUE;
  }

  private boolean clearUpSilence(TrackedOrder order) {
    long from = order.writtenStamp() + settings.silenceUntilReconnect().toNanos();
    if (!census.isAfter(from)) {
      return lookAgain(from);
    }
    if (timers.now() < nextNewSession) {
      return false;
    }
    nextNewSession = timers.now() + settings.reconnectAtMostEvery().toNanos();
    newSession.accept(
        order.ref() + " was written and the venue gives no sign of it; a new session can tell");
    return true;
  }

  private void conclude(TrackedOrder order, Verdict verdict) {
    if (!concluding.add(order.ref())) {
      return;
    }
    if (verdict == Verdict.PROVEN_ABSENT) {
      order.claimAbsence();
    }
    boolean several = order.isSeveral();
    background.submit(
        laneOf(verdict),
        () -> {
          ledger.markOver(order.ref(), verdict);
          return verdict;
        },
        (done, failure) -> {
          concluding.remove(order.ref());
          if (failure == null) {
            stored(order, verdict, several);
            advance.run();
          } else {
            LOG.error("{}: {} was not stored; tried again", order.ref(), verdict, failure);
            timers.after(RETRY, advance);
          }
        });
  }

  /** An order that turns up is stored after its absence, which reopens it; so one lane for both. */
  private static Background.Lane laneOf(Verdict verdict) {
    return verdict == Verdict.PROVEN_ABSENT ? Background.Lane.INBOX : Background.Lane.RISK;
  }

  private static void stored(TrackedOrder order, Verdict verdict, boolean knewOfSeveral) {
    if (order.isSeveral() && !knewOfSeveral) {
      LOG.error("{}: works twice, and the end of one was being stored; it is open", order.ref());
    } else if (verdict == Verdict.PROVEN_ABSENT && !order.isAbsenceClaimed()) {
      LOG.error("{}: turned up while its absence was being stored; it is open", order.ref());
    } else {
      LOG.info("{}: {}, executed {}", order.ref(), verdict, order.executed());
      order.over(verdict);
    }
  }
}
