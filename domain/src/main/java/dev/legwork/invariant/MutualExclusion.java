package dev.legwork.invariant;

import dev.legwork.invariant.LedgerTruth.Fence;
import dev.legwork.invariant.LedgerTruth.LockHold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * 9, Mutual exclusion with fencing: no token was given to two trades, opening orders of an account
 * were stored under tokens that never go down and never above the fence, and opening orders work at
 * the broker for one trade only, but for trades whose lock an operator took away. Where the locks
 * are known, that trade holds the lock.
 */
final class MutualExclusion implements Check {
  private record Line(String account, int clientId) {}

  private record Grant(String account, long token) {}

  @Override
  public int number() {
    return 9;
  }

  @Override
  public When when() {
    return When.ANY_INSTANT;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    tokensAreOwn(facts, findings);
    tokensGrow(facts, findings);
    belowFence(facts, findings);
    oneAtATime(facts, findings);
  }

  private static void tokensAreOwn(Facts facts, Findings findings) {
    Map<Grant, String> owners = new HashMap<>();
    for (LedgerTrade trade : facts.trades.values()) {
      trade.orders().stream()
          .map(LedgerOrder::fencingToken)
          .filter(token -> token > 0)
          .distinct()
          .forEach(
              token -> {
                String other = owners.put(new Grant(trade.account(), token), trade.id());
                if (other != null && !other.equals(trade.id())) {
                  findings.trade(
                      trade.id(),
                      trade.account(),
                      "opened under token %d, and so did execution %s".formatted(token, other));
                }
              });
    }
  }

  private static void tokensGrow(Facts facts, Findings findings) {
    Map<Line, LedgerOrder> latest = new HashMap<>();
    List<LedgerOrder> opening = new ArrayList<>(opening(facts));
    // Order ids are taken under the account's lock: their order is that of the commits.
    opening.sort(Comparator.comparingInt(order -> order.placed().orderId()));
    for (LedgerOrder order : opening) {
      LedgerOrder before = latest.put(new Line(order.intent().account(), order.clientId()), order);
      if (before != null && before.fencingToken() > order.fencingToken()) {
        findings.order(
            order.ref(),
            "was stored under token %d after %s under token %d"
                .formatted(order.fencingToken(), before.ref(), before.fencingToken()));
      }
    }
  }

  private static void belowFence(Facts facts, Findings findings) {
    Map<String, Long> fences = new HashMap<>();
    for (Fence fence : facts.ledger.fences()) {
      fences.put(fence.account(), fence.token());
    }
    for (LedgerOrder order : opening(facts)) {
      long fence = fences.getOrDefault(order.intent().account(), 0L);
      if (order.fencingToken() < 1 || order.fencingToken() > fence) {
        findings.order(
            order.ref(),
            "opens under token %d, and the fence of %s stands at %d"
                .formatted(order.fencingToken(), order.intent().account(), fence));
      }
    }
  }

  private static void oneAtATime(Facts facts, Findings findings) {
    Map<String, String> holders = new LinkedHashMap<>();
    for (LedgerOrder order : opening(facts)) {
      String id = order.ref().executionId();
      if (!facts.isLiveAtBroker(order.ref()) || facts.ledger.forced().contains(id)) {
        continue;
      }
      String other = holders.putIfAbsent(order.intent().account(), id);
      if (other != null && !other.equals(id)) {
        findings.order(order.ref(), "opens at the broker while execution " + other + " is opening");
      }
      if (facts.ledger.locks().isPresent() && !holds(facts.ledger.locks().get(), order)) {
        findings.order(order.ref(), "opens at the broker, and its trade does not hold the lock");
      }
    }
  }

  private static boolean holds(List<LockHold> locks, LedgerOrder order) {
    return locks.stream()
        .anyMatch(
            hold ->
                hold.account().equals(order.intent().account())
                    && hold.executionId().equals(order.ref().executionId()));
  }

  private static List<LedgerOrder> opening(Facts facts) {
    return facts.intents.values().stream().filter(order -> order.ref().purpose().opens()).toList();
  }
}
