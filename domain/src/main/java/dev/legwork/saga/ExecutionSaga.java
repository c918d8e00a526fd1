package dev.legwork.saga;

import dev.legwork.book.LegBook;
import dev.legwork.decision.Decision;
import dev.legwork.decision.EntryDecisions;
import dev.legwork.decision.Policy;
import dev.legwork.num.Decimals;
import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;
import dev.legwork.request.ExecutionRequest;
import java.math.BigDecimal;
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
          finish(0, TradeState.NOT_FILLED, new Reason(ReasonCode.CANCELLED, cancelled.reason()));
    };
  }

  private Ending holding(long token) {
    trade.note("LOCK_GRANTED", null, "fencing token " + token);
    trade.await(world.now());
    Ending ending =
        trade.cancelReason() == null
            ? enter(token)
            : finish(
                token,
                TradeState.NOT_FILLED,
                new Reason(ReasonCode.CANCELLED, trade.cancelReason()));
    world.releaseLock(token);
    return ending;
  }

  private Ending enter(long token) {
    trade.entered(TradeState.PLACING, "entry wave of " + request.legs().size() + " legs");
    return switch (world.enter(new EntryPlan(request, token))) {
      case EntryAnswer.Refused refused -> finish(token, TradeState.REJECTED, refused.reason());
      case EntryAnswer.Entered entered -> entered(token, entered);
      case EntryAnswer.Unanswered unanswered -> resolve(token, unanswered.detail());
    };
  }

  private Ending entered(long token, EntryAnswer.Entered entered) {
    trade.startClock();
    trade.placed(entered.orders(), entered.outcome());
    trade.note("ENTRY_" + entered.outcome(), null, entered.numbers());
    if (entered.outcome() == WriteOutcome.NOT_WRITTEN) {
      return finish(
          token,
          TradeState.REJECTED,
          new Reason(ReasonCode.NOT_WRITTEN, "the entry wave was not written"));
    }
    return work(token);
  }

  /** The placing call gave no answer: only the stored intents and the broker can tell. */
  private Ending resolve(long token, String detail) {
    trade.startClock();
    trade.note("ENTRY_UNANSWERED", null, detail);
    OrderSnapshot snapshot = new Resolution(trade, world).of(entryRefs());
    boolean nothingStored =
        snapshot.verdicts().values().stream()
            .allMatch(verdict -> verdict == Verdict.NEVER_INTENDED);
    if (nothingStored) {
      return finish(
          token,
          TradeState.REJECTED,
          new Reason(ReasonCode.GATEWAY_UNAVAILABLE, "nothing was placed: " + detail));
    }
    trade.fold(snapshot);
    return work(token);
  }

  private Ending work(long token) {
    trade.entered(TradeState.WORKING, "until " + trade.clocking().deadline(request.timeouts()));
    while (true) {
      switch (EntryDecisions.whileWorking(
          trade.book(), trade.clocking(), policy, world.now(), trade.cancelReason())) {
        case Decision.Wait wait -> awaitOrPoll(wait);
        case Decision.Commit ignored -> {
          return commit(token);
        }
        case Decision.Withdraw withdraw -> {
          return withdraw(token, withdraw.reason());
        }
        case Decision.NotFilled notFilled -> {
          return finish(token, TradeState.NOT_FILLED, notFilled.reason());
        }
        case Decision.Unwind unwind -> {
          return unwind(token, unwind.reason());
        }
      }
    }
  }

  /** Events are a fast path; when none came in time the desk is asked. */
  private void awaitOrPoll(Decision.Wait wait) {
    Change change = trade.await(wait.until());
    boolean silent = change.events().isEmpty() && !world.now().isBefore(wait.until());
    if (silent && !trade.book().live().isEmpty() && !change.sessionLost()) {
      trade.fold(world.snapshot(trade.book().live()));
    }
  }

  private Ending withdraw(long token, Reason reason) {
    trade.note("DECIDED_WITHDRAW", null, reason.toString());
    new Withdrawal(trade, world).run(reason);
    return switch (EntryDecisions.afterWithdrawal(trade.book(), reason)) {
      case Decision.Commit ignored -> commit(token);
      case Decision.NotFilled notFilled -> finish(token, TradeState.NOT_FILLED, notFilled.reason());
      case Decision.Unwind unwind -> unwind(token, unwind.reason());
      case Decision.Wait wait -> throw new IllegalStateException("nothing lives: " + wait);
      case Decision.Withdraw again -> throw new IllegalStateException("nothing lives: " + again);
    };
  }

  private Ending unwind(long token, Reason reason) {
    trade.note("DECIDED_UNWIND", null, reason.toString());
    trade.entered(TradeState.UNWINDING, positions());
    Reason stuck = new Unwinding(trade, world, policy, reason).run();
    return stuck == null
        ? finish(token, TradeState.UNWOUND, reason)
        : finish(
            token, TradeState.RESIDUAL, new Reason(stuck.code(), stuck.detail() + "; " + reason));
  }

  private Ending commit(long token) {
    trade.note("DECIDED_COMMIT", null, "every leg executed what was asked for");
    return excess().isEmpty()
        ? finish(token, TradeState.COMMITTED, null)
        : finish(
            token,
            TradeState.RESIDUAL,
            new Reason(ReasonCode.OVER_FILLED, "more was executed than ordered"));
  }

  private Ending finish(long token, TradeState state, Reason reason) {
    trade.note(state.name(), null, reason == null ? "" : reason.toString());
    List<Residual> residual =
        switch (state) {
          case RESIDUAL -> reason.code() == ReasonCode.OVER_FILLED ? excess() : held();
          default -> List.of();
        };
    Ending ending = new Ending(state, reason, residual, token, world.now(), trade.timeline());
    world.finish(ending);
    return ending;
  }

  private List<Residual> held() {
    return trade.book().legs().stream()
        .filter(leg -> !leg.isFlat())
        .map(leg -> new Residual(leg.instrument(), leg.net()))
        .toList();
  }

  private List<Residual> excess() {
    return trade.book().legs().stream()
        .filter(leg -> leg.executed().compareTo(leg.wanted()) > 0)
        .map(leg -> new Residual(leg.instrument(), excessOf(leg)))
        .toList();
  }

  private static BigDecimal excessOf(LegBook leg) {
    return Decimals.normal(leg.leg().action().signed(leg.executed().subtract(leg.wanted())));
  }

  private String positions() {
    return held().stream()
        .map(r -> r.position().toPlainString() + " " + r.instrument().label())
        .toList()
        .toString();
  }

  private List<OrderRef> entryRefs() {
    return request.legs().stream()
        .map(leg -> new OrderRef(request.id(), leg.name(), Purpose.ENTRY, 1))
        .toList();
  }

  private String lockTimeout() {
    return "the lock of " + request.account() + " was not granted in " + request.timeouts().lock();
  }
}
