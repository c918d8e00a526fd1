package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.audit.AuditEntry;
import dev.legwork.ledger.session.StoredSession;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class SessionApiTest {
  private static final String ANN = "{\"operator\": \"ann\", \"reason\": \"lunch\"}";

  private final String name = "s-" + UUID.randomUUID();

  private String plan(String more) {
    return """
    { "name": "%s", "account": "%s", "symbols": ["TWX"],
      "strategies": {"SFR": {"min-profit": "0.05"}}%s }
    """
        .formatted(name, ApiProcess.ACCOUNT, more);
  }

  private static Answer start(String plan) {
    return CALLS.post("/api/sessions", plan);
  }

  private Answer ask(String what, String body) {
    return CALLS.post("/api/sessions/" + name + "/" + what, body);
  }

  /** A session that does not tell within two seconds is not waited for. */
  private static void assertHeard(Answer answer, String phase) {
    assertThat(answer.status()).as(answer.text()).isIn(200, 202);
    if (answer.status() == 200) {
      assertThat(answer.json().path("phase").asText()).as(answer.text()).isEqualTo(phase);
    }
  }

  private JsonNode awaitPhase(String phase) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    JsonNode session = CALLS.get("/api/sessions/" + name).json();
    while (!session.path("phase").asText().equals(phase)) {
      assertThat(System.nanoTime()).as(session.toString()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      session = CALLS.get("/api/sessions/" + name).json();
    }
    return session;
  }

  @AfterEach
  void endTheSession() {
    assertThat(ask("stop", ANN).status()).isIn(200, 202, 404, 409);
  }

  @Test
  void startsASessionAndShowsIt() {
    Answer started = start(plan(", \"stopAfter\": {\"trades\": 2}"));

    assertThat(started.status()).as(started.text()).isEqualTo(202);
    assertThat(started.header("Location")).isEqualTo("/api/sessions/" + name);
    JsonNode shown = awaitPhase("SCANNING");
    assertThat(shown.at("/plan/strategies/SFR/min-profit").asText()).isEqualTo("0.05");
    assertThat(shown.at("/plan/stopAfter/trades").asInt()).isEqualTo(2);
    assertThat(shown.at("/counts/trades").asInt()).isZero();
    assertThat(CALLS.get("/api/sessions?account=" + ApiProcess.ACCOUNT).json().at("/sessions"))
        .anyMatch(session -> session.path("name").asText().equals(name));
  }

  @Test
  void answersARepetitionWithTheSessionThatRunsAndRefusesAnotherPlan() {
    start(plan(""));
    awaitPhase("SCANNING");

    assertThat(start(plan("")).status()).isEqualTo(200);
    Answer other = start(plan(", \"quantity\": 7"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("detail").asText()).contains("runs by another plan");
  }

  @Test
  void pausesResumesAndStopsInSomebodysName() {
    start(plan(""));
    awaitPhase("SCANNING");

    assertHeard(ask("pause", ANN), "PAUSED");
    assertThat(awaitPhase("PAUSED").path("detail").asText()).isEqualTo("paused by ann: lunch");
    assertThat(ask("resume", ANN).status()).isEqualTo(200);
    awaitPhase("SCANNING");
    assertThat(ask("stop", ANN).status()).isIn(200, 202);
    assertThat(awaitPhase("ENDED").path("endedAt").asText()).endsWith("Z");

    assertThat(LEDGER.audit().of("session " + name, 10))
        .extracting(AuditEntry::action, AuditEntry::operator, AuditEntry::reason)
        .containsExactly(
            tuple("SESSION_STOP", "ann", "lunch"),
            tuple("SESSION_RESUME", "ann", "lunch"),
            tuple("SESSION_PAUSE", "ann", "lunch"));
    assertThat(ask("pause", ANN).status()).isEqualTo(409);
  }

  @Test
  void refusesToResumeWhatIsNotPaused() {
    start(plan(""));
    awaitPhase("SCANNING");

    Answer answer = ask("resume", ANN);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("detail").asText()).contains("the session is not paused");
  }

  @Test
  void changesFieldsOfThePlanAndLeavesTheOthers() {
    start(plan(", \"quantity\": 3"));
    awaitPhase("SCANNING");

    Answer changed =
        ask(
            "parameters",
            """
            { "operator": "ann", "reason": "wider", "plan":
              { "symbols": ["TWX", "GOOG"], "strategies": {"SYNTHETIC": {"max-loss": 50}} } }
            """);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    JsonNode plan = changed.json().path("plan");
    assertThat(plan.path("symbols")).hasSize(2);
    assertThat(plan.path("quantity").asInt()).isEqualTo(3);
    assertThat(plan.at("/strategies/SFR/min-profit").asText()).isEqualTo("0.05");
    assertThat(plan.at("/strategies/SYNTHETIC/max-loss").asText()).isEqualTo("50");
  }

  @Test
  void tellsEverythingThatIsWrongWithAChangeAndChangesNothing() {
    start(plan(""));
    awaitPhase("SCANNING");

    Answer answer =
        ask(
            "parameters",
            """
            { "operator": "ann", "reason": "wider", "plan":
              { "quantity": 0, "strategies": {"SFR": {"min-profit": "much"}}, "name": "other" } }
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("quantity", "name", "strategies.SFR.min-profit");
    assertThat(CALLS.get("/api/sessions/" + name).json().at("/plan/quantity").asInt()).isEqualTo(1);
  }

  @Test
  void tellsEverythingThatIsWrongWithTheStrategies() {
    Answer answer =
        start(
            """
            { "name": "%s", "account": "%s", "symbols": ["TWX"], "strategies":
              { "SFR": {"min-profit": "much", "speed": 1}, "MAGIC": {} } }
            """
                .formatted(name, ApiProcess.ACCOUNT));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "strategies.SFR.min-profit", "strategies.SFR.speed", "strategies.MAGIC");
  }

  @Test
  void knowsNoSessionThatWasNeverStarted() {
    assertThat(CALLS.get("/api/sessions/nobody").status()).isEqualTo(404);
    assertThat(ask("pause", ANN).status()).isEqualTo(404);
    assertThat(ask("pause", "{}").json().at("/errors").findValuesAsText("field"))
        .containsExactly("reason", "operator");
  }

  private Answer change(String fields) {
    return ask(
        "parameters",
        """
        { "operator": "ann", "reason": "wider", "plan": %s }
        """
            .formatted(fields));
  }

  @Test
  void changesOnlyThePartsOfThePolicyThatAreNamed() {
    start(plan(", \"stopAfter\": {\"success\": true, \"trades\": 3}"));
    awaitPhase("SCANNING");

    Answer changed = change("{\"stopAfter\": {\"trades\": 5}}");

    assertThat(changed.json().at("/plan/stopAfter").toString())
        .as(changed.text())
        .isEqualTo("{\"success\":true,\"partial\":true,\"trades\":5,\"at\":null}");
    Answer again = change("{\"stopAfter\": {\"trades\": null, \"partial\": false}}");
    assertThat(again.json().at("/plan/stopAfter").toString())
        .as(again.text())
        .isEqualTo("{\"success\":true,\"partial\":false,\"trades\":null,\"at\":null}");
  }

  @Test
  void keepsItsAccount() {
    start(plan(""));
    awaitPhase("SCANNING");

    Answer answer = change("{\"quantity\": 0, \"account\": \"DU1000002\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("account", "quantity");
    assertThat(answer.text()).contains("must be DU1000001 or left out");
    assertThat(change("{\"account\": \"DU1000001\", \"quantity\": 2}").status()).isEqualTo(200);
  }

  @Test
  void changesThePlanThatTheSessionFollowsAndNotOneThatTheLedgerStillHas() {
    start(plan(""));
    awaitPhase("SCANNING");
    StoredSession before = LEDGER.sessions().find(name).orElseThrow();
    assertThat(change("{\"dryRun\": true}").status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> LEDGER.sessions().find(name).orElseThrow().state().plan().dryRun());
    LEDGER.sessions().told(before.runId(), before.state());

    Answer changed = change("{\"symbols\": [\"GOOG\"]}");

    assertThat(changed.json().at("/plan/dryRun").asBoolean()).as(changed.text()).isTrue();
    assertThat(changed.json().at("/plan/symbols/0").asText()).isEqualTo("GOOG");
  }

  @Test
  void losesNoChangeThatItHasAcknowledgedToOthersOfTheSameTime() {
    start(plan(""));
    awaitPhase("SCANNING");
    AtomicBoolean done = new AtomicBoolean();
    List<String> strategies = List.of("BOX", "REVERSAL", "SYNTHETIC", "VERTICAL");
    try (ExecutorService others = Executors.newFixedThreadPool(2)) {
      for (int trades = 1; trades <= 2; trades++) {
        String stop = "{\"stopAfter\": {\"trades\": " + trades + "}}";
        others.submit(
            () -> {
              while (!done.get()) {
                change(stop);
              }
            });
      }
      try {
        strategies.forEach(this::addStrategy);
      } finally {
        done.set(true);
      }
    }
    JsonNode followed = change("{\"quantity\": 2}").json().path("plan");
    assertThat(followed.path("strategies").fieldNames()).toIterable().containsAll(strategies);
  }

  /** Reads again and repeats, as it is told to, where another change came first. */
  private void addStrategy(String strategy) {
    String fields = "{\"strategies\": {\"" + strategy + "\": {}}}";
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Answer answer = change(fields);
              assertThat(answer.status()).as(answer.text()).isIn(200, 409);
              return answer.status() == 200;
            });
  }

  @Test
  void beginsASessionOnceForAKeyEvenWhenItIsOver() {
    String key = UUID.randomUUID().toString();
    String plan = plan(", \"quantity\": 2");
    assertThat(CALLS.post("/api/sessions", plan, "Idempotency-Key", key).status()).isEqualTo(202);
    awaitPhase("SCANNING");
    assertThat(ask("stop", ANN).status()).isIn(200, 202);
    awaitPhase("ENDED");

    Answer again = CALLS.post("/api/sessions", plan, "Idempotency-Key", key);

    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().path("phase").asText()).isEqualTo("ENDED");
    Answer other = CALLS.post("/api/sessions", plan(""), "Idempotency-Key", key);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("detail").asText()).contains("a new session needs a new key");
    Answer anew =
        CALLS.post("/api/sessions", plan, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(anew.status()).isEqualTo(202);
    awaitPhase("SCANNING");
  }

  @Test
  void givesASessionWithoutANameTheSameOneForTheSameKey() {
    String nameless = plan("").replace("\"name\": \"" + name + "\",", "");
    String key = UUID.randomUUID().toString();

    JsonNode first = CALLS.post("/api/sessions", nameless, "Idempotency-Key", key).json();
    Answer again = CALLS.post("/api/sessions", nameless, "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("name")).isEqualTo(first.path("name"));
    String stop = "/api/sessions/" + first.path("name").asText() + "/stop";
    assertThat(CALLS.post(stop, ANN).status()).isIn(200, 202);
    assertThat(CALLS.post("/api/sessions", plan(""), "Idempotency-Key", "a b").text())
        .contains("Idempotency-Key");
  }

  @Test
  void saysUnderWhichNameASessionMayHaveStarted() {
    String nameless = plan("").replace("\"name\": \"" + name + "\",", "");
    try (ConfigurableApplicationContext api =
        ApiProcess.start(
            "legwork.temporal.target=127.0.0.1:" + ApiProcess.freePort(),
            "legwork.temporal.rpc-timeout=700ms")) {
      ApiCalls calls = new ApiCalls(ApiProcess.port(api));

      Answer answer = calls.post("/api/sessions", nameless);
      Answer keyed = calls.post("/api/sessions", nameless, "Idempotency-Key", "k1");
      Answer stop = calls.post("/api/sessions/" + name + "/stop", ANN);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("outcome").asText()).isEqualTo("UNKNOWN");
      assertThat(answer.json().path("detail").asText())
          .contains("session " + answer.json().path("id").asText() + " may have started");
      assertThat(keyed.json().path("detail").asText())
          .endsWith("repeating it with Idempotency-Key k1 is safe");
      assertThat(stop.status()).isEqualTo(503);
      assertThat(stop.json().path("detail").asText())
          .isEqualTo(
              "Temporal does not answer; repeat it, or switch the account off (kill-switch)");
    }
  }

  @Test
  void stopsWithoutTheLedger() {
    start(plan(""));
    awaitPhase("SCANNING");
    try (ConfigurableApplicationContext api =
        ApiProcess.start(
            "legwork.database.url=jdbc:postgresql://127.0.0.1:"
                + ApiProcess.freePort()
                + "/postgres")) {
      ApiCalls calls = new ApiCalls(ApiProcess.port(api));

      assertHeard(calls.post("/api/sessions/" + name + "/pause", ANN), "PAUSED");
      assertThat(calls.post("/api/sessions/" + name + "/stop", ANN).status()).isIn(200, 202);
      assertThat(calls.post("/api/sessions/nobody/stop", ANN).status()).isEqualTo(404);
    }
    assertThat(awaitPhase("ENDED").path("detail").asText()).isEqualTo("stopped by ann: lunch");
  }

  @Test
  void keepsAStopForASessionThatNoWorkerHasBegun() {
    WorkflowStub waiting =
        ApiProcess.TEMPORAL.newUntypedWorkflowStub(
            "TradingSessionWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId("session/" + name)
                .setTaskQueue("nobody-works-here")
                .build());
    waiting.start(Map.of());

    Answer stop = ask("stop", ANN);

    assertThat(stop.status()).as(stop.text()).isEqualTo(202);
    assertThat(
            ApiProcess.TEMPORAL.fetchHistory("session/" + name).getEvents().stream()
                .filter(HistoryEvent::hasWorkflowExecutionSignaledEventAttributes)
                .map(event -> event.getWorkflowExecutionSignaledEventAttributes().getSignalName()))
        .containsExactly("stopNow");
    waiting.terminate("the test is over");
  }
}
