package dev.legwork.statistics;

import dev.legwork.report.Money;
import dev.legwork.report.TextTable;
import dev.legwork.saga.TradeState;
import java.math.BigDecimal;

/** Writes a summary as plain text for a terminal or a mail. */
public final class SummaryText {
  private static final String NONE = "-";

  private final Summary summary;
  private final StringBuilder text = new StringBuilder();

  private SummaryText(Summary summary) {
    this.summary = summary;
  }

  /** The whole summary, every trade with a line; ends with a line break. */
  public static String daily(Summary summary) {
    SummaryText writer = new SummaryText(summary);
    writer.statistics();
    writer.trades();
    return writer.text.toString();
  }

  /** The same without the single trades. */
  public static String statistics(Summary summary) {
    SummaryText writer = new SummaryText(summary);
    writer.statistics();
    return writer.text.toString();
  }

  private void statistics() {
    String days =
        summary.from().equals(summary.to())
            ? summary.from().toString()
            : summary.from() + " to " + summary.to();
    line(
        "SUMMARY %s (UTC), %s"
            .formatted(
                days, summary.account() == null ? "all accounts" : "account " + summary.account()));
    Tally total = summary.statistics().total();
    line(
        "%d trades ended, %d of them had sent orders; %d still run"
            .formatted(total.trades(), total.sent(), summary.running()));
    line("money in USD; what is still held counts at the underlying's worst price at expiry");
    groups();
    rollbacks(summary.statistics().rollbacks());
    top();
    refusals();
  }

  private void groups() {
    TextTable table =
        new TextTable(
            "STRATEGY",
            "MODE",
            "TRADES>",
            "COMMITTED>",
            "UNWOUND>",
            "RESIDUAL>",
            "UNFILLED>",
            "REJECTED>",
            "FILL %>",
            "UNWIND %>",
            "SLIPPAGE>",
            "CAPTURE %>",
            "NET>",
            "FEES>",
            "UNWIND COST>",
            "OVER COMBO>",
            "MEDIAN MS>");
    for (Statistics.Group group : summary.statistics().groups()) {
      row(table, group.kind(), group.mode(), group.tally());
    }
    row(table, "all", "", summary.statistics().total());
    table(table);
  }

  private static void row(TextTable table, String kind, String mode, Tally tally) {
    table.add(
        kind,
        mode,
        tally.trades(),
        tally.in(TradeState.COMMITTED),
        tally.in(TradeState.UNWOUND),
        tally.in(TradeState.RESIDUAL),
        tally.in(TradeState.NOT_FILLED),
        tally.in(TradeState.REJECTED),
        percent(tally.fillRate()),
        percent(tally.unwindRate()),
        Money.signedPrice(tally.meanSlippage()),
        percent(tally.profitCapture()),
        Money.signedCash(tally.netProfit()),
        Money.cash(tally.fees()),
        Money.cash(tally.unwindCost()),
        Money.signedCash(tally.comboAdvantage()),
        orNone(tally.medianMillis()));
  }

  private void rollbacks(Rollbacks rollbacks) {
    if (rollbacks.trades() == 0) {
      return;
    }
    TextTable table =
        new TextTable("TAKEN BACK>", "CLEAN>", "LEFT>", "CLEAN %>", "COST>", "FEES>", "MEAN MS>");
    table.add(
        rollbacks.trades(),
        rollbacks.clean(),
        rollbacks.left(),
        percent(rollbacks.cleanRate()),
        Money.cash(rollbacks.unwindCost()),
        Money.cash(rollbacks.fees()),
        Money.cash(rollbacks.meanMillis()));
    table(table);
    TextTable where = new TextTable("TAKEN BACK ON", "TRADES>", "COST>");
    rollbacks
        .underlyings()
        .forEach(one -> where.add(one.underlying(), one.trades(), Money.cash(one.unwindCost())));
    table(where);
    table(frequencies("TAKEN BACK BECAUSE", rollbacks.reasons()));
  }

  private void top() {
    if (summary.statistics().top().isEmpty()) {
      return;
    }
    TextTable table = new TextTable("TOP", "STRATEGY", "UNDERLYING", "NET>", "ROI %>");
    summary
        .statistics()
        .top()
        .forEach(
            one ->
                table.add(
                    one.id(),
                    one.kind(),
                    orNone(one.underlying()),
                    Money.signedCash(one.netProfit()),
                    Money.signedPrice(one.roiPercent())));
    table(table);
  }

  private void refusals() {
    if (!summary.statistics().refusals().isEmpty()) {
      table(frequencies("ENDED EMPTY BECAUSE", summary.statistics().refusals()));
    }
  }

  private static TextTable frequencies(String title, Iterable<Rollbacks.Frequency> reasons) {
    TextTable table = new TextTable(title, "TRADES>");
    reasons.forEach(one -> table.add(one.reason(), one.trades()));
    return table;
  }

  private void trades() {
    if (summary.trades().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            "ACCEPTED",
            "TRADE",
            "STRATEGY",
            "UNDERLYING",
            "MODE",
            "STATE",
            "REASON",
            "SLIPPAGE>",
            "NET>",
            "ROI %>",
            "MS>");
    for (TradeFigures trade : summary.trades()) {
      table.add(
          trade.acceptedAt(),
          trade.id(),
          trade.kind(),
          orNone(trade.underlying()),
          orNone(trade.mode()),
          trade.state(),
          orNone(trade.reason()),
          Money.signedPrice(trade.slippage()),
          Money.signedCash(trade.netProfit()),
          Money.signedPrice(trade.roiPercent()),
          orNone(trade.totalMillis()));
    }
    table(table);
  }

  private static String percent(BigDecimal percent) {
    return percent == null ? NONE : Money.cash(percent);
  }

  private static String orNone(Object value) {
    return value == null ? NONE : value.toString();
  }

  private void table(TextTable table) {
    text.append('\n').append(table.render());
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
