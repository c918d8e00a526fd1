package dev.legwork.api.report;

import dev.legwork.report.ExecutionReport;
import dev.legwork.report.ReportLevel;
import dev.legwork.report.ReportText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/executions/{id}/report}; the Accept header, or {@code format}, chooses its form. */
@RestController
@RequestMapping("/api/executions/{id}/report")
@Tag(name = "Reports")
class ReportController {
  private static final String LEVEL = "comprehensive";

  private final Reports reports;
  private final ReportPages pages;

  ReportController(Reports reports, ReportPages pages) {
    this.reports = reports;
    this.pages = pages;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE, params = "!format")
  @Operation(summary = "The report, level summary, detailed, comprehensive or debug")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExecutionReport.class)))
  ResponseEntity<Object> json(
      @PathVariable String id, @RequestParam(defaultValue = LEVEL) String level) {
    return in(Form.JSON, id, level);
  }

  @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE, params = "!format")
  @Operation(summary = "The report as plain text")
  ResponseEntity<Object> text(
      @PathVariable String id, @RequestParam(defaultValue = LEVEL) String level) {
    return in(Form.TEXT, id, level);
  }

  @GetMapping(produces = MediaType.TEXT_HTML_VALUE, params = "!format")
  @Operation(summary = "The report as a page that stands alone")
  ResponseEntity<Object> html(
      @PathVariable String id, @RequestParam(defaultValue = LEVEL) String level) {
    return in(Form.HTML, id, level);
  }

  @GetMapping(params = "format")
  @Operation(summary = "The report in the form text, json or html, whatever Accept says")
  ResponseEntity<Object> named(
      @PathVariable String id,
      @RequestParam(defaultValue = LEVEL) String level,
      @RequestParam String format) {
    return in(Form.named(format), id, level);
  }

  private ResponseEntity<Object> in(Form form, String id, String level) {
    ReportLevel chosen = Reports.level(level);
    ExecutionReport report = reports.of(id);
    return switch (form) {
      case JSON -> Form.json(report.at(chosen));
      case TEXT -> Form.text(ReportText.render(report, chosen));
      case HTML -> Form.page(pages.trade(report, chosen));
    };
  }
}
