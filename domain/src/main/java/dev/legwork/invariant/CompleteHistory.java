package dev.legwork.invariant;

import dev.legwork.book.Fills;
import dev.legwork.num.Decimals;
import dev.legwork.order.Fill;
import dev.legwork.order.OrderRef;
import dev.legwork.order.WriteOutcome;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Fee;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * 14, History is complete: a trade has a report exactly when it has ended; the report names the
 * same ending, its cash is that of the executions and fees the ledger holds, and it says so where
 * fees are pending. A trade that is REJECTED never sent an order. (That workflow histories replay
 * is shown by their own tests.)
 */
final class CompleteHistory implements Check {
  private static final String USD = "USD";

  @Override
  public int number() {
    return 14;
  }

  @Override
  public When when() {
    return When.SETTLED;
  }

  @Override
  public void run(Facts facts, Findings findings) {
    for (LedgerTrade trade : facts.trades.values()) {
      if (trade.hasEnded() != (trade.finishedAt() != null)) {
        findings.trade(
            trade.id(),
            "state",
            "is %s and its end is %s".formatted(trade.state(), trade.finishedAt()));
      }
      if (trade.hasEnded() != (trade.report() != null)) {
        findings.trade(
            trade.id(),
            "report",
            "is %s and has %s report"
                .formatted(trade.state(), trade.report() == null ? "no" : "a"));
      } else if (trade.hasEnded()) {
        sameStory(trade, facts, findings);
      }
      if (trade.state() == TradeState.REJECTED) {
        nothingSent(trade, facts, findings);
      }
    }
  }

  /** REJECTED says that nothing was ever sent (order-rules: Endings). */
  private static void nothingSent(LedgerTrade trade, Facts facts, Findings findings) {
    for (LedgerOrder order : trade.orders()) {
      if (facts.isAtBroker(order.ref()) || order.written() != WriteOutcome.NOT_WRITTEN) {
        findings.trade(
            trade.id(),
            "state",
            "is REJECTED, and of %s nobody says that it was never sent (%s)"
                .formatted(order.ref(), order.written()));
      }
    }
  }

  private static void sameStory(LedgerTrade trade, Facts facts, Findings findings) {
    ExecutionReport report = trade.report();
    if (report.state() != trade.state()) {
      findings.trade(
          trade.id(),
          "report",
          "tells of %s, and the trade ended %s".formatted(report.state(), trade.state()));
    }
    Sums sums = sums(trade, facts);
    if (report.cash().total().compareTo(sums.cash()) != 0) {
      findings.trade(
          trade.id(),
          "report",
          "makes %s USD of it, the executions and fees make %s USD"
              .formatted(report.cash().total().toPlainString(), sums.cash().toPlainString()));
    }
    if (report.feesPending() != sums.feesPending()) {
      findings.trade(
          trade.id(),
          "report",
          sums.feesPending()
              ? "does not say that fees are pending"
              : "says that fees are pending, and all are known");
    }
  }

  private record Sums(BigDecimal cash, boolean feesPending) {}

  private static Sums sums(LedgerTrade trade, Facts facts) {
    Map<String, Fee> fees = new TreeMap<>();
    trade.fees().forEach(fee -> fees.put(fee.execId(), fee));
    BigDecimal cash = BigDecimal.ZERO;
    boolean pending = false;
    for (LedgerOrder order : trade.orders()) {
      OrderRef ref = order.ref();
      Fills fills = facts.ledgerFills.getOrDefault(ref, Fills.NONE);
      for (Fill fill : fills.effective()) {
        int multiplier = order.intent().instrument(fill).multiplier();
        BigDecimal paid = fill.side().signed(fill.quantity()).multiply(fill.price());
        cash = cash.add(paid.multiply(Decimals.of(multiplier)));
        Fee fee = fee(fees, fill);
        pending |= fee == null && !fill.isManual() && Decimals.isPositive(fill.quantity());
        cash = fee == null || !fee.currency().equals(USD) ? cash : cash.add(fee.amount());
      }
    }
    return new Sums(Decimals.normal(cash), pending);
  }

  /** Of this version of the fill, else of an earlier one. */
  private static Fee fee(Map<String, Fee> fees, Fill fill) {
    Fee exact = fees.get(fill.execId());
    if (exact != null) {
      return exact;
    }
    return fees.values().stream()
        .filter(fee -> fee.execId().startsWith(fill.key() + "."))
        .filter(fee -> fee.execId().lastIndexOf('.') == fill.key().length())
        .reduce((first, last) -> last)
        .orElse(null);
  }
}
