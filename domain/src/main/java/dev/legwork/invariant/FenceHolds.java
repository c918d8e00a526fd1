package dev.legwork.invariant;

import dev.legwork.invariant.LedgerTruth.Fence;

/**
 * 13, Kill switch, as far as there is one: what stops openings today is the fence that an operator
 * raises by a forced release. After that no opening order of an older token is stored; orders that
 * reduce risk pass. (The switch itself does not exist yet; its check comes with it.)
 */
final class FenceHolds implements Check {
  @Override
  public int number() {
    return 13;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (LedgerOrder order : facts.intents.values()) {
      facts.ledger.fences().stream()
          .filter(fence -> order.intent().account().equals(fence.account()))
          .filter(fence -> slippedThrough(order, fence))
          .findFirst()
          .ifPresent(
              fence ->
                  findings.order(
                      order.ref(),
                      "opens under token %d, stored at %s, and the fence stood at %d since %s"
                          .formatted(
                              order.fencingToken(),
                              order.storedAt(),
                              fence.token(),
                              fence.raisedAt())));
    }
  }

  private static boolean slippedThrough(LedgerOrder order, Fence fence) {
    return order.ref().purpose().opens()
        && order.fencingToken() < fence.token()
        && order.storedAt().isAfter(fence.raisedAt());
  }
}
