package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static dev.legwork.api.Requests.conversion;
import static dev.legwork.api.Requests.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.execution.ExecutionFilter;
import dev.legwork.saga.TradeState;
import dev.legwork.workflow.WorkflowIds;
import io.temporal.client.WorkflowNotFoundException;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {

  @Test
  void acceptsATradeAndStartsItsWorkflow() {
    String id = newId();
    Answer answer = CALLS.submit(conversion(id));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location")).isEqualTo("/api/executions/" + id);
    JsonNode view = answer.json();
    assertThat(view.at("/state").asText()).isEqualTo("RECEIVED");
    assertThat(view.at("/netLimit").isTextual()).isTrue();
    assertThat(view.at("/net/limit").asText()).isEqualTo("69.72");
    assertThat(view.at("/timeouts/total").asText()).isEqualTo("PT15S");
    assertThat(view.at("/acceptedAt").asText()).endsWith("Z");
    assertThat(view.at("/links/temporal").asText())
        .isEqualTo("http://localhost:8233/namespaces/default/workflows/execution%2F" + id);
    assertThat(startedWith(id)).isEqualTo(Requests.read(conversion(id)).text());
  }

  @Test
  void makesAnIdWhereNoneIsGiven() {
    Answer answer = CALLS.submit(conversion("x").replace("\"id\": \"x\",", ""));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Location")).endsWith(answer.json().at("/id").asText());
  }

  @Test
  void takesTheIdFromTheHeader() {
    String id = newId();
    Answer answer =
        CALLS.submit(conversion("x").replace("\"id\": \"x\",", ""), "Idempotency-Key", id);
    assertThat(answer.json().at("/id").asText()).isEqualTo(id);
  }

  @Test
  void refusesAHeaderThatDiffersFromTheId() {
    Answer answer = CALLS.submit(conversion(newId()), "Idempotency-Key", newId());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("id");
  }

  @Test
  void answersARepetitionWithTheFirstTrade() {
    String id = newId();
    CALLS.submit(conversion(id));
    assertThat(CALLS.submit(conversion(id).replace("69.72", "69.720")).status()).isEqualTo(200);
    Requests.register(conversion(id));
    Answer repeated = CALLS.submit(conversion(id));
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json().at("/id").asText()).isEqualTo(id);
  }

  @Test
  void refusesAnotherRequestUnderTheSameId() {
    String id = newId();
    CALLS.submit(conversion(id));
    String other = conversion(id).replace("69.72", "69.73");
    assertThat(CALLS.submit(other).status()).isEqualTo(409);
    Requests.register(conversion(id));
    assertThat(CALLS.submit(other).status()).isEqualTo(409);
    assertThat(startedWith(id)).contains("\"netLimit\":\"69.72\"");
  }

  @Test
  void startsOneTradeHoweverManyAskAtOnce() throws Exception {
    String body = conversion(newId());
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> CALLS.submit(body).status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> call : pool.invokeAll(calls)) {
        statuses.add(call.get());
      }
    }
    assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(19);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"quantity\": 1,|\"quantity\": 1, \"nett\": 1,|400|nett",
        "\"ratio\": 100|\"ratio\": -100|422|legs[0].ratio",
        "\"quantity\": 1|\"quantity\": 0|422|quantity",
        "\"quantity\": 1|\"quantity\": 1e999999999|400|quantity",
        "\"symbol\": \"TWX\" } },|\"symbol\": \"GOOG\" } },|422|legs[0].contract.symbol",
        "\"right\": \"PUT\"|\"right\": \"PUT\", \"multiplier\": 10|422|legs[2].contract.multiplier",
        "\"ratio\": 100,|\"ratio\": 100, \"limit\": \"69\",|422|legs[1].limit",
        "\"netLimit\": \"69.72\"|\"netLimit\": \"69.72\", \"pricing\": \"MARKET\", \"placing\":"
            + " \"COMBO\"|422|pricing",
        "DU1000001|DU9|422|account",
        "DU1000001|U7654321|422|account",
        "\"expiry\": \"2034-06-20\"|\"expiry\": \"soon\"|400|legs[1].contract.expiry",
      })
  void namesWhatIsWrongAndStoresNothing(String right, String wrong, int status, String field) {
    String id = newId();
    Answer answer = CALLS.submit(conversion(id).replaceFirst(Pattern.quote(right), wrong));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
    assertThat(answer.json().at("/errors").findValuesAsText("field")).contains(field);
    assertNothingOf(id);
  }

  @Test
  void refusesAnExpiredOptionByTheVenuesDate() {
    LEDGER.clocks().store("IB", Duration.ZERO);
    String id = newId();
    Answer answer = CALLS.submit(conversion(id).replace("2034-06-20", "2014-06-20"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("legs[1].contract.expiry");
    assertNothingOf(id);
  }

  @Test
  void stillAnswersTheRepetitionOfATradeWhoseOptionHasExpired() {
    LEDGER.clocks().store("IB", Duration.ZERO);
    String id = newId();
    String body = conversion(id).replace("2034-06-20", "2014-06-20");
    Requests.register(body);
    assertThat(CALLS.submit(body).status()).isEqualTo(200);
    assertThat(CALLS.submit(body.replace("69.72", "69.73")).status()).isEqualTo(422);
  }

  @Test
  void refusesSevenLegs() {
    String id = newId();
    String leg = "{ \"name\": \"stock\", \"action\"";
    String seven = (leg + ": \"BUY\", \"ratio\": 1 }, ").repeat(4) + leg;
    Answer answer = CALLS.submit(conversion(id).replaceFirst(Pattern.quote(leg), seven));
    assertThat(answer.json().at("/errors").findValuesAsText("field")).contains("legs");
    assertNothingOf(id);
  }

  @Test
  void refusesALargeBodyWithAndWithoutItsLength() {
    String id = newId();
    byte[] large = (conversion(id) + " ".repeat(1_000_000)).getBytes();
    assertThat(CALLS.post("/api/executions", large).status()).isEqualTo(413);
    Answer chunked =
        CALLS.send(
            HttpRequest.newBuilder(CALLS.uri("/api/executions"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large))));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.json().at("/title").asText()).isEqualTo("Too large");
    assertNothingOf(id);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    String id = newId();
    byte[] body = conversion(id).replace("SFR", "S~R").getBytes();
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '~' ? (byte) 0xC3 : body[i];
    }
    Answer answer = CALLS.post("/api/executions", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/message").asText()).contains("UTF-8");
    assertNothingOf(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ \"id\": |line 1",
        "[]|object",
        "{\"id\":\"a\",\"id\":\"b\"}|Duplicate",
        "`  `|empty"
      })
  void saysWhereJsonIsBroken(String body, String words) {
    Answer answer = CALLS.submit(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("body");
    assertThat(answer.json().at("/errors/0/message").asText()).contains(words);
  }

  @Test
  void asksForJson() {
    Answer answer =
        CALLS.send(
            HttpRequest.newBuilder(CALLS.uri("/api/executions"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(conversion(newId()))));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void waitsForTheEnd() throws Exception {
    String id = newId();
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<Answer> waiting =
          pool.submit(() -> CALLS.post("/api/executions?wait=60s", conversion(id)));
      awaitStart(id);
      Requests.register(conversion(id));
      Requests.end(id, TradeState.REJECTED);
      ApiProcess.TEMPORAL.newUntypedWorkflowStub(WorkflowIds.execution(id)).signal("end");
      Answer answer = waiting.get();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().at("/state").asText()).isEqualTo("REJECTED");
      assertThat(answer.json().at("/reason/code").asText()).isEqualTo("NOT_MARKETABLE");
    }
  }

  @Test
  void tellsTheStateSoFarWhenTheWaitIsOver() {
    Answer answer = CALLS.post("/api/executions?wait=200ms", conversion(newId()));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().at("/state").asText()).isEqualTo("RECEIVED");
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5s", "1h"})
  void refusesAWaitThatIsNone(String wait) {
    Answer answer = CALLS.post("/api/executions?wait=" + wait, conversion(newId()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("wait");
  }

  private static void awaitStart(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> CALLS.get("/api/executions/" + id).status() == 200);
  }

  private static String startedWith(String id) {
    return ApiProcess.TEMPORAL
        .fetchHistory(WorkflowIds.execution(id))
        .getEvents()
        .getFirst()
        .getWorkflowExecutionStartedEventAttributes()
        .getInput()
        .getPayloads(0)
        .getData()
        .toStringUtf8();
  }

  private static void assertNothingOf(String id) {
    assertThat(LEDGER.executions().find(id)).isEmpty();
    assertThat(LEDGER.executions().list(ExecutionFilter.ALL, 500, null).executions())
        .noneMatch(execution -> execution.id().equals(id));
    assertThatThrownBy(() -> startedWith(id))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(WorkflowNotFoundException.class),
            e -> assertThat(e).hasMessageContaining("NOT_FOUND"));
  }
}
