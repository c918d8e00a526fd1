package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.Requests.conversion;
import static dev.legwork.api.Requests.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.legwork.api.ApiCalls.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a caller is told of a start while Temporal or the database is away. */
class SubmissionOutcomeTest {

  @Test
  void saysThatNothingStartedUnderAnIdThatItMadeWhereTemporalIsAway() {
    Answer answer =
        withoutTemporal(calls -> calls.submit(conversion("x").replace("\"id\": \"x\",", "")));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.json().at("/id").asText()).hasSize(36);
    assertThat(answer.json().at("/outcome").asText()).isEqualTo("NOT_STARTED");
  }

  @Test
  void cannotTellOfAnIdThatItWasGivenWhereTemporalIsAway() {
    String id = newId();
    CALLS.submit(conversion(id));
    Answer answer = withoutTemporal(calls -> calls.submit(conversion(id)));
    assertUnknown(answer, id);
  }

  @Test
  void saysThatNobodyKnowsWhereTemporalIsSilent() throws IOException {
    String id = newId();
    try (ServerSocket silent = new ServerSocket(0);
        ConfigurableApplicationContext api = temporalAt(silent.getLocalPort(), "700ms")) {
      assertUnknown(readyCalls(api).submit(conversion(id)), id);
    }
  }

  @Test
  void saysThatNothingStartedWhereOnlyTheDatabaseIsAway() {
    String id = newId();
    Answer answer = withoutDatabase(calls -> calls.submit(conversion(id)));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().at("/id").asText()).isEqualTo(id);
    assertThat(answer.json().at("/outcome").asText()).isEqualTo("NOT_STARTED");
    assertThat(CALLS.get("/api/executions/" + id).status()).isEqualTo(404);
  }

  @Test
  void neverSaysNotStartedOfATradeThatRunsWhileTheDatabaseIsAway() {
    String id = newId();
    CALLS.submit(conversion(id));
    assertUnknown(withoutDatabase(calls -> calls.submit(conversion(id))), id);
  }

  @Test
  void namesTheIdOfARepetitionThatItCannotLookUp() {
    String id = newId();
    String body = conversion(id).replace("DU1000001", "DU9");
    assertUnknown(withoutDatabase(calls -> calls.submit(body)), id);
  }

  @Test
  void answersWithTheTradeItStartedWhenTheDatabaseGoesAwayMeanwhile() throws Exception {
    String id = newId();
    try (Wire database = new Wire(ApiProcess.POSTGRES.getPort());
        ConfigurableApplicationContext api = databaseAt(database.port());
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      ApiCalls calls = readyCalls(api);
      Future<Answer> waiting =
          pool.submit(() -> calls.post("/api/executions?wait=2s", conversion(id)));
      awaitAnswer(CALLS, "/api/executions/" + id);
      database.cut();
      Answer answer = waiting.get();
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      assertThat(answer.header("Location")).endsWith(id);
      assertThat(answer.json().at("/id").asText()).isEqualTo(id);
      assertThat(answer.json().at("/state").asText()).isEqualTo("RECEIVED");
    }
  }

  private static void assertUnknown(Answer answer, String id) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.json().at("/id").asText()).isEqualTo(id);
    assertThat(answer.json().at("/outcome").asText()).isEqualTo("UNKNOWN");
    assertThat(answer.json().at("/detail").asText()).contains("repeating with this id is safe");
  }

  private static Answer withoutTemporal(Function<ApiCalls, Answer> call) {
    try (ConfigurableApplicationContext api = temporalAt(ApiProcess.freePort(), "30s")) {
      return call.apply(readyCalls(api));
    }
  }

  private static Answer withoutDatabase(Function<ApiCalls, Answer> call) {
    try (ConfigurableApplicationContext api = databaseAt(ApiProcess.freePort())) {
      return call.apply(new ApiCalls(ApiProcess.port(api)));
    }
  }

  private static ConfigurableApplicationContext temporalAt(int port, String patience) {
    return ApiProcess.start(
        "legwork.temporal.target=127.0.0.1:" + port, "legwork.temporal.rpc-timeout=" + patience);
  }

  private static ConfigurableApplicationContext databaseAt(int port) {
    return ApiProcess.start(
        "legwork.database.url=jdbc:postgresql://127.0.0.1:" + port + "/postgres");
  }

  private static ApiCalls readyCalls(ConfigurableApplicationContext api) {
    ApiCalls calls = new ApiCalls(ApiProcess.port(api));
    awaitAnswer(calls, "/api/executions");
    return calls;
  }

  private static void awaitAnswer(ApiCalls calls, String path) {
    await().atMost(Duration.ofSeconds(30)).until(() -> calls.get(path).status() == 200);
  }
}
