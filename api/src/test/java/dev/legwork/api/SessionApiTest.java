package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.audit.AuditEntry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    assertThat(ask("stop", ANN).status()).isIn(200, 404, 409);
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

    Answer paused = ask("pause", ANN);
    assertThat(paused.json().path("phase").asText()).as(paused.text()).isEqualTo("PAUSED");
    assertThat(awaitPhase("PAUSED").path("detail").asText()).isEqualTo("paused by ann: lunch");
    assertThat(ask("resume", ANN).status()).isEqualTo(200);
    awaitPhase("SCANNING");
    assertThat(ask("stop", ANN).status()).isEqualTo(200);
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
}
