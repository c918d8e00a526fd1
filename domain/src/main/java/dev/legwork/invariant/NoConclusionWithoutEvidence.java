package dev.legwork.invariant;

import dev.legwork.order.OrderRef;
import dev.legwork.order.Verdict;
import dev.legwork.order.WriteOutcome;

/**
 * 4, No conclusion without evidence: what the ledger takes for over is not live at the broker, what
 * it takes for absent or never written is not there at all, and no trade has ended while an order
 * of it was unproven.
 */
final class NoConclusionWithoutEvidence implements Check {
  @Override
  public int number() {
    return 4;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (LedgerTrade trade : facts.trades.values()) {
      for (LedgerOrder order : trade.orders()) {
        contradicted(order, facts, findings);
        if (trade.hasEnded() && !trade.isGuarded() && !order.isOver()) {
          findings.order(
              order.ref(), "the trade ended " + trade.state() + ", and it is not proven over");
        }
      }
    }
  }

  private static void contradicted(LedgerOrder order, Facts facts, Findings findings) {
    OrderRef ref = order.ref();
    if (order.isOver() && facts.isLiveAtBroker(ref)) {
      findings.order(ref, "is taken for " + order.verdict() + ", and works at the broker");
    } else if (order.verdict() == Verdict.PROVEN_ABSENT && facts.isAtBroker(ref)) {
      findings.order(ref, "is taken for PROVEN_ABSENT, and the broker received it");
    } else if (order.written() == WriteOutcome.NOT_WRITTEN && facts.isAtBroker(ref)) {
      findings.order(ref, "is taken for not written, and the broker received it");
    }
  }
}
