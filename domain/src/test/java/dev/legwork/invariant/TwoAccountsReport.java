package dev.legwork.invariant;

import dev.legwork.report.ExecutionReport;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;

/** A report that tells something else than what happened. */
record TwoAccountsReport(ExecutionReport report) {
  ExecutionReport withoutPendingFees() {
    return with(report.state(), false, report.cash().total());
  }

  ExecutionReport of(TradeState state) {
    return with(state, report.feesPending(), report.cash().total());
  }

  ExecutionReport making(BigDecimal cash) {
    return with(report.state(), report.feesPending(), cash);
  }

  private ExecutionReport with(TradeState state, boolean feesPending, BigDecimal total) {
    ExecutionReport.Cash cash = report.cash();
    return new ExecutionReport(
        report.id(),
        report.account(),
        report.strategy(),
        report.underlying(),
        report.quantity(),
        report.placed(),
        state,
        report.reason(),
        report.revision(),
        feesPending,
        report.acceptedAt(),
        report.finishedAt(),
        report.totalMillis(),
        report.net(),
        new ExecutionReport.Cash(
            cash.bound(),
            cash.entry(),
            cash.exit(),
            cash.unwindCost(),
            cash.fees(),
            cash.otherFees(),
            total),
        report.legs(),
        report.residual(),
        report.analysis(),
        report.timeline());
  }
}
