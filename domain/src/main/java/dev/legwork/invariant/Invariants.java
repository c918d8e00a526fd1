package dev.legwork.invariant;

import dev.legwork.invariant.Check.When;
import java.util.List;

/**
 * Compares the broker's account with ours. Pure: the same facts give the same findings, in the same
 * order.
 *
 * <p>Not decided here, because neither account tells it: whether a workflow's history replays (14;
 * its own tests do).
 */
public final class Invariants {
  private static final List<Check> CHECKS =
      List.of(
          new Conservation(),
          new AtMostOnce(),
          new IntentFirst(),
          new NoConclusionWithoutEvidence(),
          new LedgerIsBroker(),
          new WorstCase(),
          new ReplaceAfterProof(),
          new PriceAuthority(),
          new MutualExclusion(),
          new Progress(),
          new ExposureVisible(),
          new LimitsSurvive(),
          new FenceHolds(),
          new CompleteHistory(),
          new Isolation());

  private Invariants() {}

  /** Everything that does not hold, in the order of the invariants' numbers. */
  public static List<Violation> check(BrokerTruth broker, LedgerTruth ledger, Moment moment) {
    Facts facts = new Facts(broker, ledger, moment);
    Findings findings = new Findings();
    for (Check check : CHECKS) {
      if (isAsked(check.when(), moment)) {
        findings.about(check.number());
        check.run(facts, findings);
      }
    }
    return findings.all();
  }

  /** The numbers of those that are asked for at such a moment. */
  public static List<Integer> asked(Moment moment) {
    return CHECKS.stream()
        .filter(check -> isAsked(check.when(), moment))
        .map(Check::number)
        .toList();
  }

  private static boolean isAsked(When when, Moment moment) {
    return switch (when) {
      case ANY_INSTANT -> true;
      case SETTLED -> moment.settled();
      case HEALTHY -> moment.settled() && moment.healthySince().isPresent();
    };
  }
}
