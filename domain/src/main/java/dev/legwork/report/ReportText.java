package dev.legwork.report;

import dev.legwork.report.ExecutionReport.LegReport;
import dev.legwork.report.ExecutionReport.TimelineLine;
import java.math.BigDecimal;
import java.util.Map;

/** Writes a report as plain text for a terminal, a log or a mail. */
public final class ReportText {
  private static final String NONE = "-";

  private final ExecutionReport report;
  private final AnalysisText analysis;
  private final StringBuilder text = new StringBuilder();

  private ReportText(ExecutionReport report) {
    this.report = report;
    this.analysis = report.analysis() == null ? null : new AnalysisText(report.analysis());
  }

  /** The text of the report at this level; ends with a line break. */
  public static String render(ExecutionReport report, ReportLevel level) {
    ReportText writer = new ReportText(report.at(level));
    writer.head();
    writer.money();
    writer.results();
    writer.residual();
    writer.legs();
    writer.decisions();
    writer.orders();
    writer.fills();
    writer.timeline();
    return writer.text.toString();
  }

  private void head() {
    line("EXECUTION " + report.id() + "  " + report.state());
    if (report.reason() != null) {
      line("because   " + report.reason());
    }
    line(
        "trade     %s%s, %s, account %s"
            .formatted(
                report.strategy() == null ? "" : report.strategy() + " ",
                report.underlying(),
                units(),
                report.account()));
    placed();
    line(
        "accepted  "
            + report.acceptedAt()
            + (report.totalMillis() == null
                ? ", still running"
                : ", ended after " + report.totalMillis() + " ms"));
    line(
        "revision  "
            + report.revision()
            + (report.feesPending() ? ", fees still pending at the broker" : ""));
  }

  private void placed() {
    if (report.placed() != null) {
      line("placed    " + report.placed().mode() + ", chosen by AUTO: " + report.placed().why());
    } else if (report.analysis() != null) {
      line("placed    " + report.analysis().mode().asked() + ": " + report.analysis().mode().why());
    }
  }

  private String units() {
    return report.quantity().toPlainString()
        + (report.quantity().compareTo(BigDecimal.ONE) == 0 ? " unit" : " units");
  }

  private void money() {
    ExecutionReport.Net net = report.net();
    TextTable prices =
        new TextTable("NET", "LIMIT>", "EXPECTED>", "ACTUAL>", "SLIPPAGE>", "IN CASH>", "IMPACT");
    prices.add(
        "USD per share",
        Money.price(net.limit()),
        Money.price(net.expected()),
        Money.price(net.actual()),
        Money.signedPrice(net.slippage()),
        Money.signedCash(net.slippageCash()),
        orNone(net.impact()));
    table(prices);
    cash(report.cash());
  }

  private void cash(ExecutionReport.Cash cash) {
    TextTable table =
        new TextTable("CASH", "BOUND>", "ENTRY>", "EXIT>", "FEES>", "TOTAL>", "UNWIND COST>");
    table.add(
        "USD, + is paid",
        Money.cash(cash.bound()),
        Money.cash(cash.entry()),
        Money.cash(cash.exit()),
        Money.cash(cash.fees()),
        Money.cash(cash.total()),
        Money.cash(cash.unwindCost()));
    table(table);
    for (Map.Entry<String, BigDecimal> fee : cash.otherFees().entrySet()) {
      line("fees in " + fee.getKey() + ": " + Money.cash(fee.getValue()) + ", not in the total");
    }
  }

  private void results() {
    if (analysis != null) {
      table(analysis.profit());
      analysis.combo().ifPresent(this::table);
    }
  }

  private void decisions() {
    if (analysis != null) {
      analysis.decisions().ifPresent(this::table);
      analysis.quotes(report.legs().stream().map(LegReport::name).toList()).ifPresent(this::table);
    }
  }

  private void residual() {
    if (report.residual().isEmpty()) {
      return;
    }
    TextTable table = new TextTable("LEFT BEHIND", "POSITION>");
    report.residual().forEach(left -> table.add(left.label(), left.position().toPlainString()));
    table(table);
  }

  private void legs() {
    if (report.legs().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            "LEG",
            "SIDE",
            "CONTRACT",
            "WANTED>",
            "EXECUTED>",
            "HELD>",
            "EXPECTED>",
            "ACTUAL>",
            "SLIPPAGE>",
            "IN CASH>",
            "IMPACT",
            "ENTRY>",
            "FEES>",
            "FILLED MS>");
    report.legs().forEach(leg -> leg(table, leg));
    table(table);
  }

  private static void leg(TextTable table, LegReport leg) {
    table.add(
        leg.name(),
        leg.action(),
        leg.label(),
        leg.wanted().toPlainString(),
        leg.executed().toPlainString(),
        leg.position().toPlainString(),
        Money.price(leg.expectedPrice()),
        Money.price(leg.averagePrice()),
        Money.signedPrice(leg.slippage()),
        Money.signedCash(leg.slippage() == null ? null : leg.slippageCash()),
        orNone(leg.impact()),
        Money.cash(leg.entryCash()),
        Money.cash(leg.fees()),
        AnalysisText.millis(leg.filledMillis()));
  }

  private void orders() {
    TextTable table =
        new TextTable(
            "ORDER",
            "ID>",
            "PERM ID>",
            "SIDE",
            "QUANTITY>",
            "LIMIT>",
            "STATE",
            "EXECUTED>",
            "AVERAGE>",
            "FEES>",
            "WRITTEN MS>",
            "ENDED MS>");
    boolean any = false;
    for (LegReport leg : report.legs()) {
      for (OrderView order : leg.orders()) {
        order(table, leg, order);
        any = true;
      }
    }
    if (any) {
      table(table);
    }
  }

  private void order(TextTable table, LegReport leg, OrderView order) {
    OrderTimes times = analysis == null ? null : analysis.times(order.orderRef(), leg.name());
    table.add(
        name(leg, order),
        order.orderId(),
        orNone(order.permId()),
        order.side(),
        order.quantity().toPlainString(),
        order.combo() == null
            ? Money.price(order.limit())
            : "net " + Money.price(order.combo().limit()),
        order.state(),
        order.executed().toPlainString(),
        Money.price(order.averagePrice()),
        Money.cash(order.fees()),
        AnalysisText.millis(times == null ? null : times.writtenMillis()),
        AnalysisText.millis(times == null ? null : times.endedMillis()));
  }

  /** The legs of a combo share its reference. */
  private static String name(LegReport leg, OrderView order) {
    return order.combo() == null ? order.orderRef() : order.orderRef() + " (" + leg.name() + ")";
  }

  private void fills() {
    TextTable table = new TextTable("FILL", "ORDER", "QUANTITY>", "PRICE>", "FEE>", "VENUE TIME");
    boolean any = false;
    for (LegReport leg : report.legs()) {
      for (OrderView order : leg.orders()) {
        order.fills().forEach(fill -> fill(table, name(leg, order), fill));
        any |= !order.fills().isEmpty();
      }
    }
    if (any) {
      table(table);
    }
  }

  private static void fill(TextTable table, String order, OrderView.FillView fill) {
    table.add(
        fill.execId(),
        order,
        fill.quantity().toPlainString(),
        Money.price(fill.price()),
        fill.fee() == null ? "pending" : Money.cash(fill.fee()) + " " + fill.feeCurrency(),
        fill.at());
  }

  private void timeline() {
    if (report.timeline().isEmpty()) {
      return;
    }
    TextTable table = new TextTable("MS>", "EVENT", "LEG", "DETAIL");
    for (TimelineLine line : report.timeline()) {
      table.add(
          "+" + line.sinceStartMillis(),
          line.event(),
          line.leg() == null ? "" : line.leg(),
          line.text());
    }
    table(table);
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
