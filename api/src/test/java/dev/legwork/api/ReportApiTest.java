package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportApiTest {
  private static final String OURS = "account=" + ReportedTrades.ACCOUNT;
  private static final String DAY = "/api/reports/daily?date=2014-06-06&" + OURS;
  private static final String SPAN = "from=2014-05-08&to=2014-06-06&" + OURS;

  @BeforeAll
  static void trade() {
    ReportedTrades trades = new ReportedTrades("2014-06-06");
    trades.committed("report-1");
    trades.unwound("report-2");
  }

  @Test
  void tellsWhatATradeEarnedAndWhatAComboWouldHaveCost() {
    JsonNode report = CALLS.get("/api/executions/report-1/report?level=debug").json();

    assertThat(report.at("/analysis/shape").asText()).isEqualTo("CONVERSION");
    assertThat(report.at("/analysis/mode/why").asText()).isEqualTo("the request names it");
    // strike 70 less 69.69 for 100 shares, fees 2.31
    assertThat(report.at("/analysis/profit/gross").asText()).isEqualTo("31");
    assertThat(report.at("/analysis/profit/net").asText()).isEqualTo("28.69");
    assertThat(report.at("/analysis/combo/executable").asText()).isEqualTo("69.7");
    assertThat(report.at("/analysis/combo/middle").asText()).isEqualTo("69.64");
    assertThat(report.at("/analysis/combo/advantage").asText()).isEqualTo("1");
    assertThat(report.at("/analysis/quotes/put/ask").asText()).isEqualTo("1.3");
    assertThat(report.at("/analysis/orders/0/writtenMillis").asLong()).isEqualTo(35);
    assertThat(report.at("/legs/2/filledMillis").asLong()).isEqualTo(500);
  }

  @Test
  void writesTheFormThatIsNamedWhateverIsAccepted() {
    String path = "/api/executions/report-1/report?format=";

    assertThat(CALLS.get(path + "text", "Accept", "text/html").text())
        .startsWith("EXECUTION report-1  COMMITTED");
    assertThat(CALLS.get(path + "HTML").header("Content-Type")).startsWith("text/html");
    assertThat(CALLS.get(path + "json", "Accept", "text/plain").json().at("/id").asText())
        .isEqualTo("report-1");
    Answer none = CALLS.get(path + "pdf");
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.json().at("/errors/0/field").asText()).isEqualTo("format");
    assertThat(none.json().at("/errors/0/message").asText()).contains("text, json, html");
  }

  @Test
  void aPageStandsAlone() {
    String page = CALLS.get("/api/executions/report-2/report?format=html").text();

    assertThat(page).contains("Chart.js", "id=\"legs\"", "id=\"payoff\"", ".charts {");
    assertThat(page).doesNotContain("src=", "<link");
    assertThat(page).contains("&lt;/script&gt;&lt;b&gt;5 s", "\\u003cb>as it came");
    assertThat(page).doesNotContain("<b>5 s", "<b>as it came");
    assertThat(CALLS.get("/api/executions/report-2/report?format=html&level=summary").text())
        .doesNotContain("<canvas", "Chart.js");
  }

  @Test
  void sumsUpADay() {
    JsonNode day = CALLS.get(DAY).json();

    assertThat(day.at("/statistics/total/trades").asInt()).isEqualTo(2);
    assertThat(day.at("/statistics/total/states/COMMITTED").asInt()).isEqualTo(1);
    assertThat(day.at("/statistics/total/fillRate").asText()).isEqualTo("50");
    // 28.69 − 10.45
    assertThat(day.at("/statistics/total/netProfit").asText()).isEqualTo("18.24");
    assertThat(day.at("/statistics/rollbacks/unwindCost").asText()).isEqualTo("7");
    assertThat(day.at("/statistics/groups/0/kind").asText()).isEqualTo("SFR");
    assertThat(day.at("/statistics/groups/0/mode").asText()).isEqualTo("PARALLEL");
    assertThat(day.at("/trades").findValuesAsText("id")).containsExactly("report-1", "report-2");
    assertThat(CALLS.get(DAY + "&format=text").text()).startsWith("SUMMARY 2014-06-06 (UTC)");
    assertThat(CALLS.get(DAY, "Accept", "text/html").text())
        .contains("id=\"earned\"", "href=\"/api/executions/report-1/report\"");
  }

  @Test
  void aDayBeginsAndEndsAtMidnightOfUtc() {
    for (String other : List.of("2014-06-05", "2014-06-07")) {
      assertThat(
              CALLS
                  .get("/api/reports/daily?date=" + other + "&" + OURS)
                  .json()
                  .at("/statistics/total/trades")
                  .asInt())
          .as(other)
          .isZero();
    }
  }

  @Test
  void tellsTheStatisticsOfSeveralDaysWithoutTheSingleTrades() {
    JsonNode answer = CALLS.get("/api/reports/statistics?" + SPAN).json();

    assertThat(answer.at("/statistics/total/trades").asInt()).isEqualTo(2);
    assertThat(answer.at("/statistics/top/0/id").asText()).isEqualTo("report-1");
    assertThat(answer.has("trades")).isFalse();
    assertThat(CALLS.get("/api/reports/statistics?" + SPAN + "&format=text").text())
        .startsWith("SUMMARY 2014-05-08 to 2014-06-06 (UTC)");
  }

  @Test
  void exportsEveryTrade() throws IOException {
    Answer csv = CALLS.get("/api/reports/export.csv?" + SPAN, "Accept", "application/json");
    List<CSVRecord> rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(csv.text()))
            .getRecords();

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(rows).extracting(row -> row.get("id")).containsExactly("report-1", "report-2");
    assertThat(rows).extracting(row -> row.get("netProfit")).containsExactly("28.69", "-10.45");
    assertThat(rows.getLast().get("netActual")).isEmpty();
    JsonNode json = CALLS.get("/api/reports/export.json?" + SPAN).json();
    assertThat(json.at("/trades").findValuesAsText("netProfit")).containsExactly("28.69", "-10.45");
  }

  @ParameterizedTest
  @CsvSource({
    "daily?date=yesterday, date",
    "daily?date=2014-02-30, date",
    "daily?account=DU1, account",
    "daily?format=csv, format",
    "statistics?from=x, from",
    "statistics?from=2014-06-07&to=2014-06-06, from",
    "export.csv?to=06/06/2014, to",
    "export.json?account=nobody, account"
  })
  void namesWhatItCannotRead(String query, String field) {
    Answer answer = CALLS.get("/api/reports/" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field")).containsExactly(field);
  }

  @Test
  void namesAllThatItCannotReadAtOnce() {
    assertThat(
            CALLS
                .get("/api/reports/statistics?from=x&to=y&account=z")
                .json()
                .at("/errors")
                .findValuesAsText("field"))
        .containsExactlyInAnyOrder("from", "to", "account");
  }
}
