package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static dev.legwork.api.Requests.conversion;
import static dev.legwork.api.Requests.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.legwork.saga.Alert;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser; left out where the machine has none. */
class DashboardTest {
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path profile;

  private Browser browser;

  @BeforeEach
  void look() throws Exception {
    Path program = Browser.program().orElse(null);
    Assumptions.assumeTrue(program != null, "there is no Chromium on this machine");
    browser = Browser.at(program, CALLS.uri("/"), profile);
    browser.await("document.getElementById('link')?.className === 'link live'");
  }

  @AfterEach
  void lookAway() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsWhatARecoveryMadeOfATradeThatHadEnded() throws Exception {
    String id = newId();
    Requests.register(conversion(id));
    LEDGER.endings().finish(id, unwound("AS_IT_WAS", Instant.now()));
    browser.await("document.getElementById('executions').textContent.includes('" + id + "')");
    browser.evaluate(
        "[...document.querySelectorAll('#executions tr.row')]"
            + ".find((row) => row.textContent.includes('"
            + id
            + "')).click()");
    browser.await("document.querySelector('.detail')?.textContent.includes('AS_IT_WAS')");

    LEDGER.endings().settle(id, unwound("REPAIRED", Instant.now()), Instant.now());

    browser.await("document.querySelector('.detail')?.textContent.includes('REPAIRED')");
  }

  @Test
  void losesNoRowWhenNewTradesPushItOffTheFirstPage() throws Exception {
    register("row-a", 60);
    browser.await(rows("row-") + " === 50");
    browser.evaluate("document.getElementById('more').click()");
    browser.await(rows("row-a") + " === 60");

    register("row-b", 7);

    browser.await(rows("row-b") + " === 7");
    assertThat(browser.evaluate(rows("row-a")).asInt()).isEqualTo(60);
  }

  @Test
  void saysThatAnAlertHasChangedInsteadOfCountingItAsSeen() throws Exception {
    long id = alert("100 TWX remain");
    browser.await("document.getElementById('alerts').textContent.includes('100 TWX remain')");
    String alert =
        "[...document.querySelectorAll('.alert')].find((a) => a.textContent.includes('TWX"
            + " remain'))";
    // At once: what is typed survives a refresh only in a field that has the focus.
    browser.evaluate(
        "(() => { const field = "
            + alert
            + ".querySelector('input'); field.focus(); field.value = 'ann'; })()");

    alert("200 TWX remain");
    browser.evaluate(alert + ".querySelector('button').click()");

    browser.await(alert + ".textContent.includes('It changed while you read it. ')");
    browser.await(alert + ".textContent.includes('200 TWX remain')");
    assertThat(LEDGER.alerts().find(id).orElseThrow().acknowledgedBy()).isNull();
  }

  private static String rows(String prefix) {
    return "[...document.querySelectorAll('#executions tr.row td:nth-child(2)')]"
        + ".filter((cell) => cell.textContent.startsWith('"
        + prefix
        + "')).length";
  }

  private static void register(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      Requests.register(conversion(prefix + i));
    }
  }

  private static long alert(String text) {
    return LEDGER
        .alerts()
        .open(
            ApiProcess.ACCOUNT,
            "shown",
            new Alert(Alert.Severity.CRITICAL, "RESIDUAL_POSITION", text, List.of()),
            Instant.now());
  }

  private static Ending unwound(String event, Instant at) {
    return new Ending(
        TradeState.UNWOUND,
        new Reason(ReasonCode.TIMEOUT, "too slow"),
        List.of(),
        3,
        at,
        List.of(new TimelineEntry(at, event, null, "")));
  }
}
