package dev.legwork.invariant;

import dev.legwork.invariant.LedgerTruth.LockHold;
import dev.legwork.request.Timeouts;
import dev.legwork.saga.TradeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * 10, Progress: with nothing broken, every trade has ended after the sum of its own timeouts and
 * the time of an unwinding, and no trade that has ended holds a lock. A trade that waits for its
 * market says so by an alert.
 */
final class Progress implements Check {
  /** Two waves of five attempts, 2 s each and up to 5 s of proof (order-rules: Unwind, Proof). */
  static final Duration UNWINDING = Duration.ofSeconds(2 * 5 * (2 + 5));

  @Override
  public int number() {
    return 10;
  }

  @Override
  public When when() {
    return When.HEALTHY;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    facts.trades.values().stream()
        .filter(trade -> !trade.hasEnded())
        .forEach(trade -> inTime(trade, facts, findings));
    facts
        .ledger
        .locks()
        .ifPresent(locks -> locks.forEach(hold -> heldByTheLiving(hold, facts, findings)));
  }

  private static void inTime(LedgerTrade trade, Facts facts, Findings findings) {
    Instant healthy = facts.moment.healthySince().orElseThrow();
    Instant from = trade.acceptedAt().isBefore(healthy) ? healthy : trade.acceptedAt();
    if (trade.state() == TradeState.WAITING_MARKET) {
      if (facts.alertsOf(trade.id()).isEmpty()) {
        findings.trade(trade.id(), "state", "waits for its market, and no open alert says so");
      }
    } else if (facts.moment.now().isAfter(from.plus(bound(trade.request().timeouts())))) {
      findings.trade(
          trade.id(),
          "state",
          "is still %s, %d s after it could have gone on"
              .formatted(trade.state(), Duration.between(from, facts.moment.now()).toSeconds()));
    }
  }

  private static Duration bound(Timeouts timeouts) {
    return timeouts.lock().plus(timeouts.total()).plus(UNWINDING);
  }

  private static void heldByTheLiving(LockHold hold, Facts facts, Findings findings) {
    LedgerTrade trade = facts.trades.get(hold.executionId());
    if (trade != null && trade.hasEnded() && !isSupervised(trade, facts)) {
      findings.trade(
          trade.id(), hold.account(), "has ended " + trade.state() + " and still holds the lock");
    }
  }

  /** An ended trade that is being recovered holds the lock again, with an alert. */
  private static boolean isSupervised(LedgerTrade trade, Facts facts) {
    List<LedgerTruth.OpenAlert> alerts = facts.alertsOf(trade.id());
    return !alerts.isEmpty();
  }
}
