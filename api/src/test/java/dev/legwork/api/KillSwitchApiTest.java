package dev.legwork.api;

import static dev.legwork.api.ApiProcess.CALLS;
import static dev.legwork.api.ApiProcess.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.api.ApiCalls.Answer;
import dev.legwork.ledger.audit.AuditEntry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KillSwitchApiTest {
  private static final String ACCOUNT = "/api/accounts/" + ApiProcess.ACCOUNT;
  private static final String WHO = "\"operator\": \"ann\", \"reason\": \"wrong prices\"}";
  private static final String ON = "{\"on\": true, " + WHO;
  private static final String OFF = "{\"on\": false, " + WHO;

  @AfterEach
  void letEverybodyGoOn() {
    CALLS.post("/api/kill-switch", OFF);
    CALLS.post(ACCOUNT + "/reducing-only", OFF);
    CALLS.post(ACCOUNT + "/underlyings/TWX/pause", OFF);
  }

  private static List<String> fields(Answer answer) {
    return answer.json().at("/errors").findValuesAsText("field");
  }

  private static Answer submitted(String id) {
    return CALLS.post("/api/executions", Requests.conversion(id));
  }

  @Test
  void stopsAnAccountAndTellsWhoDidItAndWhy() {
    Answer answer = CALLS.post(ACCOUNT + "/kill-switch", ON);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode standing = CALLS.get(ACCOUNT).json().path("killSwitch");
    assertThat(standing.path("on").asBoolean()).isTrue();
    assertThat(standing.path("operator").asText()).isEqualTo("ann");
    assertThat(standing.path("reason").asText()).isEqualTo("wrong prices");
    assertThat(LEDGER.audit().of("account " + ApiProcess.ACCOUNT, 1))
        .extracting(AuditEntry::action, AuditEntry::operator)
        .containsExactly(tuple("KILL_SWITCH_ON", "ann"));
  }

  @Test
  void startsNoTradeOfAStoppedAccount() {
    CALLS.post(ACCOUNT + "/kill-switch", ON);

    Answer refused = submitted("stopped-1");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("KILL_SWITCH");
    assertThat(refused.json().path("id").asText()).isEqualTo("stopped-1");
    assertThat(CALLS.get("/api/executions/stopped-1").status()).isEqualTo(404);
  }

  private static String flattening(boolean on) {
    return "{\"on\": %s, \"flatten\": true, ".formatted(on) + WHO;
  }

  @Test
  void flattensOnceHoweverOftenItIsTold() {
    Answer first = CALLS.post(ACCOUNT + "/kill-switch", flattening(true));
    Answer second = CALLS.post(ACCOUNT + "/kill-switch", flattening(true));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.json().at("/killSwitch/flatten").asBoolean()).isTrue();
    assertThat(second.json().path("flattened").isArray()).isTrue();
    assertThat(LEDGER.audit().of("account " + ApiProcess.ACCOUNT, 1))
        .extracting(AuditEntry::action)
        .containsExactly("FLATTEN");
  }

  /** Nobody may think that all is closed while a trade goes on. */
  @Test
  void namesTradesThatHaveNotEndedWhereAnAccountIsFlattened() {
    Requests.register(Requests.conversion("goes-on-1"));

    JsonNode stopped = CALLS.post(ACCOUNT + "/kill-switch", ON).json();
    JsonNode flattened = CALLS.post(ACCOUNT + "/kill-switch", flattening(true)).json();

    assertThat(stopped.path("flattened").findValuesAsText("execution")).doesNotContain("goes-on-1");
    assertThat(flattened.path("flattened"))
        .filteredOn(one -> one.path("execution").asText().equals("goes-on-1"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("state").asText()).isEqualTo("NOT_ENDED");
              assertThat(one.path("exit").asText()).isEqualTo("/api/executions/goes-on-1");
            });
  }

  @Test
  void startsNoTradeOfAPausedUnderlying() {
    CALLS.post(ACCOUNT + "/underlyings/TWX/pause", ON);

    assertThat(submitted("paused-1").json().path("code").asText()).isEqualTo("UNDERLYING_PAUSED");
    assertThat(CALLS.get(ACCOUNT).json().at("/paused/0/underlying").asText()).isEqualTo("TWX");
  }

  @Test
  void startsNoTradeWhereTheAccountIsToReduceOnly() {
    CALLS.post(ACCOUNT + "/reducing-only", ON);

    assertThat(submitted("reduce-1").json().path("code").asText()).isEqualTo("REDUCING_ONLY");
  }

  @Test
  void stopsAllAccountsAtOnce() {
    Answer answer = CALLS.post("/api/kill-switch", ON);

    assertThat(answer.json().findValuesAsText("account")).hasSize(4);
    assertThat(answer.json())
        .allSatisfy(one -> assertThat(one.at("/killSwitch/on").asBoolean()).isTrue());
  }

  @Test
  void tellsWhereAnAccountStandsAndResetsItsLimits() {
    String limits = ACCOUNT + "/limits";

    JsonNode before = CALLS.get(limits).json();
    Answer reset = CALLS.post(limits + "/reset", "{\"operator\": \"ann\", \"reason\": \"seen\"}");

    assertThat(before.path("rollbacks").isNumber()).isTrue();
    assertThat(before.path("reserved").asText()).isNotEmpty();
    assertThat(reset.status()).isEqualTo(200);
    assertThat(reset.json().path("rollbacks").asInt()).isZero();
    assertThat(LEDGER.audit().of("account " + ApiProcess.ACCOUNT, 1))
        .extracting(AuditEntry::action)
        .containsExactly("LIMIT_RESET");
    assertThat(
            CALLS
                .post(
                    limits + "/release",
                    "{\"execution\": \"none\", \"operator\": \"ann\", \"reason\": \"x\"}")
                .status())
        .isEqualTo(409);
    assertThat(fields(CALLS.post(limits + "/reset", "{\"why\": \"x\"}")))
        .containsExactlyInAnyOrder("operator", "reason", "why");
    assertThat(CALLS.get("/api/accounts/DU9/limits").status()).isEqualTo(404);
  }

  @Test
  void namesEverythingThatIsWrongAndChangesNothing() {
    Answer answer =
        CALLS.post(
            ACCOUNT + "/kill-switch", "{\"on\": \"yes\", \"reason\": \" \", \"flatten\": \"now\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(fields(answer)).containsExactlyInAnyOrder("on", "operator", "reason", "flatten");
    assertThat(CALLS.get(ACCOUNT).json().at("/killSwitch/on").asBoolean()).isFalse();
    assertThat(fields(CALLS.post(ACCOUNT + "/kill-switch", flattening(false))))
        .containsExactly("flatten");
    assertThat(fields(CALLS.post(ACCOUNT + "/reducing-only", flattening(true))))
        .containsExactly("flatten");
    assertThat(CALLS.post("/api/accounts/DU9/kill-switch", ON).status()).isEqualTo(404);
    assertThat(CALLS.post("/api/kill-switch", "[]").status()).isEqualTo(400);
    assertThat(CALLS.post(ACCOUNT + "/underlyings/twx/pause", ON).status()).isEqualTo(400);
  }
}
