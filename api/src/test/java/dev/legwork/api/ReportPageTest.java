package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Reports in a real browser; left out where the machine has none. */
class ReportPageTest {
  private final ReportedTrades trades = new ReportedTrades("2014-06-09");

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  private Path program;
  private Browser browser;

  @BeforeEach
  void find() {
    program = Browser.program().orElse(null);
    Assumptions.assumeTrue(program != null, "there is no Chromium on this machine");
  }

  @AfterEach
  void lookAway() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aSavedReportDrawsItsLegsInTimeAndItsPayoff() throws Exception {
    look(save("/api/executions/" + trades.unwound("page-1") + "/report?format=html"));

    browser.await("window.legworkCharts?.payoff !== undefined");
    assertThat(number("legworkCharts.legs.data.datasets[0].data.length")).as("filled").isEqualTo(2);
    assertThat(number("legworkCharts.legs.data.datasets[1].data.length")).as("closed").isEqualTo(2);
    assertThat(text("legworkCharts.legs.options.scales.y.labels.join(' ')"))
        .isEqualTo("stock put call decisions");
    assertThat(text("JSON.stringify(legworkCharts.payoff.data.datasets[0].data[1])"))
        .isEqualTo("{\"x\":70,\"y\":30}");
    assertThat(text("JSON.stringify(legworkCharts.payoff.data.datasets[1].data[1])"))
        .isEqualTo("{\"x\":70,\"y\":-7}");
    // nothing was asked of anybody
    assertThat(number("performance.getEntriesByType('resource').length")).isZero();
    assertThat(
            number(
                "document.getElementById('legs').getContext('2d')"
                    + ".getImageData(0, 0, 2000, 1000).data.some((part) => part !== 0) ? 1 : 0"))
        .as("something is drawn")
        .isEqualTo(1);
  }

  @Test
  void aSavedDayDrawsWhatItsTradesEarned() throws Exception {
    trades.committed("page-2");
    look(save("/api/reports/daily?date=2014-06-09&format=html&account=" + ReportedTrades.ACCOUNT));

    browser.await("window.legworkCharts?.earned !== undefined");
    assertThat(text("legworkCharts.earned.data.labels.join(' ')")).contains("page-2");
  }

  @Test
  void theDashboardLeadsToATradesReport() throws Exception {
    String id = trades.committed("page-3");
    look(CALLS.uri("/"));
    String row =
        "[...document.querySelectorAll('#executions tr.row')]"
            + ".find((row) => row.textContent.includes('"
            + id
            + "'))";
    browser.await("document.getElementById('account')?.options.length > 1");
    browser.evaluate(
        "(() => { const a = document.getElementById('account'); a.value = '"
            + ReportedTrades.ACCOUNT
            + "'; a.dispatchEvent(new Event('change')); })()");

    // In one go: the list may be drawn anew between finding the row and touching it.
    browser.await(
        "(() => { const link = [...("
            + row
            + "?.querySelectorAll('a') ?? [])].find((a) => a.textContent === 'report');"
            + " link?.click(); return link !== undefined; })()");

    browser.await("document.title === '" + id + " COMMITTED'");
    browser.await("window.legworkCharts?.legs !== undefined");
    browser.evaluate("document.querySelector('a.brand').click()");
    browser.await("document.getElementById('today') !== null");
    browser.evaluate("document.getElementById('today').click()");
    browser.await("document.title.startsWith('Trades of 2')");
  }

  private void look(URI page) throws Exception {
    browser = Browser.at(program, page, folder.resolve("profile"));
  }

  private URI save(String path) throws Exception {
    return Files.writeString(folder.resolve("saved.html"), CALLS.get(path).text()).toUri();
  }

  private int number(String expression) {
    return browser.evaluate(expression).asInt();
  }

  private String text(String expression) {
    return browser.evaluate(expression).asText();
  }
}
