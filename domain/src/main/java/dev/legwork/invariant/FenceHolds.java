package dev.legwork.invariant;

import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.Stop;
import java.time.Duration;

/**
 * 13, Kill switch: a second after a person has stopped an account no opening order is stored until
 * a person lets it go on, and after a forced release none of an older token; orders that reduce
 * risk pass. (When the bytes are written is seen where they are: by the simulation, and by the
 * venue.)
 */
final class FenceHolds implements Check {
  private static final Duration WITHIN = Duration.ofSeconds(1);

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
      facts.ledger.stops().stream()
          .filter(stop -> openedWhileStopped(order, stop))
          .findFirst()
          .ifPresent(
              stop ->
                  findings.order(
                      order.ref(),
                      "opens, stored at %s, and %s stands since %s"
                          .formatted(order.storedAt(), stop.kind(), stop.since())));
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

  private static boolean openedWhileStopped(LedgerOrder order, Stop stop) {
    return order.ref().purpose().opens()
        && order.intent().account().equals(stop.account())
        && order.storedAt().isAfter(stop.since().plus(WITHIN))
        && (stop.until() == null || order.storedAt().isBefore(stop.until()));
  }

  private static boolean slippedThrough(LedgerOrder order, Fence fence) {
    return order.ref().purpose().opens()
        && order.fencingToken() < fence.token()
        && order.storedAt().isAfter(fence.raisedAt());
  }
}
