package dev.legwork.api.report;

import dev.legwork.api.ApiSettings;
import dev.legwork.statistics.Statistics;
import dev.legwork.statistics.Summary;
import dev.legwork.statistics.SummaryText;
import dev.legwork.statistics.TradeFigures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/reports}: what the trades of a day, or of several, were worth. A trade is of the day,
 * by UTC, that it was accepted on.
 */
@RestController
@RequestMapping("/api/reports")
@Tag(name = "Reports")
class SummaryController {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final ApiSettings settings;
  private final Clock clock;
  private final Summaries summaries;
  private final ReportPages pages;

  SummaryController(ApiSettings settings, Clock clock, Summaries summaries, ReportPages pages) {
    this.settings = settings;
    this.clock = clock;
    this.summaries = summaries;
    this.pages = pages;
  }

  /**
   * What some trades were worth, without the single ones.
   *
   * @param account null for all
   */
  record StatisticsAnswer(
      LocalDate from, LocalDate to, String account, int running, Statistics statistics) {}

  /**
   * @param account null for all
   */
  record ExportAnswer(LocalDate from, LocalDate to, String account, List<TradeFigures> trades) {}

  @GetMapping(path = "/daily", produces = MediaType.APPLICATION_JSON_VALUE, params = "!format")
  @Operation(summary = "A day's trades and what they were worth; today unless a date is named")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Summary.class)))
  ResponseEntity<Object> dailyJson(
      @RequestParam(required = false) String date, @RequestParam(required = false) String account) {
    return daily(Form.JSON, date, account);
  }

  @GetMapping(path = "/daily", produces = MediaType.TEXT_PLAIN_VALUE, params = "!format")
  @Operation(summary = "The same as plain text")
  ResponseEntity<Object> dailyText(
      @RequestParam(required = false) String date, @RequestParam(required = false) String account) {
    return daily(Form.TEXT, date, account);
  }

  @GetMapping(path = "/daily", produces = MediaType.TEXT_HTML_VALUE, params = "!format")
  @Operation(summary = "The same as a page that stands alone")
  ResponseEntity<Object> dailyPage(
      @RequestParam(required = false) String date, @RequestParam(required = false) String account) {
    return daily(Form.HTML, date, account);
  }

  @GetMapping(path = "/daily", params = "format")
  @Operation(summary = "The same in the form text, json or html, whatever Accept says")
  ResponseEntity<Object> dailyIn(
      @RequestParam(required = false) String date,
      @RequestParam(required = false) String account,
      @RequestParam String format) {
    return daily(Form.named(format), date, account);
  }

  private ResponseEntity<Object> daily(Form form, String date, String account) {
    Summary summary = summaries.of(Period.day(date, account, today(), accounts()));
    return switch (form) {
      case JSON -> Form.json(summary);
      case TEXT -> Form.text(SummaryText.daily(summary));
      case HTML -> Form.page(pages.summary(summary));
    };
  }

  @GetMapping(path = "/statistics", produces = MediaType.APPLICATION_JSON_VALUE, params = "!format")
  @Operation(
      summary =
          "What several days' trades were worth: by strategy and mode, taken back, refused;"
              + " the last thirty days unless from and to are named")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StatisticsAnswer.class)))
  ResponseEntity<Object> statisticsJson(
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String account) {
    return statistics(Form.JSON, from, to, account);
  }

  @GetMapping(path = "/statistics", produces = MediaType.TEXT_PLAIN_VALUE, params = "!format")
  @Operation(summary = "The same as plain text")
  ResponseEntity<Object> statisticsText(
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String account) {
    return statistics(Form.TEXT, from, to, account);
  }

  @GetMapping(path = "/statistics", produces = MediaType.TEXT_HTML_VALUE, params = "!format")
  @Operation(summary = "The same as a page that stands alone, every trade with a line")
  ResponseEntity<Object> statisticsPage(
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String account) {
    return statistics(Form.HTML, from, to, account);
  }

  @GetMapping(path = "/statistics", params = "format")
  @Operation(summary = "The same in the form text, json or html, whatever Accept says")
  ResponseEntity<Object> statisticsIn(
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String account,
      @RequestParam String format) {
    return statistics(Form.named(format), from, to, account);
  }

  private ResponseEntity<Object> statistics(Form form, String from, String to, String account) {
    Summary summary = summaries.of(Period.days(from, to, account, today(), accounts()));
    return switch (form) {
      case JSON ->
          Form.json(
              new StatisticsAnswer(
                  summary.from(),
                  summary.to(),
                  summary.account(),
                  summary.running(),
                  summary.statistics()));
      case TEXT -> Form.text(SummaryText.statistics(summary));
      case HTML -> Form.page(pages.summary(summary));
    };
  }

  // Its name says its form, whatever Accept says.
  @GetMapping(path = "/export.csv")
  @Operation(summary = "Ended trades, a line each; the last thirty days unless others are named")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)))
  ResponseEntity<String> csv(
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String account) {
    Period period = Period.days(from, to, account, today(), accounts());
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"legwork-trades.csv\"")
        .body(TradeCsv.of(summaries.of(period).trades()));
  }

  @GetMapping(path = "/export.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The same as JSON")
  ExportAnswer export(
      @RequestParam(required = false) String from,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String account) {
    Period period = Period.days(from, to, account, today(), accounts());
    return new ExportAnswer(
        period.from(), period.to(), period.account(), summaries.of(period).trades());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Set<String> accounts() {
    return settings.broker().names();
  }
}
