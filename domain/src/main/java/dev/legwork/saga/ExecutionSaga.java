package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.book.TradeBook;
import dev.legwork.decision.Decision;
import dev.legwork.decision.EntryDecisions;
import dev.legwork.decision.Policy;
import dev.legwork.order.WriteOutcome;
import dev.legwork.placing.WaveOrder;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.request.Pricing;
import dev.legwork.unwind.Kept;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The life of one trade, from its accepted request to its one ending: lock, enter, work, and
 * commit, end unfilled or unwind. Plain blocking code over {@link TradeWorld}; it holds no clock
 * and does no I/O of its own.
 */
public final class ExecutionSaga {
  private static final Set<ReasonCode> OF_THE_MOMENT =
      EnumSet.of(ReasonCode.GATEWAY_UNAVAILABLE, ReasonCode.MARGIN_UNKNOWN);

  private final ExecutionRequest request;
  private final TradeWorld world;
  private final Policy policy;
  private final Trade trade;
  private final Leaning leaning;
  private Entering entering;

  /**
   * @param request accepted and recorded
   */
  public ExecutionSaga(ExecutionRequest request, TradeWorld world, Policy policy) {
    this.request = request;
    this.world = world;
    this.policy = policy;
    this.trade = new Trade(request, world);
    this.leaning = new Leaning(trade, world, policy);
  }

  /** Runs the trade to its end, which is stored when this returns, and the lock given back. */
  public Ending run() {
    trade.entered(TradeState.AWAITING_LOCK, "for account " + request.account());
    return switch (world.acquireLock(request.timeouts().lock())) {
      case LockAnswer.Granted granted -> holding(granted.token());
      case LockAnswer.TimedOut ignored ->
          finish(0, TradeState.NOT_FILLED, new Reason(ReasonCode.LOCK_TIMEOUT, lockTimeout()));
      case LockAnswer.Cancelled cancelled ->
          finish(0, TradeState.NOT_FILLED, Reason.ofCancel(cancelled.reason()));
    };
  }

  private Ending holding(long token) {
    trade.note("LOCK_GRANTED", null, "fencing token " + token);
    trade.await(world.now());
    Ending ending =
        trade.cancelReason() == null
            ? enter(token)
            : finish(token, TradeState.NOT_FILLED, Reason.ofCancel(trade.cancelReason()));
    world.releaseLock(token);
    return ending;
  }

  private Ending enter(long token) {
    EntryPlan plan = EntryPlan.first(request, token);
    trade.entered(TradeState.PLACING, "entry wave of " + plan.legNames().size() + " legs");
    Instant asked = world.now();
    trade.places(plan.refs());
    entering = new Entering(trade, world, token);
    return switch (world.enter(plan)) {
      case EntryAnswer.Refused refused -> finish(token, TradeState.REJECTED, refused.reason());
      case EntryAnswer.Entered entered -> entered(token, asked, plan, entered);
      case EntryAnswer.Unanswered unanswered -> {
        trade.startClock(asked, asked);
        yield entering.isStored(plan, unanswered)
            ? work(token, world.now())
            : finish(token, TradeState.REJECTED, Entering.nothingPlaced(unanswered));
      }
    };
  }

  private Ending entered(long token, Instant asked, EntryPlan plan, EntryAnswer.Entered entered) {
    trade.startClock(asked, entered.writtenAt());
    entering.placed(plan, entered);
    if (entered.outcome() == WriteOutcome.NOT_WRITTEN) {
      return finish(
          token,
          TradeState.REJECTED,
          new Reason(ReasonCode.NOT_WRITTEN, "the entry wave was not written"));
    }
    return work(token, trade.clocking().writtenAt());
  }

  private Ending work(long token, Instant since) {
    trade.entered(TradeState.WORKING, since, workingText());
    while (true) {
      switch (EntryDecisions.whileWorking(
          trade.book(), trade.clocking(), policy, world.now(), trade.cancelReason())) {
        case Decision.Wait wait -> {
          Optional<Reason> lacking = awaitLeaning(wait);
          if (lacking.isPresent()) {
            return withdraw(token, lacking.get());
          }
        }
        case Decision.Resend resend -> {
          Reason refused = resend(token, resend);
          if (refused != null && !waitsOut(refused)) {
            return withdraw(token, refused);
          }
        }
        case Decision.NextWave next -> {
          Reason refused = nextWave(token, next);
          if (refused != null) {
            return withdraw(token, refused);
          }
        }
        case Decision.TakeRest rest -> {
          Reason refused = takeRest(token, rest);
          if (refused != null) {
            return withdraw(token, refused);
          }
        }
        case Decision.Commit ignored -> {
          return commit(token);
        }
        case Decision.Withdraw withdraw -> {
          return withdraw(token, withdraw.reason());
        }
        case Decision.NotFilled notFilled -> {
          return finish(token, TradeState.NOT_FILLED, notFilled.reason());
        }
        case Decision.Rejected rejected -> {
          return finish(token, TradeState.REJECTED, rejected.reason());
        }
        case Decision.Unwind unwind -> {
          return unwind(token, unwind.reason());
        }
        case Decision.Complete complete -> throw new IllegalStateException("live: " + complete);
        case Decision.Keep keep -> throw new IllegalStateException("live: " + keep);
      }
    }
  }

  private String workingText() {
    Instant deadline = trade.clocking().deadline(request.timeouts()).truncatedTo(ChronoUnit.MILLIS);
    return (deadline.isAfter(world.now()) ? "until " : "its time was over at ") + deadline;
  }

  /** A trade that leans on its hedge looks at it meanwhile: why its risk legs must go, if so. */
  private Optional<Reason> awaitLeaning(Decision.Wait wait) {
    while (leaning.isWatching() && leaning.next().isBefore(wait.until())) {
      Change change = trade.await(leaning.next());
      Optional<Reason> lacking = leaning.look();
      if (lacking.isPresent() || !change.events().isEmpty() || trade.cancelReason() != null) {
        return lacking;
      }
    }
    awaitOrPoll(wait);
    return Optional.empty();
  }

  /** Events are a fast path; when none came in time the desk is asked. */
  private void awaitOrPoll(Decision.Wait wait) {
    Change change = trade.await(wait.until());
    boolean silent = change.events().isEmpty() && !world.now().isBefore(wait.until());
    if (silent && !trade.book().live().isEmpty() && !change.sessionLost()) {
      trade.fold(world.snapshot(trade.book().liveOrAbsent()));
    }
  }

  /** Why it was not sent again; null if it was. */
  private Reason resend(long token, Decision.Resend resend) {
    trade.note("DECIDED_RESEND", null, resend.why());
    Reason refused = entering.enter(again(token, resend.legs(), trade.clocking().restAt() != null));
    if (request.pricing() == Pricing.MARKET) {
      trade.startWave();
    }
    return refused;
  }

  /**
   * Whether it is decided again in a moment what to do about orders that never arrived: a desk that
   * has just come back may lack an answer of the broker, and the trade has time left. What is held
   * already waits for nothing.
   */
  private boolean waitsOut(Reason refused) {
    if (!OF_THE_MOMENT.contains(refused.code()) || trade.book().hasExecuted()) {
      return false;
    }
    trade.note("RESEND_REFUSED", null, refused.detail() + "; tried again while time is left");
    trade.await(world.now().plus(policy.unheard()));
    return true;
  }

  /** Why the next legs were not sent; null if they were. */
  private Reason nextWave(long token, Decision.NextWave next) {
    trade.note("DECIDED_NEXT_WAVE", null, next.legs() + "; " + next.why());
    Reason refused =
        entering.enter(
            new EntryPlan(
                trade.book().request(),
                token,
                next.legs(),
                entering.nextAttempt(next.legs()),
                trade.clocking().left(request.timeouts(), world.now()),
                trade.book().authorisedCash(),
                null,
                trade.book().executed(),
                next.later(),
                trade.clocking().restAt() == null ? null : EntryPlan.AT_THE_QUOTE,
                null));
    trade.startWave();
    return refused;
  }

  /** Why what is left is not taken; null if it is, or if nothing of what was sent is left. */
  private Reason takeRest(long token, Decision.TakeRest rest) {
    trade.note("DECIDED_TAKE_REST", null, rest.reason().detail());
    trade.takesRest();
    new Withdrawal(trade, world).run(rest.reason());
    Optional<Reason> over =
        EntryDecisions.beforeRest(
            trade.book(), trade.clocking(), world.now(), trade.cancelReason());
    if (over.isPresent()) {
      return over.get();
    }
    List<String> legs =
        trade.book().unfilled().stream()
            .filter(LegBook::isEntered)
            .map(leg -> leg.leg().name())
            .toList();
    return legs.isEmpty() ? null : entering.enter(again(token, legs, false));
  }

  private EntryPlan again(long token, List<String> legs, boolean atTheQuote) {
    TradeBook book = trade.book();
    return new EntryPlan(
        book.request(),
        token,
        legs,
        entering.nextAttempt(legs),
        trade.clocking().left(request.timeouts(), world.now()),
        book.authorisedCash(),
        null,
        book.executed(),
        WaveOrder.left(book).stream().flatMap(List::stream).toList(),
        atTheQuote ? EntryPlan.AT_THE_QUOTE : null,
        null);
  }

  private Ending withdraw(long token, Reason reason) {
    trade.note("DECIDED_WITHDRAW", null, reason.toString());
    new Withdrawal(trade, world).run(reason);
    return switch (EntryDecisions.afterWithdrawal(trade.book(), reason)) {
      case Decision.Commit ignored -> commit(token);
      case Decision.NotFilled notFilled -> finish(token, TradeState.NOT_FILLED, notFilled.reason());
      case Decision.Rejected rejected -> finish(token, TradeState.REJECTED, rejected.reason());
      case Decision.Unwind unwind -> unwind(token, unwind.reason());
      case Decision.Complete complete -> complete(token, complete);
      case Decision.Keep keep -> keep(token, keep);
      case Decision.NextWave next -> throw new IllegalStateException("it is withdrawn: " + next);
      case Decision.TakeRest rest -> throw new IllegalStateException("it is withdrawn: " + rest);
      case Decision.Wait wait -> throw new IllegalStateException("nothing lives: " + wait);
      case Decision.Withdraw again -> throw new IllegalStateException("nothing lives: " + again);
      case Decision.Resend again -> throw new IllegalStateException("it is withdrawn: " + again);
    };
  }

  private Ending complete(long token, Decision.Complete decision) {
    Reason reason = decision.reason();
    trade.entered(TradeState.COMPLETING, decision.leg() + " is missing: " + reason);
    Reason failed = new Completing(trade, world, policy, entering).run();
    if (failed == null) {
      return commit(token);
    }
    Reason why =
        failed.code() == ReasonCode.CANCELLED || failed.code() == ReasonCode.KILL_SWITCH
            ? failed
            : new Reason(
                reason.code(), reason.detail() + "; it was not completed: " + failed.detail());
    return EntryDecisions.keepOrUnwind(trade.book(), why) instanceof Decision.Keep keep
        ? keep(token, keep)
        : unwind(token, why);
  }

  private Ending keep(long token, Decision.Keep keep) {
    String units = "%d of %d units".formatted(keep.units(), request.quantity());
    trade.note("DECIDED_KEEP", null, units + "; " + keep.reason());
    Kept kept = Kept.ofUnits(request, keep.units());
    Reason stuck = kept.isReached(trade.book()) ? null : closeBeyond(token, kept, keep.reason());
    if (stuck != null || !Holdings.beside(kept, trade.book()).isEmpty()) {
      return finish(token, TradeState.RESIDUAL, beyondUnits(stuck, keep.reason()));
    }
    Reason why =
        new Reason(ReasonCode.PARTIAL_UNITS, units + " were executed whole; " + keep.reason());
    trade.note(TradeState.COMMITTED.name(), null, why.toString());
    return store(
        new Ending(
            TradeState.COMMITTED,
            why,
            List.of(),
            token,
            world.now(),
            trade.timeline(),
            keep.units()));
  }

  private Reason closeBeyond(long token, Kept kept, Reason why) {
    trade.entered(TradeState.UNWINDING, Holdings.text(Holdings.beside(kept, trade.book())));
    return unwinding(token, kept, why).run();
  }

  private static Reason beyondUnits(Reason stuck, Reason why) {
    return stuck == null
        ? new Reason(ReasonCode.FILL_REVERSED, "less is held than was executed; " + why)
        : new Reason(stuck.code(), stuck.detail() + "; " + why);
  }

  private Ending unwind(long token, Reason reason) {
    trade.note("DECIDED_UNWIND", null, reason.toString());
    trade.entered(TradeState.UNWINDING, Holdings.text(Holdings.held(trade.book())));
    Reason stuck = unwinding(token, Kept.NOTHING, reason).run();
    return stuck == null
        ? finish(token, TradeState.UNWOUND, reason)
        : finish(
            token, TradeState.RESIDUAL, new Reason(stuck.code(), stuck.detail() + "; " + reason));
  }

  private Unwinding unwinding(long token, Kept kept, Reason why) {
    return new Unwinding(trade, world, policy, kept, why, () -> world.releaseLock(token));
  }

  private Ending commit(long token) {
    trade.note("DECIDED_COMMIT", null, "every leg executed what was asked for");
    String unclosed = trade.book().hasDoubledLeg() ? closeExcess(token) : "";
    return Holdings.beside(requested(), trade.book()).isEmpty()
        ? finish(token, TradeState.COMMITTED, null)
        : finish(
            token,
            TradeState.RESIDUAL,
            new Reason(ReasonCode.OVER_FILLED, "more was executed than ordered" + unclosed));
  }

  /** Two orders of a leg filled, the first of which was held to be absent: ours to put right. */
  private String closeExcess(long token) {
    Reason why = new Reason(ReasonCode.PROOF_CONTRADICTED, "a leg was filled twice");
    trade.entered(TradeState.UNWINDING, Holdings.text(Holdings.beside(requested(), trade.book())));
    Reason stuck = unwinding(token, requested(), why).run();
    return stuck == null ? "" : "; " + stuck;
  }

  private Ending finish(long token, TradeState state, Reason reason) {
    trade.note(state.name(), null, reason == null ? "" : reason.toString());
    List<Residual> residual =
        switch (state) {
          case RESIDUAL ->
              reason.code().keepsRequest()
                  ? Holdings.beside(requested(), trade.book())
                  : Holdings.held(trade.book());
          default -> List.of();
        };
    return store(new Ending(state, reason, residual, token, world.now(), trade.timeline()));
  }

  private Ending store(Ending ending) {
    world.finish(ending);
    return ending;
  }

  private Kept requested() {
    return Kept.asRequested(request);
  }

  private String lockTimeout() {
    return "the lock of " + request.account() + " was not granted in " + request.timeouts().lock();
  }
}
