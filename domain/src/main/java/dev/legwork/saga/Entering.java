package dev.legwork.saga;

import dev.legwork.order.OrderRef;
import dev.legwork.order.OrderSnapshot;
import dev.legwork.order.Purpose;
import dev.legwork.order.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Places opening orders of a trade under the token it holds, and finds out what came of it. */
final class Entering {
  private final Trade trade;
  private final TradeWorld world;
  private final long token;

  /** Orders that never will exist: somebody was told so. */
  private final Set<OrderRef> givenUp = new HashSet<>();

  Entering(Trade trade, TradeWorld world, long token) {
    this.trade = trade;
    this.world = world;
    this.token = token;
  }

  /** Of the lock the trade holds. */
  long token() {
    return token;
  }

  /** Places a wave beside, or after, the first one. Null if it was, or why nothing was placed. */
  Reason enter(EntryPlan plan) {
    trade.places(plan.refs());
    return switch (world.enter(plan)) {
      case EntryAnswer.Refused refused -> refused.reason();
      case EntryAnswer.Entered entered -> {
        placed(plan, entered);
        yield null;
      }
      case EntryAnswer.Unanswered unanswered ->
          isStored(plan, unanswered) ? null : nothingPlaced(unanswered);
    };
  }

  void placed(EntryPlan plan, EntryAnswer.Entered entered) {
    trade.expects(entered.executable());
    trade.placed(entered.orders(), entered.outcome());
    trade.noteWritten(
        entered.orders(),
        entered.writtenAt(),
        plan.purpose() + "_" + entered.outcome(),
        entered.numbers());
  }

  /** The placing call gave no answer: only the stored intents and the broker can tell. */
  boolean isStored(EntryPlan plan, EntryAnswer.Unanswered unanswered) {
    trade.note(plan.purpose() + "_UNANSWERED", null, unanswered.detail());
    OrderSnapshot snapshot = new Resolution(trade, world).of(plan.refs());
    trade.fold(snapshot);
    snapshot.verdicts().entrySet().stream()
        .filter(verdict -> verdict.getValue() == Verdict.NEVER_INTENDED)
        .forEach(verdict -> givenUp.add(verdict.getKey()));
    return snapshot.verdicts().values().stream()
        .anyMatch(verdict -> verdict != Verdict.NEVER_INTENDED);
  }

  /** The number of the next entry orders of these legs: of none that exists, or never will. */
  int nextAttempt(List<String> legs) {
    int next = 1;
    for (String leg : legs) {
      next = Math.max(next, 1 + trade.book().leg(leg).lastAttempt(Purpose.ENTRY));
    }
    while (isGivenUp(legs, next)) {
      next++;
    }
    return next;
  }

  private boolean isGivenUp(List<String> legs, int attempt) {
    return legs.stream()
        .map(leg -> new OrderRef(trade.request().id(), leg, Purpose.ENTRY, attempt))
        .anyMatch(givenUp::contains);
  }

  static Reason nothingPlaced(EntryAnswer.Unanswered unanswered) {
    return new Reason(ReasonCode.GATEWAY_UNAVAILABLE, "nothing was placed: " + unanswered.detail());
  }
}
