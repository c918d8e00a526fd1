package dev.legwork.saga;

import dev.legwork.book.TradeBook;
import dev.legwork.decision.Decision;
import dev.legwork.decision.EntryDecisions;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.unwind.Kept;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The life of one trade, from its accepted request to its one ending: lock, enter, work, and
 * commit, end unfilled or unwind. Plain blocking code over {@link TradeWorld}; it holds no clock
 * and does no I/O of its own.
 */
public final class ExecutionSaga {
  private final ExecutionRequest request;
  private final TradeWorld world;
  private final Policy policy;
  private final Trade trade;

  /**
   * @param request accepted and recorded
   */
  public ExecutionSaga(ExecutionRequest request, TradeWorld world, Policy policy) {
    this.request = request;
    this.world = world;
    this.policy = policy;
    this.trade = new Trade(request, world);
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
    trade.entered(TradeState.PLACING, "entry wave of " + request.legs().size() + " legs");
    Instant asked = world.now();
    EntryPlan plan = new EntryPlan(request, token);
    trade.places(plan.refs());
    return switch (world.enter(plan)) {
      case EntryAnswer.Refused refused -> finish(token, TradeState.REJECTED, refused.reason());
      case EntryAnswer.Entered entered -> entered(token, asked, entered);
      case EntryAnswer.Unanswered unanswered -> {
        trade.startClock(asked, asked);
        yield isStored(plan, unanswered)
            ? work(token, world.now())
            : finish(token, TradeState.REJECTED, nothingPlaced(unanswered));
      }
    };
  }

  private Ending entered(long token, Instant asked, EntryAnswer.Entered entered) {
    trade.startClock(asked, entered.writtenAt());
    placed(entered);
    if (entered.outcome() == WriteOutcome.NOT_WRITTEN) {
      return finish(
          token,
          TradeState.REJECTED,
          new Reason(ReasonCode.NOT_WRITTEN, "the entry wave was not written"));
    }
    return work(token, trade.clocking().writtenAt());
  }

  private void placed(EntryAnswer.Entered entered) {
    trade.placed(entered.orders(), entered.outcome());
    trade.noteWritten(
        entered.orders(), entered.writtenAt(), "ENTRY_" + entered.outcome(), entered.numbers());
  }

  /** The placing call gave no answer: only the stored intents and the broker can tell. */
  private boolean isStored(EntryPlan plan, EntryAnswer.Unanswered unanswered) {
    trade.note("ENTRY_UNANSWERED", null, unanswered.detail());
    OrderSnapshot snapshot = new Resolution(trade, world).of(plan.refs());
    trade.fold(snapshot);
    return snapshot.verdicts().values().stream()
        .anyMatch(verdict -> verdict != Verdict.NEVER_INTENDED);
  }

  private static Reason nothingPlaced(EntryAnswer.Unanswered unanswered) {
    return new Reason(ReasonCode.GATEWAY_UNAVAILABLE, "nothing was placed: " + unanswered.detail());
  }

  private Ending work(long token, Instant since) {
    trade.entered(TradeState.WORKING, since, workingText());
    while (true) {
      switch (EntryDecisions.whileWorking(
          trade.book(), trade.clocking(), policy, world.now(), trade.cancelReason())) {
        case Decision.Wait wait -> awaitOrPoll(wait);
        case Decision.Resend resend -> {
          Reason refused = resend(token, resend);
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
      }
    }
  }

  private String workingText() {
    Instant deadline = trade.clocking().deadline(request.timeouts()).truncatedTo(ChronoUnit.MILLIS);
    return (deadline.isAfter(world.now()) ? "until " : "its time was over at ") + deadline;
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
    EntryPlan plan = again(token, resend.legs());
    trade.places(plan.refs());
    return switch (world.enter(plan)) {
      case EntryAnswer.Refused refused -> refused.reason();
      case EntryAnswer.Entered entered -> {
        placed(entered);
        yield null;
      }
      case EntryAnswer.Unanswered unanswered ->
          isStored(plan, unanswered) ? null : nothingPlaced(unanswered);
    };
  }

  private EntryPlan again(long token, List<String> legs) {
    TradeBook book = trade.book();
    int attempt = 1 + book.leg(legs.getFirst()).lastAttempt(Purpose.ENTRY);
    return new EntryPlan(
        request,
        token,
        legs,
        attempt,
        trade.clocking().left(request.timeouts(), world.now()),
        book.authorisedCash());
  }

  private Ending withdraw(long token, Reason reason) {
    trade.note("DECIDED_WITHDRAW", null, reason.toString());
    new Withdrawal(trade, world).run(reason);
    return switch (EntryDecisions.afterWithdrawal(trade.book(), reason)) {
      case Decision.Commit ignored -> commit(token);
      case Decision.NotFilled notFilled -> finish(token, TradeState.NOT_FILLED, notFilled.reason());
      case Decision.Rejected rejected -> finish(token, TradeState.REJECTED, rejected.reason());
      case Decision.Unwind unwind -> unwind(token, unwind.reason());
      case Decision.Wait wait -> throw new IllegalStateException("nothing lives: " + wait);
      case Decision.Withdraw again -> throw new IllegalStateException("nothing lives: " + again);
      case Decision.Resend again -> throw new IllegalStateException("it is withdrawn: " + again);
    };
  }

  private Ending unwind(long token, Reason reason) {
    trade.note("DECIDED_UNWIND", null, reason.toString());
    trade.entered(TradeState.UNWINDING, Holdings.text(Holdings.held(trade.book())));
    Reason stuck = new Unwinding(trade, world, policy, Kept.NOTHING, reason).run();
    return stuck == null
        ? finish(token, TradeState.UNWOUND, reason)
        : finish(
            token, TradeState.RESIDUAL, new Reason(stuck.code(), stuck.detail() + "; " + reason));
  }

  private Ending commit(long token) {
    trade.note("DECIDED_COMMIT", null, "every leg executed what was asked for");
    String unclosed = trade.book().hasDoubledLeg() ? closeExcess() : "";
    return Holdings.beside(requested(), trade.book()).isEmpty()
        ? finish(token, TradeState.COMMITTED, null)
        : finish(
            token,
            TradeState.RESIDUAL,
            new Reason(ReasonCode.OVER_FILLED, "more was executed than ordered" + unclosed));
  }

  /** Two orders of a leg filled, the first of which was held to be absent: ours to put right. */
  private String closeExcess() {
    Reason why = new Reason(ReasonCode.PROOF_CONTRADICTED, "a leg was filled twice");
    trade.entered(TradeState.UNWINDING, Holdings.text(Holdings.beside(requested(), trade.book())));
    Reason stuck = new Unwinding(trade, world, policy, requested(), why).run();
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
    Ending ending = new Ending(state, reason, residual, token, world.now(), trade.timeline());
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
