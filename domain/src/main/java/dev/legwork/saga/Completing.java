package dev.legwork.saga;

import dev.legwork.decision.CompletionDecisions;
import dev.legwork.decision.CompletionTerms;
import dev.legwork.decision.Policy;
import dev.legwork.order.OrderRef;
import dev.legwork.order.Purpose;
import dev.legwork.request.ExecutionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Completes a trade by its one missing leg, attempt by attempt, each after the proof that the one
 * before has ended, inside what the bound leaves, as long as that pays and the time lasts.
 */
final class Completing {
  private final Trade trade;
  private final TradeWorld world;
  private final Policy policy;
  private final Entering entering;
  private final Instant until;

  Completing(Trade trade, TradeWorld world, Policy policy, Entering entering) {
    this.trade = trade;
    this.world = world;
    this.policy = policy;
    this.entering = entering;
    this.until = world.now().plus(trade.request().partial().completeWithin());
  }

  /** Why a leg is missing still; null when every leg is filled. Nothing lives in either case. */
  Reason run() {
    for (int attempt = 1; ; attempt++) {
      CompletionTerms terms = CompletionTerms.of(trade.book(), trade.expected());
      int ticks = trade.request().partial().payUp(attempt);
      String leg = terms.leg();
      trade.note("DECIDED_COMPLETE", leg, attemptText(attempt, ticks) + "; " + terms.numbers());
      if (terms.worst() == null) {
        return new Reason(ReasonCode.NOT_MARKETABLE, "completing pays at no price");
      }
      EntryPlan plan = plan(terms, ticks);
      Reason refused = entering.enter(plan);
      if (refused != null) {
        // The ledger may know of a fill that this trade has not been told of.
        trade.await(world.now());
        return trade.book().isFilled() ? null : refused;
      }
      Optional<Reason> over = work(plan.refs().getFirst());
      if (trade.book().isFilled()) {
        return null;
      }
      if (over.isPresent()) {
        return over.get();
      }
    }
  }

  private static String attemptText(int attempt, int ticks) {
    return "attempt %d, at most %d price steps worse than the quote".formatted(attempt, ticks);
  }

  private EntryPlan plan(CompletionTerms terms, int ticks) {
    ExecutionRequest request = trade.request();
    return new EntryPlan(
        request,
        entering.token(),
        List.of(terms.leg()),
        1 + trade.book().leg(terms.leg()).lastAttempt(Purpose.COMPLETION),
        policy.completionAttemptTime(),
        terms.committed(),
        Purpose.COMPLETION,
        trade.book().executed(),
        List.of(),
        ticks,
        terms.worst());
  }

  /** Why no further attempt is made; empty: another one is. */
  private Optional<Reason> work(OrderRef order) {
    Instant attemptOver = earlier(until, world.now().plus(policy.completionAttemptTime()));
    Optional<Reason> over = Optional.empty();
    while (over.isEmpty()) {
      over =
          CompletionDecisions.whileWorking(
              trade.book(), order, attemptOver, world.now(), trade.cancelReason());
      if (over.isEmpty()) {
        trade.await(attemptOver);
      }
    }
    new Withdrawal(trade, world).run(over.get());
    return CompletionDecisions.afterAttempt(
        trade.book(), order, until, world.now(), trade.cancelReason());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
