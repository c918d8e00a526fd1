package dev.legwork.judgement;

import dev.legwork.num.Decimals;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.ExecutionReport.LegReport;
import dev.legwork.request.ExecutionRequest;
import dev.legwork.saga.Reason;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * How one trade goes, or went. Prices are USD per share of the underlying for one unit, before
 * fees, which are the same in what was expected and in what came of it.
 *
 * @param strategy null where the caller named none
 * @param reason null where there is none
 * @param asked units of the ratio
 * @param units of these that a trade which COMMITTED keeps; 0 otherwise
 * @param hedged whether a hedge was ordered
 * @param took from the storing of its first order to its end, or until now; null without an order
 * @param lockWait from its acceptance until it was granted the lock; null if it never was
 * @param slippage of the net, or, where not every leg executed what was asked for, of the worst
 *     leg; positive is worse than expected; null where nothing executed
 * @param expectedProfit break-even less the expected net; null where the caller named no break-even
 * @param profit break-even less the actual net; null unless it committed whole
 * @param unwindCost USD, fees apart
 */
public record TradeConduct(
    String id,
    String account,
    String strategy,
    String underlying,
    TradeState state,
    Reason reason,
    int asked,
    int units,
    boolean hedged,
    Duration took,
    Duration lockWait,
    BigDecimal slippage,
    BigDecimal expectedProfit,
    BigDecimal profit,
    BigDecimal unwindCost) {

  /** A trade that has not ended. */
  public static TradeConduct running(
      String id,
      String account,
      String strategy,
      String underlying,
      TradeState state,
      boolean hedged,
      Duration took) {
    return new TradeConduct(
        id,
        account,
        strategy,
        underlying,
        state,
        null,
        0,
        0,
        hedged,
        took,
        null,
        null,
        null,
        null,
        BigDecimal.ZERO);
  }

  /**
   * A trade that has ended.
   *
   * @param fewer units that it committed with, where they are not all; else null
   * @param begun when its first order was stored; null without one
   */
  public static TradeConduct ended(
      ExecutionRequest request,
      ExecutionReport report,
      Integer fewer,
      boolean hedged,
      Instant begun) {
    boolean committed = report.state() == TradeState.COMMITTED;
    int kept = fewer == null ? request.quantity() : fewer;
    return new TradeConduct(
        request.id(),
        request.account(),
        request.strategy(),
        request.underlying(),
        report.state(),
        report.reason(),
        request.quantity(),
        committed ? kept : 0,
        hedged,
        begun == null ? null : positive(Duration.between(begun, report.finishedAt())),
        lockWait(report),
        slippage(report),
        below(request.breakEven(), report.net().expected()),
        committed ? below(request.breakEven(), report.net().actual()) : null,
        report.cash().unwindCost());
  }

  /** The part of the expected profit that came of it, 1 is all; null where nothing was expected. */
  public BigDecimal profitCapture() {
    return profit == null || expectedProfit == null || !Decimals.isPositive(expectedProfit)
        ? null
        : Decimals.divide(profit, expectedProfit);
  }

  /** The two times come from two clocks. */
  private static Duration positive(Duration time) {
    return time.isNegative() ? Duration.ZERO : time;
  }

  private static Duration lockWait(ExecutionReport report) {
    return report.timeline().stream()
        .filter(line -> line.event().equals("LOCK_GRANTED"))
        .findFirst()
        .map(line -> positive(Duration.ofMillis(line.sinceStartMillis())))
        .orElse(null);
  }

  private static BigDecimal slippage(ExecutionReport report) {
    return report.net().slippage() != null
        ? report.net().slippage()
        : report.legs().stream()
            .map(LegReport::slippage)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
  }

  private static BigDecimal below(BigDecimal breakEven, BigDecimal net) {
    return breakEven == null || net == null ? null : Decimals.normal(breakEven.subtract(net));
  }
}
