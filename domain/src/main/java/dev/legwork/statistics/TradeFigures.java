package dev.legwork.statistics;

import dev.legwork.report.Analysis;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.GuaranteedCombo;
import dev.legwork.report.Impact;
import dev.legwork.report.Profit;
import dev.legwork.report.TradeShape;
import dev.legwork.request.Placing;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An ended trade in one row: what statistics are made from, and a line of an export. Net prices and
 * slippage are USD per share of the underlying for one unit, everything else of money is USD; the
 * figures are those of {@link ExecutionReport}, null where they are null there.
 *
 * @param strategy as its request names it, or null
 * @param mode in which it was placed; null where none was chosen
 * @param sent whether an order of it was ever decided
 * @param legsFilled legs that executed all that was asked for
 * @param expectedProfit at the underlying's worst price at expiry, before fees
 * @param comboFills whether the guaranteed combo would have traded on the same quotes; null where
 *     they are not known
 */
public record TradeFigures(
    String id,
    String account,
    String strategy,
    TradeShape shape,
    String underlying,
    Placing mode,
    TradeState state,
    ReasonCode reason,
    Instant acceptedAt,
    Instant finishedAt,
    Long totalMillis,
    BigDecimal quantity,
    boolean sent,
    int legs,
    int legsFilled,
    BigDecimal netLimit,
    BigDecimal netExpected,
    BigDecimal netActual,
    BigDecimal slippage,
    BigDecimal slippageCash,
    Impact impact,
    BigDecimal expectedProfit,
    BigDecimal grossProfit,
    BigDecimal fees,
    boolean feesPending,
    BigDecimal netProfit,
    BigDecimal capital,
    BigDecimal roiPercent,
    BigDecimal unwindCost,
    Boolean comboFills,
    BigDecimal comboAdvantage) {

  /**
   * The row of a report with everything in it.
   *
   * @throws NullPointerException if the report was made before there were analyses
   */
  public static TradeFigures of(ExecutionReport report) {
    Analysis analysis = report.analysis();
    Profit profit = analysis.profit();
    GuaranteedCombo combo = analysis.combo();
    // A hedge is shown as a leg of which nothing was asked for.
    var asked = report.legs().stream().filter(leg -> leg.wanted().signum() > 0).toList();
    return new TradeFigures(
        report.id(),
        report.account(),
        report.strategy(),
        analysis.shape(),
        report.underlying(),
        analysis.mode().used(),
        report.state(),
        report.reason() == null ? null : report.reason().code(),
        report.acceptedAt(),
        report.finishedAt(),
        report.totalMillis(),
        report.quantity(),
        report.legs().stream().anyMatch(leg -> !leg.orders().isEmpty()),
        asked.size(),
        (int) asked.stream().filter(leg -> leg.executed().compareTo(leg.wanted()) == 0).count(),
        report.net().limit(),
        report.net().expected(),
        report.net().actual(),
        report.net().slippage(),
        report.net().slippageCash(),
        report.net().impact(),
        profit.expected(),
        profit.gross(),
        report.cash().fees(),
        report.feesPending(),
        profit.net(),
        profit.capital(),
        profit.roiPercent(),
        report.cash().unwindCost(),
        combo == null ? null : combo.fills(),
        combo == null ? null : combo.advantage());
  }

  /** What it is counted under: its strategy, else its shape. */
  public String kind() {
    return strategy == null ? shape.name() : strategy;
  }

  /** Whether what had executed was taken back, or what was left of it is a residual. */
  public boolean isUndone() {
    return state == TradeState.UNWOUND || state == TradeState.RESIDUAL;
  }
}
