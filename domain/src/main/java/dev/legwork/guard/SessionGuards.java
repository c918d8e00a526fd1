package dev.legwork.guard;

import static dev.legwork.guard.Guards.refused;

import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import java.time.Duration;
import java.util.Optional;

/** What binds the beginning of a trade: its own shape, and what the session has done so far. */
final class SessionGuards {
  private SessionGuards() {}

  static Optional<Reason> judge(GuardLimits limits, Opening opening, GuardFacts facts) {
    return legs(limits, opening)
        .or(() -> openExecutions(limits, opening, facts))
        .or(() -> rollbacks(limits, opening, facts))
        .or(() -> pause(limits, opening, facts))
        .or(() -> cooldown(limits, opening, facts))
        .or(() -> loss(limits, opening, facts));
  }

  private static Optional<Reason> legs(GuardLimits limits, Opening opening) {
    return opening.legs() <= limits.legs()
        ? Optional.empty()
        : refused(
            ReasonCode.MAX_LEGS,
            "the trade has %d legs, and at most %d are allowed",
            opening.legs(),
            limits.legs());
  }

  private static Optional<Reason> openExecutions(
      GuardLimits limits, Opening opening, GuardFacts facts) {
    int open = 1 + facts.unsettled().size();
    return open <= limits.openExecutions()
        ? Optional.empty()
        : refused(
            ReasonCode.OPEN_EXECUTIONS,
            "it would be open execution %d of %s, of which %d are allowed, beside %s, which wait"
                + " for a person or for their market",
            open,
            opening.account(),
            limits.openExecutions(),
            facts.unsettled());
  }

  private static Optional<Reason> rollbacks(GuardLimits limits, Opening opening, GuardFacts facts) {
    return facts.rollbacks() < limits.rollbacks()
        ? Optional.empty()
        : refused(
            ReasonCode.ROLLBACK_LIMIT,
            "%d trades of %s had to be undone in this session, and its limit is %d",
            facts.rollbacks(),
            opening.account(),
            limits.rollbacks());
  }

  private static Optional<Reason> pause(GuardLimits limits, Opening opening, GuardFacts facts) {
    return facts.rollbacksOfUnderlying() < limits.rollbacksOfUnderlying()
        ? Optional.empty()
        : refused(
            ReasonCode.UNDERLYING_PAUSED,
            "%d trades of %s had to be undone on %s in this session, and the limit is %d",
            facts.rollbacksOfUnderlying(),
            opening.underlying(),
            opening.account(),
            limits.rollbacksOfUnderlying());
  }

  private static Optional<Reason> cooldown(GuardLimits limits, Opening opening, GuardFacts facts) {
    Optional<Duration> left =
        facts.sinceRollback().map(limits.cooldown()::minus).filter(Duration::isPositive);
    return left.flatMap(
        time ->
            refused(
                ReasonCode.COOLDOWN,
                "a trade of %s had to be undone on %s; the next one may begin in %d s",
                opening.underlying(),
                opening.account(),
                Math.ceilDiv(time.toMillis(), 1_000)));
  }

  private static Optional<Reason> loss(GuardLimits limits, Opening opening, GuardFacts facts) {
    return limits.dailyLoss() == null || facts.loss().compareTo(limits.dailyLoss()) < 0
        ? Optional.empty()
        : refused(
            ReasonCode.DAILY_LOSS,
            "the undone trades of %s have lost %s USD in this session, and its limit is %s USD",
            opening.account(),
            facts.loss().toPlainString(),
            limits.dailyLoss().toPlainString());
  }
}
