package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static dev.legwork.api.Requests.conversion;
import static dev.legwork.api.Requests.newId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.alert.Channel;
import dev.legwork.saga.Alert;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {

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
  void countsOnlyTheQuantitiesAsSeenThatSomebodySaw() {
    long id = opened("api-changing", "100 TWX remain");
    String path = "/api/alerts/" + id + "/acknowledge";
    String seen = alert(id).at("/changedAt").asText();
    String body = "{\"operator\": \"ann\", \"changedAt\": \"" + seen + "\"}";
    opened("api-changing", "200 TWX remain");

    Answer late = CALLS.post(path, body);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().at("/detail").asText()).contains("200 TWX remain");
    assertThat(alert(id).at("/acknowledgedAt").isNull()).isTrue();
    String now = alert(id).at("/changedAt").asText();
    assertThat(CALLS.post(path, body.replace(seen, now)).status()).isEqualTo(204);
    assertThat(CALLS.post(path, body.replace(seen, "today")).status()).isEqualTo(400);
    assertThat(CALLS.get("/api/alerts").json().at("/open").asInt()).isPositive();
  }

  @Test
  void closesWhatHappenedOnceSomebodyHasSeenItAndTellsWhatBecameOfSendingIt() {
    Alert slow = new Alert(Alert.Severity.WARNING, "EXECUTION_SLOW", "it took long", List.of());
    LEDGER.alerts().tell(ApiProcess.ACCOUNT, "api-slow", slow, Instant.now());
    long id = LEDGER.alerts().ofExecution("api-slow").getFirst().id();
    LEDGER
        .sendings()
        .enqueue(Channel.MAIL, List.of(Alert.Severity.values()), Duration.ofSeconds(1));

    assertThat(alert(id).at("/passing").asBoolean()).isTrue();
    assertThat(alert(id).at("/sendings/0/channel").asText()).isEqualTo("MAIL");
    assertThat(alert(id).at("/sendings/0/state").asText()).isEqualTo("DUE");
    assertThat(CALLS.post("/api/alerts/" + id + "/acknowledge", "{\"operator\": \"ann\"}").status())
        .isEqualTo(204);

    assertThat(CALLS.get("/api/alerts").json().at("/alerts"))
        .noneMatch(open -> open.at("/id").asLong() == id);
    assertThat(LEDGER.alerts().find(id).orElseThrow().isOpen()).isFalse();
  }

  private static long opened(String execution, String text) {
    return LEDGER
        .alerts()
        .open(
            ApiProcess.ACCOUNT,
            execution,
            new Alert(Alert.Severity.CRITICAL, "STUCK", text, List.of()),
            Instant.now());
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
}
