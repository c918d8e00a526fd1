package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.Requests.conversion;
import static dev.legwork.api.Requests.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.saga.Ending;
import dev.legwork.saga.Reason;
import dev.legwork.saga.ReasonCode;
import dev.legwork.saga.TimelineEntry;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionTest {

  @Test
  void doesNotKnowWhatNobodyAskedFor() {
    Answer answer = CALLS.get("/api/executions/never");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void tellsFromTheStartEventWhatTheLedgerDoesNotKnowYet() {
    String id = newId();
    CALLS.submit(conversion(id));
    JsonNode view = CALLS.get("/api/executions/" + id).json();
    assertThat(view.at("/state").asText()).isEqualTo("RECEIVED");
    assertThat(view.at("/legs/2/contract/right").asText()).isEqualTo("CALL");
  }

  @Test
  void tellsWhyAWorkflowStartedElsewhereWasRefused() {
    String id = newId();
    WorkflowStub stub =
        ApiProcess.TEMPORAL.newUntypedWorkflowStub(
            "ExecutionWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.execution(id))
                .setTaskQueue(TaskQueues.LEGWORK)
                .build());
    stub.start(Map.of("strategy", "REFUSE"));
    try {
      stub.getResult(Object.class);
    } catch (RuntimeException failed) {
      // as it should
    }
    JsonNode view = CALLS.get("/api/executions/" + id).json();
    assertThat(view.at("/state").asText()).isEqualTo("REJECTED");
    assertThat(view.at("/reason/code").asText()).isEqualTo("InvalidRequest");
    assertThat(view.at("/reason/detail").asText()).contains("quantity");
  }

  @Test
  void asksARunningTradeForItsTimeline() {
    String id = newId();
    CALLS.submit(conversion(id));
    Requests.register(conversion(id));
    JsonNode view = CALLS.get("/api/executions/" + id).json();
    while (view.at("/timeline").isEmpty()) {
      view = CALLS.get("/api/executions/" + id).json();
    }
    assertThat(view.at("/timeline/0/event").asText()).isEqualTo("snapshot");
    assertThat(view.at("/legs")).hasSize(3);
  }

  @Test
  void showsHowATradeHadEndedBeforeItsRecoverySettledIt() {
    String id = ended(TradeState.NOT_FILLED);
    Ending settled =
        new Ending(
            TradeState.UNWOUND,
            new Reason(ReasonCode.LATE_EXECUTION, "it filled after all"),
            List.of(),
            4,
            Instant.now(),
            List.of());
    ApiProcess.LEDGER.endings().settle(id, settled, Instant.now());

    JsonNode view = CALLS.get("/api/executions/" + id).json();

    assertThat(view.at("/state").asText()).isEqualTo("UNWOUND");
    assertThat(view.at("/formerEndings")).hasSize(1);
    assertThat(view.at("/formerEndings/0/state").asText()).isEqualTo("NOT_FILLED");
    assertThat(view.at("/formerEndings/0/reason/code").asText()).isEqualTo("NOT_MARKETABLE");
  }

  @Test
  void handsACancelToTheTrade() {
    String id = newId();
    CALLS.submit(conversion(id));
    Answer answer =
        CALLS.post(
            "/api/executions/" + id + "/cancel",
            "{\"reason\": \"no longer wanted\", \"operator\": \"ann\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(ApiProcess.LEDGER.audit().of("execution " + id, 5))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("CANCEL");
              assertThat(entry.operator()).isEqualTo("ann");
              assertThat(entry.reason()).isEqualTo("no longer wanted");
            });
    Map<?, ?> result =
        ApiProcess.TEMPORAL.newUntypedWorkflowStub(WorkflowIds.execution(id)).getResult(Map.class);
    assertThat(result.get("cancelled")).isEqualTo("no longer wanted");
  }

  @Test
  void cannotCancelWhatIsUnknownOrOver() {
    assertThat(CALLS.post("/api/executions/never/cancel", "{\"reason\": \"x\"}").status())
        .isEqualTo(404);
    String id = ended(TradeState.REJECTED);
    Answer answer = CALLS.post("/api/executions/" + id + "/cancel", "{\"reason\": \"x\"}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/detail").asText()).contains("REJECTED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{}|reason", "{\"reason\": \" \"}|reason", "{\"reason\":\"x\",\"why\":1}|why"})
  void aCancelNamesItsReasonAndNothingElse(String body, String field) {
    String id = newId();
    CALLS.submit(conversion(id));
    Answer answer = CALLS.post("/api/executions/" + id + "/cancel", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field")).containsExactly(field);
  }

  @Test
  void listsTheNewestFirstAPageAtATime() {
    String account = "\"account\": \"" + ApiProcess.OTHER_ACCOUNT + "\"";
    List<String> ids = List.of(newId(), newId(), newId());
    for (String id : ids) {
      Requests.register(conversion(id).replace("\"account\": \"DU1000001\"", account));
    }
    String path = "/api/executions?limit=2&account=" + ApiProcess.OTHER_ACCOUNT;
    JsonNode first = CALLS.get(path).json();
    JsonNode second = CALLS.get(path + "&cursor=" + first.at("/nextCursor").asText()).json();

    assertThat(first.at("/executions").findValuesAsText("id"))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(second.at("/executions").findValuesAsText("id")).containsExactly(ids.get(0));
    assertThat(second.at("/nextCursor").isNull()).isTrue();
    assertThat(first.at("/executions/0/legs/0").asText()).isEqualTo("BUY 100 TWX");
  }

  @Test
  void listsOneStateOnly() {
    String id = ended(TradeState.NOT_FILLED);
    JsonNode list = CALLS.get("/api/executions?limit=500&state=NOT_FILLED").json();
    assertThat(list.at("/executions").findValuesAsText("id")).contains(id);
    assertThat(list.at("/executions").findValuesAsText("state")).containsOnly("NOT_FILLED");
  }

  @ParameterizedTest
  @CsvSource({"limit=0,limit", "limit=x,limit", "state=DONE,state", "cursor=abc,cursor"})
  void refusesAListThatIsNone(String query, String field) {
    Answer answer = CALLS.get("/api/executions?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
  }

  @Test
  void reportsInTheFormThatIsAskedFor() {
    String id = ended(TradeState.REJECTED);
    String path = "/api/executions/" + id + "/report";
    JsonNode json = CALLS.get(path).json();
    assertThat(json.at("/revision").asInt()).isEqualTo(1);
    assertThat(json.at("/cash/bound").asText()).isEqualTo("6972");
    assertThat(CALLS.get(path, "Accept", "text/plain").text())
        .startsWith("EXECUTION " + id + "  REJECTED\nbecause   NOT_MARKETABLE");
    Answer html = CALLS.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(html.header("Content-Type")).startsWith("text/html");
    assertThat(html.text())
        .contains("<title>" + id + " REJECTED</title>", "a test &lt;b&gt;says&lt;/b&gt; so");
  }

  @Test
  void reportsAsMuchAsIsAskedFor() {
    String path = "/api/executions/" + ended(TradeState.REJECTED) + "/report?level=";
    assertThat(CALLS.get(path + "summary").json().at("/legs")).isEmpty();
    assertThat(CALLS.get(path + "detailed").json().at("/legs")).hasSize(3);
    assertThat(CALLS.get(path + "DEBUG").json().at("/timeline")).isNotEmpty();
    assertThat(CALLS.get(path + "everything").status()).isEqualTo(400);
  }

  /** The worker was killed in between. */
  @Test
  void reportsSayWhereTheTradeLearnedOfThingsLater() {
    Instant then = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(1);
    String path = "/api/executions/" + ended(then, then.plusMillis(23_282)) + "/report";

    assertThat(CALLS.get(path).json().at("/timeline/0/heardAt").asText())
        .isEqualTo(then.plusMillis(23_282).toString());
    for (String form : List.of("text/plain", "text/html")) {
      assertThat(CALLS.get(path, "Accept", form).text())
          .as(form)
          .containsPattern("refused \\[learned of at \\+2\\d{4}]");
    }
  }

  private static String ended(Instant at, Instant heardAt) {
    String id = newId();
    Requests.register(conversion(id));
    Requests.end(
        id, TradeState.REJECTED, new TimelineEntry(at, "REJECTED", null, "refused", heardAt));
    return id;
  }

  @Test
  void aTradeThatRunsHasNoReport() {
    String id = newId();
    Requests.register(conversion(id));
    Answer answer = CALLS.get("/api/executions/" + id + "/report", "Accept", "text/plain");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().at("/detail").asText()).contains("its report comes with its end");
  }

  private static String ended(TradeState state) {
    String id = newId();
    Requests.register(conversion(id));
    Requests.end(id, state);
    return id;
  }
}
