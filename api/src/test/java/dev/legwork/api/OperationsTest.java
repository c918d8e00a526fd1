package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static dev.legwork.api.Requests.conversion;
import static dev.legwork.api.Requests.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.lock.AcquireReply;
import dev.legwork.lock.LockState;
import dev.legwork.saga.Alert;
import dev.legwork.workflow.TaskQueues;
import dev.legwork.workflow.WorkflowIds;
import dev.legwork.workflow.lock.ExecutionLockWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {

  @Test
  void aLockThatNobodyAskedForIsFree() {
    JsonNode lock = CALLS.get("/api/locks/" + ApiProcess.OTHER_ACCOUNT).json();
    assertThat(lock.at("/holder").isNull()).isTrue();
    assertThat(lock.at("/waiters")).isEmpty();
  }

  @Test
  void showsAndTakesAwayALock() {
    String path = "/api/locks/" + ApiProcess.LOCK_ACCOUNT;
    ExecutionLockWorkflow lock = lock();
    AcquireReply first = lock.acquire("first", ApiProcess.LOCK_ACCOUNT);
    lock.acquire("second", ApiProcess.LOCK_ACCOUNT);

    JsonNode held = CALLS.get(path).json();
    assertThat(held.at("/holder").asText()).isEqualTo("first");
    assertThat(held.at("/fencingToken").asLong()).isEqualTo(42);
    assertThat(held.at("/since").asText()).endsWith("Z");
    assertThat(held.at("/waiters/0/execution").asText()).isEqualTo("second");
    assertThat(held.at("/statistics/waits").asInt()).isEqualTo(1);

    Answer forced =
        CALLS.post(path + "/force-release", "{\"reason\": \"it is lost\", \"operator\": \"ann\"}");
    assertThat(forced.status()).as(forced.text()).isEqualTo(200);
    assertThat(LEDGER.audit().of("lock/" + ApiProcess.LOCK_ACCOUNT, 1))
        .extracting(AuditEntry::operator, AuditEntry::reason)
        .containsExactly(tuple("ann", "it is lost"));
    assertThat(CALLS.get(path).json().at("/holder").asText()).isNotEqualTo("first");
    assertThat(first).isNotNull();
  }

  @Test
  void aForcedReleaseNamesOperatorAndReason() {
    Answer answer = CALLS.post("/api/locks/" + ApiProcess.LOCK_ACCOUNT + "/force-release", "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactly("reason", "operator");
  }

  @Test
  void knowsOnlyConfiguredAccounts() {
    assertThat(CALLS.get("/api/locks/DU9").status()).isEqualTo(404);
    assertThat(CALLS.get("/api/accounts").json().at("/accounts"))
        .extracting(JsonNode::asText)
        .containsExactly("DU1000001", "DU1000002", "DU1000003", "U7654321");
  }

  @Test
  void showsAlertsUntilSomebodyHasSeenThem() {
    long id =
        LEDGER
            .alerts()
            .open(
                ApiProcess.ACCOUNT,
                "api-alert",
                new Alert(Alert.Severity.CRITICAL, "SESSION_LOST", "it is lost", List.of()),
                Instant.now());
    assertThat(alert(id).at("/acknowledgedAt").isNull()).isTrue();
    String path = "/api/alerts/" + id + "/acknowledge";
    assertThat(CALLS.post(path, "{\"operator\": \"ann\"}").status()).isEqualTo(204);
    assertThat(alert(id).at("/acknowledgedBy").asText()).isEqualTo("ann");
    assertThat(CALLS.post("/api/alerts/0/acknowledge", "{\"operator\": \"ann\"}").status())
        .isEqualTo(404);
  }

  @Test
  void tellsListenersOfEveryNewState() throws Exception {
    HttpResponse<InputStream> stream =
        CALLS
            .client()
            .send(
                HttpRequest.newBuilder(CALLS.uri("/api/events")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    String id = newId();
    Requests.register(conversion(id));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.contains("\"id\":\"" + id + "\"")) {
        line = lines.readLine();
      }
      assertThat(line).startsWith("data:").contains("\"state\":\"RECEIVED\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, Legwork",
    "/dashboard.js, EventSource",
    "/legwork.css, RESIDUAL",
    "/v3/api-docs, /api/executions/{id}/cancel",
    "/swagger-ui/index.html, swagger",
    "/actuator/health, UP",
    "/actuator/prometheus, http_server_requests"
  })
  void servesWhatPeopleAndProgramsLookAt(String path, String content) {
    Answer answer = CALLS.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains(content);
  }

  @Test
  void documentsMoneyAsText() {
    JsonNode schema = CALLS.get("/v3/api-docs").json().at("/components/schemas");
    assertThat(schema.at("/NetView/properties/limit/type").asText()).isEqualTo("string");
  }

  private static JsonNode alert(long id) {
    for (JsonNode alert : CALLS.get("/api/alerts").json().at("/alerts")) {
      if (alert.at("/id").asLong() == id) {
        return alert;
      }
    }
    throw new AssertionError("no alert " + id);
  }

  private static ExecutionLockWorkflow lock() {
    ExecutionLockWorkflow lock =
        ApiProcess.TEMPORAL.newWorkflowStub(
            ExecutionLockWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.lock(ApiProcess.LOCK_ACCOUNT))
                .setTaskQueue(TaskQueues.LEGWORK)
                .build());
    WorkflowClient.start(lock::run, LockState.NEW);
    return lock;
  }
}
