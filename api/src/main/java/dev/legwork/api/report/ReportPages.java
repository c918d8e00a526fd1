package dev.legwork.api.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.legwork.json.TradeJson;
import dev.legwork.report.Analysis;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.OrderTimes;
import dev.legwork.report.PayoffPoint;
import dev.legwork.report.ReportLevel;
import dev.legwork.statistics.Summary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Writes reports and summaries as pages that stand alone: style, data and the library of their
 * charts are in the page, so that a saved one opens anywhere and needs no network.
 */
public final class ReportPages {
  private final ITemplateEngine templates;
  private final PageAssets assets;

  /**
   * @param templates finds {@code report} and {@code summary}
   */
  public ReportPages(ITemplateEngine templates) {
    this.templates = templates;
    this.assets = PageAssets.load();
  }

  private record TradeCharts(
      List<String> lanes,
      List<OrderTimes> orders,
      List<ExecutionReport.TimelineLine> decisions,
      List<PayoffPoint> payoff) {}

  private record Earned(String id, Instant at, BigDecimal net) {}

  /** The page of a trade's report at this level. */
  public String trade(ExecutionReport report, ReportLevel level) {
    ExecutionReport shown = report.at(level);
    Context context = context();
    context.setVariable("report", shown);
    context.setVariable("level", level.name().toLowerCase(Locale.ROOT));
    return page("report", context, charts(shown));
  }

  private static TradeCharts charts(ExecutionReport report) {
    Analysis analysis = report.analysis();
    return analysis == null
        ? new TradeCharts(List.of(), List.of(), List.of(), List.of())
        : new TradeCharts(
            report.legs().stream().map(ExecutionReport.LegReport::name).toList(),
            analysis.orders(),
            analysis.decisions(),
            analysis.payoff());
  }

  /** The page of a summary, every trade with a line. */
  public String summary(Summary summary) {
    Context context = context();
    context.setVariable("summary", summary);
    return page("summary", context, earned(summary));
  }

  private static List<Earned> earned(Summary summary) {
    return summary.trades().stream()
        .filter(trade -> trade.netProfit() != null)
        .map(trade -> new Earned(trade.id(), trade.acceptedAt(), trade.netProfit()))
        .toList();
  }

  private String page(String template, Context context, Object data) {
    return assets.fill(templates.process(template, context), json(data));
  }

  private Context context() {
    Context context = new Context(Locale.ROOT);
    context.setVariable("assets", assets);
    context.setVariable("show", new Show());
    return context;
  }

  /** JSON that cannot end the script element it stands in. */
  private static String json(Object value) {
    try {
      return TradeJson.mapper().writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value, e);
    }
  }
}
