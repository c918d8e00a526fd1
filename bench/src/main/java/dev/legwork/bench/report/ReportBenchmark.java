package dev.legwork.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.legwork.api.report.ReportPages;
import dev.legwork.json.TradeJson;
import dev.legwork.report.ExecutionReport;
import dev.legwork.report.ReportLevel;
import dev.legwork.report.ReportText;
import dev.legwork.report.TradeRecord;
import dev.legwork.statistics.Summary;
import dev.legwork.statistics.SummaryText;
import dev.legwork.statistics.TradeFigures;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The reports of 1,000 trades, made from what the ledger holds of each and written with everything
 * in them. The target is 1,000 ms each. Sampled: the median of a shared machine says what the code
 * takes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ReportBenchmark {
  private static final LocalDate DAY = LocalDate.of(2014, 6, 6);

  private final List<TradeRecord> trades = UnwoundTrades.of(1_000);
  private final List<TradeFigures> figures =
      trades.stream().map(trade -> TradeFigures.of(ExecutionReport.of(trade, 1))).toList();
  private final ReportPages pages = new ReportPages(templates());

  private static SpringTemplateEngine templates() {
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    engine.setEnableSpringELCompiler(true);
    return engine;
  }

  /** As plain text. */
  @Benchmark
  public void text(Blackhole sink) {
    for (TradeRecord trade : trades) {
      sink.consume(ReportText.render(ExecutionReport.of(trade, 1), ReportLevel.DEBUG));
    }
  }

  /** As JSON. */
  @Benchmark
  public void json(Blackhole sink) throws JsonProcessingException {
    for (TradeRecord trade : trades) {
      sink.consume(TradeJson.mapper().writeValueAsString(ExecutionReport.of(trade, 1)));
    }
  }

  /** As pages, each with its charts' library. */
  @Benchmark
  public void page(Blackhole sink) {
    for (TradeRecord trade : trades) {
      sink.consume(pages.trade(ExecutionReport.of(trade, 1), ReportLevel.DEBUG));
    }
  }

  /** Summed up as text, every trade with a line. */
  @Benchmark
  public String day() {
    return SummaryText.daily(Summary.of(DAY, DAY, null, 0, figures));
  }
}
