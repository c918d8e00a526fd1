package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.contract.ContractSpec;
import dev.legwork.contract.OptionRight;
import dev.legwork.num.Decimals;
import dev.legwork.order.Side;
import dev.legwork.scan.ScanPlan;
import dev.legwork.session.Tally;
import dev.legwork.strategy.Figures;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.OpportunityLeg;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.scan.ScanDeskActivities;
import dev.legwork.workflow.scan.ScanResult;
import dev.legwork.workflow.scan.ScanWorkflow;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScanApiTest {
  private static final String ACCOUNT = ApiProcess.OTHER_ACCOUNT;
  private static final AtomicReference<ScanPlan> ASKED = new AtomicReference<>();
  private static WorkerFactory desk;

  /** A desk that sees one opportunity of TWX, and knows no other symbol. */
  public static final class Desk implements ScanDeskActivities {
    @Override
    public ScanResult look(String scan, ScanPlan plan) {
      ASKED.set(plan);
      if (!plan.symbols().contains("TWX")) {
        throw ApplicationFailure.newNonRetryableFailure(
            "MAGIC: there is no such strategy", ScanWorkflow.INVALID_PLAN);
      }
      return new ScanResult(
          Instant.parse("2014-06-06T14:00:00Z"),
          true,
          List.of(new Tally("SFR", 1, 2, 30, Map.of("QUOTE_STALE", 29L), 1)),
          List.of("XYZ UNKNOWN_SYMBOL: no such stock"),
          1,
          List.of(opportunity()));
    }
  }

  private static Opportunity opportunity() {
    BigDecimal zero = BigDecimal.ZERO;
    return new Opportunity(
        "TWX-1",
        "SFR",
        100,
        "TWX",
        Instant.parse("2014-06-06T14:00:00Z"),
        LocalDate.of(2014, 6, 6),
        List.of(
            new OpportunityLeg(
                "put",
                Side.BUY,
                1,
                ContractSpec.option(
                    "TWX", LocalDate.of(2014, 6, 20), Decimals.of("70"), OptionRight.PUT),
                Decimals.of("1.3"),
                Decimals.of("10"))),
        1,
        new Figures(
            Decimals.of("69.7"),
            Decimals.of("0.3"),
            Decimals.of("0.3"),
            Decimals.of("0.35"),
            Decimals.of("0.43"),
            Decimals.of("5"),
            Decimals.of("1"),
            zero,
            Decimals.of("24"),
            Decimals.of("24")),
        Decimals.of("69.72"),
        Decimals.of("69.7"),
        Decimals.of("69.9"),
        "risk-free",
        Decimals.of("0.9"),
        Map.of());
  }

  @BeforeAll
  static void openTheDesk() {
    desk = WorkerFactory.newInstance(ApiProcess.TEMPORAL);
    desk.newWorker(TaskQueues.broker(ACCOUNT)).registerActivitiesImplementations(new Desk());
    desk.start();
  }

  @AfterAll
  static void closeTheDesk() {
    desk.shutdownNow();
  }

  private static Answer scan(String account, String more) {
    return CALLS.post("/api/scans", "{\"account\": \"%s\", %s}".formatted(account, more));
  }

  @Test
  void answersWhatTheDeskSaw() {
    Answer answer =
        scan(
            ACCOUNT,
            """
            "symbols": ["TWX", "XYZ"], "strategies": {"SFR": {"min-profit": 0.05}},
            "quantity": 2, "atMost": "PT5S"
            """);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode seen = answer.json();
    assertThat(seen.path("account").asText()).isEqualTo(ACCOUNT);
    assertThat(seen.path("settled").asBoolean()).isTrue();
    assertThat(seen.at("/opportunities/0/figures/minProfit").asText()).isEqualTo("0.3");
    assertThat(seen.at("/opportunities/0/label").asText()).isEqualTo("risk-free");
    assertThat(seen.at("/opportunities/0/legs/0/contract/strike").asText()).isEqualTo("70");
    assertThat(seen.at("/tallies/0/refused/QUOTE_STALE").asInt()).isEqualTo(29);
    assertThat(seen.at("/troubles/0").asText()).startsWith("XYZ UNKNOWN_SYMBOL");
    assertThat(ASKED.get().strategies())
        .isEqualTo(Map.of("SFR", Map.of("min-profit", "0.05", "quantity", "2")));
    assertThat(ASKED.get().atMost()).hasSeconds(5);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    Answer answer =
        scan(
            "DU9",
            """
            "symbols": ["twx"], "strategies": {"SFR": {"min-profit": "much"}, "MAGIC": {}},
            "quantity": 0, "atMost": "PT1H", "placing": "COMBO"
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "account",
            "symbols[0]",
            "strategies.SFR.min-profit",
            "strategies.MAGIC",
            "quantity",
            "atMost",
            "placing");
  }

  @Test
  void saysThatTheWorkerCannotMakeAStrategy() {
    Answer answer = scan(ACCOUNT, "\"symbols\": [\"GOOG\"], \"strategies\": {\"SFR\": {}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/message").asText())
        .isEqualTo("MAGIC: there is no such strategy");
  }

  @Test
  void saysThatNobodyHasTheAccountsSession() {
    Answer answer =
        scan(ApiProcess.LOCK_ACCOUNT, "\"symbols\": [\"TWX\"], \"strategies\": {\"SFR\": {}}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("no worker has a session with the broker for account DU1000003");
  }
}
