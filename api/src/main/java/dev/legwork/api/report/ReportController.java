package dev.legwork.api.report;

import dev.legwork.report.ExecutionReport;
import dev.legwork.report.Money;
import dev.legwork.report.ReportLevel;
import dev.legwork.report.ReportText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** {@code /api/executions/{id}/report}; the Accept header chooses its form. */
@RestController
@Tag(name = "Reports")
class ReportController {
  private static final String PATH = "/api/executions/{id}/report";
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final Reports reports;
  private final TemplateEngine templates;

  ReportController(Reports reports, TemplateEngine templates) {
    this.reports = reports;
    this.templates = templates;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The report, level summary, detailed, comprehensive or debug")
  ExecutionReport json(
      @PathVariable String id, @RequestParam(defaultValue = "comprehensive") String level) {
    return reports.of(id).at(Reports.level(level));
  }

  @GetMapping(path = PATH, produces = MediaType.TEXT_PLAIN_VALUE)
  @Operation(summary = "The report as plain text")
  ResponseEntity<String> text(
      @PathVariable String id, @RequestParam(defaultValue = "comprehensive") String level) {
    ReportLevel chosen = Reports.level(level);
    return ResponseEntity.ok().contentType(TEXT).body(ReportText.render(reports.of(id), chosen));
  }

  @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
  @Operation(summary = "The report as a page")
  ResponseEntity<String> html(
      @PathVariable String id, @RequestParam(defaultValue = "comprehensive") String level) {
    ReportLevel chosen = Reports.level(level);
    Context context = new Context(Locale.ROOT);
    context.setVariable("report", reports.of(id).at(chosen));
    context.setVariable("level", chosen.name().toLowerCase(Locale.ROOT));
    context.setVariable("show", new Show());
    return ResponseEntity.ok().contentType(HTML).body(templates.process("report", context));
  }

  /** Formats of amounts for the template. */
  public static final class Show {
    public String price(BigDecimal price) {
      return Money.price(price);
    }

    public String signedPrice(BigDecimal price) {
      return Money.signedPrice(price);
    }

    public String cash(BigDecimal cash) {
      return Money.cash(cash);
    }

    public String signedCash(BigDecimal cash) {
      return Money.signedCash(cash);
    }

    public String plain(BigDecimal quantity) {
      return quantity == null ? "-" : quantity.toPlainString();
    }
  }
}
